import { arrayAlgebra } from '../array-algebra'
import type { Level } from '../level'
import { simpleLoss } from '../likelihood/losses'
import { outputOf } from '../prediction'
import type { Denoised } from '../step'
import { target } from './target'

/** The predictions by which pictures are learned: ε, x₀ and v. */
export const lossTargets = ['epsilon', 'sample', 'v_prediction'] as const
export type LossTarget = (typeof lossTargets)[number]

/** What led to a noisy picture, xₜ = α·x₀ + σ·ε. */
export interface NoisyExample {
  /** [d] each. */
  readonly x0: Float32Array
  readonly eps: Float32Array
  readonly at: Level
}

/** What a network with this prediction is taught to say of an example, [d]. */
const targetOf = (prediction: LossTarget, { x0, eps, at }: NoisyExample): Float32Array =>
  x0.map((value, j) => target(prediction, value, eps[j] ?? NaN, at))

/** One squared error for each target. */
export type PredictionLosses = Readonly<Record<LossTarget, number>>

const each = (lossOf: (prediction: LossTarget) => number): PredictionLosses => ({
  epsilon: lossOf('epsilon'),
  sample: lossOf('sample'),
  v_prediction: lossOf('v_prediction'),
})

/**
 * ‖y − ŷ‖²/d for y each of ε, x₀ and v, from one and the same answer: whatever the network predicts, its x̂₀ and ε̂ say all
 * three. With α² + σ² = 1 they differ by factors of the level alone: x₀'s is ε's times σ²/α², v's is ε's over α².
 *
 * @param answer x̂₀ and ε̂, not clipped, [d] each.
 */
export const predictionLosses = (example: NoisyExample, answer: Denoised<Float32Array>): PredictionLosses =>
  each((prediction) =>
    simpleLoss(targetOf(prediction, example), outputOf(arrayAlgebra, answer, example.at, prediction)),
  )

/**
 * The same for an answer that knows nothing of the example and is the same whatever is predicted: for zeros E‖y‖²/d, which of
 * ε is 1; for noise of variance 1 one more, which of ε is 2.
 *
 * @param guess [d]
 */
export const guessLosses = (example: NoisyExample, guess: Float32Array): PredictionLosses =>
  each((prediction) => simpleLoss(targetOf(prediction, example), guess))

/** (ε − ε̂)² of each value, [d]: their mean is `simpleLoss`. */
export const squaredErrors = (eps: Float32Array, epsHat: Float32Array): Float32Array =>
  eps.map((value, j) => (value - (epsHat[j] ?? NaN)) ** 2)

/**
 * −∂L/∂ε̂ = 2·(ε − ε̂)/d for L = ‖ε − ε̂‖²/d, [d]: where a step down the gradient would push the answer. What it does to the
 * weights is this, led back through the network by the chain rule.
 */
export const descentDirection = (eps: Float32Array, epsHat: Float32Array): Float32Array =>
  arrayAlgebra.combine([2 / eps.length, eps], [-2 / eps.length, epsHat])
