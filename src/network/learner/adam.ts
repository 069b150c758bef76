import { add, div, keep, sqrt, square, tidy, type Tensor1D } from '@tensorflow/tfjs-core'
import { combine } from '../kernels/combine'
import { disposeWeights, type Weights } from './weights'

const beta1 = 0.9
const beta2 = 0.999
const tiny = 1e-8

/** Decay of the moving average: small at first, so that the average forgets the first weights, and 0.999 in the end. */
const decay = (step: number) => Math.min(0.999, (1 + step) / (10 + step))

/**
 * A step of Adam (Kingma & Ba 2015, algorithm 1), and of the moving average of the weights.
 *
 *     m ← β₁m + (1−β₁)g,   v ← β₂v + (1−β₂)g²,   θ ← θ − η·√(1−β₂ⁿ)/(1−β₁ⁿ) · m/(√v + ε)
 *
 * with ε for the uncorrected v, as in the paper's section 2.
 *
 * @param weights tensors that this function disposes
 * @param step n − 1: the number of steps taken before
 */
export function adam(
  weights: Weights,
  gradient: Tensor1D,
  step: number,
  learningRate: number,
  averageDecay = decay(step),
): Weights {
  const rate = (learningRate * Math.sqrt(1 - beta2 ** (step + 1))) / (1 - beta1 ** (step + 1))
  const next = tidy(() => {
    const first = combine([beta1, weights.first], [1 - beta1, gradient])
    const second = combine([beta2, weights.second], [1 - beta2, square(gradient)])
    const theta = combine([1, weights.theta], [-rate, div(first, add(sqrt(second), tiny))])
    const average = combine([averageDecay, weights.average], [1 - averageDecay, theta])
    return { theta: keep(theta), average: keep(average), first: keep(first), second: keep(second) }
  }) as Weights // combine keeps the rank
  disposeWeights(weights)
  return next
}
