import { sum, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core'
import { readPacked } from '../transfer'
import { weightNames, type Weights } from './weights'

/** All weights of a network as arrays, [P] each. */
export type WeightArrays = Readonly<Record<keyof Weights, Float32Array>>

/** The results of some steps of training. */
interface StepsRead {
  /** The losses of each step, [B] or [1]. */
  readonly losses: readonly Float32Array[]
  /** Whether all weights are finite. */
  readonly finite: boolean
  /** The weights after the last step, if they were asked for. */
  readonly weights: WeightArrays | undefined
}

/** Names four arrays in the order of `weightNames`; undefined if one is missing. */
export function weightArrays([theta, average, first, second]: readonly Float32Array[]): WeightArrays | undefined {
  return theta && average && first && second && { theta, average, first, second }
}

/**
 * Reads the losses of several steps, and whether the weights after them are finite, by one transfer.
 *
 * @param losses tensors that this function disposes
 * @param withWeights whether the same transfer reads the weights too
 */
export async function readLosses(
  losses: readonly Tensor1D[],
  weights: Weights,
  withWeights = false,
): Promise<StepsRead> {
  const { theta, average, second } = weights
  const sums = tidy(() => [theta, average, second].map((vector) => sum<Tensor>(vector))) // a sum with NaN or ∞ is not finite
  try {
    const read = await readPacked([
      ...losses,
      ...sums,
      ...(withWeights ? weightNames.map((name) => weights[name]) : []),
    ])
    const [first, last] = [losses.length, losses.length + sums.length]
    return {
      losses: read.slice(0, first),
      finite: read.slice(first, last).every(([value]) => Number.isFinite(value)),
      weights: weightArrays(read.slice(last)),
    }
  } finally {
    for (const tensor of [...losses, ...sums]) tensor.dispose()
  }
}
