import type { Weight } from '../../checkpoint/safetensors'
import { weight } from '../../checkpoint/weight'
import { blocksOf } from './commands'
import { tileOutputs } from './layout'

/** For each tap of the convolution that is computed: the taps of the stored one whose weights it sums. */
export type Taps = readonly (readonly number[])[]

/** Each tap as it is stored. */
export const allTaps = (size: 1 | 3): Taps => Array.from({ length: size * size }, (_, tap) => [tap])

/**
 * The 2×2 taps of a 3×3 convolution over a doubled picture, for the outputs in rows and columns of one parity: where two of the three
 * taps along an axis meet copies of the same pixel, their weights are summed.
 */
export function doubledTaps(row: 0 | 1, column: 0 | 1): Taps {
  const along = (parity: 0 | 1) => (parity === 0 ? [[0], [1, 2]] : [[0, 1], [2]])
  return along(row).flatMap((ys) => along(column).map((xs) => ys.flatMap((y) => xs.map((x) => 3 * y + x))))
}

/** Part of a product's weights: the convolutions whose outputs lie side by side; null stands for 1×1 ones that change nothing. */
export interface Rows {
  readonly names: readonly string[] | null
  readonly taps: Taps
  readonly inputs: number
}

/**
 * The weights of a product, [block of 8 outputs][k][8]; k counts the parts' taps, and in each its input channels.
 *
 * @param to all zeros
 */
export function packWeights(to: Float32Array, weights: ReadonlyMap<string, Weight>, parts: readonly Rows[]): void {
  const depth = parts.reduce((sum, { taps, inputs }) => sum + taps.length * inputs, 0)
  let k = 0
  for (const part of parts) {
    let output = 0
    for (const stored of storedOf(weights, part)) output += packStored(to, stored, part, { output, k, depth })
    k += part.taps.length * part.inputs
  }
}

function storedOf(weights: ReadonlyMap<string, Weight>, { names, inputs }: Rows): readonly Weight[] {
  if (names) return names.map((name) => weight(weights, `${name}.weight`))
  const data = new Float32Array(inputs * inputs)
  for (let i = 0; i < inputs; i++) data[i * inputs + i] = 1
  return [{ shape: [inputs, inputs], data }]
}

/** @returns how many outputs the stored weights have */
function packStored(
  to: Float32Array,
  { shape, data }: Weight,
  { taps, inputs }: Rows,
  from: { readonly output: number; readonly k: number; readonly depth: number },
): number {
  const outputs = shape[0] as number
  const size = data.length / outputs / inputs
  for (let o = 0; o < outputs; o++) {
    const column = from.output + o
    const block = (column - (column % tileOutputs)) * from.depth + (column % tileOutputs)
    for (let i = 0; i < inputs; i++) {
      const stored = (o * inputs + i) * size
      for (let tap = 0; tap < taps.length; tap++) {
        let sum = 0
        for (const source of taps[tap] as readonly number[]) sum += data[stored + source] as number
        to[block + tileOutputs * (from.k + tap * inputs + i)] = sum
      }
    }
  }
  return outputs
}

/** The biases of outputs side by side, and of a shortcut beside them. @param to all zeros */
export function packBias(
  to: Float32Array,
  weights: ReadonlyMap<string, Weight>,
  names: readonly string[],
  shortcut: string | null,
): void {
  let output = 0
  for (const name of names) {
    const { data } = weight(weights, `${name}.bias`)
    to.set(data, output)
    output += data.length
  }
  if (shortcut === null) return
  weight(weights, `${shortcut}.bias`).data.forEach((value, i) => {
    to[i] = (to[i] as number) + value
  })
}

/** Numbers of a product's weights. */
export const packedLength = (outputs: number, depth: number): number => blocksOf(outputs) * tileOutputs * depth
