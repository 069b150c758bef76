import * as at from './layout'

/** Fields of a command: offsets in bytes, and values. */
type Fields = readonly (readonly [offset: number, value: number])[]

/** A command for the module, as its memory holds it. */
export type Command = Int32Array

/** The inputs of a normalisation: addresses and channels of one, or of two side by side. */
export type Sources = readonly { readonly address: number; readonly channels: number }[]

/** Rows of neighbouring numbers that a product multiplies by rows of weights, for each pixel. */
export interface Segment {
  readonly base: number
  /** Address of the pixels' positions; 0: their own numbers. */
  readonly table: number
  /** Numbers from one pixel to the next. */
  readonly stride: number
  readonly rows: number
  /** Numbers from one row to the next. */
  readonly rowStride: number
  readonly rowLength: number
}

export interface Product {
  readonly pixels: number
  readonly outputs: number
  readonly weights: number
  readonly segments: readonly Segment[]
  readonly bias?: number
  readonly projection?: number
  readonly residual?: { readonly address: number; readonly table: number } | null | undefined
  readonly divisor: number
  readonly output: number
  /** Numbers from one pixel of the output to the next. */
  readonly stride: number
  readonly table?: number
}

export function encode(kind: number, length: number, fields: Fields): Command {
  const words = new Int32Array(length / 4)
  words[at.kindAt / 4] = kind
  words[at.lengthAt / 4] = length
  for (const [offset, value] of fields) words[offset / 4] = value
  return words
}

/** The fields for one or two inputs. */
export const sourceFields = ([first, second]: Sources): Fields => [
  [at.firstAt, first?.address ?? 0],
  [at.firstChannelsAt, first?.channels ?? 0],
  [at.secondAt, second?.address ?? 0],
  [at.secondChannelsAt, second?.channels ?? 0],
]

/** The bits of a float32, as a whole number. */
export const bitsOf = (value: number): number => new Int32Array(Float32Array.of(value).buffer)[0] as number

/** The inner products that one output of a product sums, in numbers. */
export const depthOf = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { rows, rowLength }) => sum + rows * rowLength, 0)

export const blocksOf = (outputs: number): number => Math.ceil(outputs / at.tileOutputs)

export function encodeProduct(product: Product): Command {
  const { segments, residual } = product
  const length = at.productLength + segments.length * at.segmentLength
  return encode(at.productKind, length, [
    [at.productPixelsAt, product.pixels],
    [at.productOutputsAt, product.outputs],
    [at.productWeightsAt, product.weights],
    [at.productBlockAt, 4 * at.tileOutputs * depthOf(segments)],
    [at.productBiasAt, product.bias ?? 0],
    [at.productProjectionAt, product.projection ?? 0],
    [at.productResidualAt, residual?.address ?? 0],
    [at.productResidualTableAt, residual?.table ?? 0],
    [at.productFactorAt, bitsOf(1 / product.divisor)],
    [at.productOutputAt, product.output],
    [at.productOutputStrideAt, 4 * product.stride],
    [at.productOutputTableAt, product.table ?? 0],
    [at.productSegmentsAt, segments.length],
    ...segments.flatMap((segment, i) => segmentFields(segment, at.productLength + i * at.segmentLength)),
  ])
}

const segmentFields = (segment: Segment, from: number): Fields => [
  [from + at.segmentBaseAt, segment.base],
  [from + at.segmentTableAt, segment.table],
  [from + at.segmentStrideAt, 4 * segment.stride],
  [from + at.segmentRowsAt, segment.rows],
  [from + at.segmentRowStrideAt, 4 * segment.rowStride],
  [from + at.segmentRowLengthAt, segment.rowLength],
]
