import type { AttentionOperation } from '../../program/operations'
import { encode, encodeProduct, type Command, type Segment } from './commands'
import * as at from './layout'
import { attentionWork, type Places } from './places'

/** Attention head by head as two products, with a softmax between them; some pixels ask at a time. */
export function attend(places: Places, operation: AttentionOperation): readonly Command[] {
  const { input, heads, size, output } = operation
  const pixels = input.height * input.width
  const work = attentionWork(pixels, size)
  const keys = places.gathered
  const values = keys + 4 * work.keys
  const scores = values + 4 * work.values
  const part = (which: number, head: number) => places.of(input) + 4 * size * (which * heads + head)
  const pack = (rows: number, columns: number, rowStride: number, columnStride: number, from: number, to: number) =>
    encode(at.packKind, at.packLength, [
      [at.packInputAt, from],
      [at.packRowsAt, rows],
      [at.packColumnsAt, columns],
      [at.packRowStrideAt, 4 * rowStride],
      [at.packColumnStrideAt, 4 * columnStride],
      [at.packOutputAt, to],
    ])
  const row = 3 * heads * size
  const rowsOf = (base: number, stride: number, length: number): Segment => {
    return { base, table: 0, stride, rows: 1, rowStride: length, rowLength: length }
  }
  return Array.from({ length: heads }, (_, head) => [
    pack(size, pixels, 1, row, part(1, head), keys),
    pack(pixels, size, row, 1, part(2, head), values),
    ...Array.from({ length: Math.ceil(pixels / work.queries) }, (__, chunk) => {
      const from = chunk * work.queries
      const queries = Math.min(work.queries, pixels - from)
      return [
        encodeProduct({
          pixels: queries,
          outputs: pixels,
          weights: keys,
          segments: [rowsOf(part(0, head) + 4 * row * from, row, size)],
          divisor: Math.sqrt(size),
          output: scores,
          stride: pixels,
        }),
        encode(at.softmaxKind, at.softmaxLength, [
          [at.softmaxAt, scores],
          [at.softmaxRowsAt, queries],
          [at.softmaxColumnsAt, pixels],
        ]),
        encodeProduct({
          pixels: queries,
          outputs: size,
          weights: values,
          segments: [rowsOf(scores, pixels, pixels)],
          divisor: 1,
          output: places.of(output) + 4 * size * (heads * from + head),
          stride: heads * size,
        }),
      ]
    }).flat(),
  ]).flat()
}
