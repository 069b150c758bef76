import { sum, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core'
import { readPacked } from '../transfer'
import { weightNames, type Weights } from './weights'

/** All weights of a network as arrays, [P] each. */
export type WeightArrays = Readonly<Record<keyof Weights, Float32Array>>

/** What some steps came to. */
export interface Gathered {
  /** Of each step, [B] or [1]. */
  readonly losses: readonly Float32Array[]
  /** Whether all weights are numbers still. */
  readonly finite: boolean
  /** Where they led, if it was asked for. */
  readonly weights: WeightArrays | undefined
}

/** The weights of arrays in the order of their names. */
export function named([theta, average, first, second]: readonly Float32Array[]): WeightArrays | undefined {
  return theta && average && first && second && { theta, average, first, second }
}

/**
 * Reads the losses of several steps, and whether the weights that they led to are finite, by one transfer.
 *
 * @param losses disposed
 * @param whole whether the weights are read too, by the same transfer
 */
export async function gather(losses: readonly Tensor1D[], weights: Weights, whole = false): Promise<Gathered> {
  const { theta, average, second } = weights
  const sums = tidy(() => [theta, average, second].map((vector) => sum<Tensor>(vector))) // NaN and ∞ outlive any sum
  try {
    const read = await readPacked([...losses, ...sums, ...(whole ? weightNames.map((name) => weights[name]) : [])])
    const [first, last] = [losses.length, losses.length + sums.length]
    return {
      losses: read.slice(0, first),
      finite: read.slice(first, last).every(([value]) => Number.isFinite(value)),
      weights: named(read.slice(last)),
    }
  } finally {
    for (const tensor of [...losses, ...sums]) tensor.dispose()
  }
}
