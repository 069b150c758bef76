import type { Level } from '../level'
import type { Prediction } from '../prediction'

/** What a network can be taught to output; `edm` is ε and x₀ mixed by the level, and can be had from either. */
export type LearnedPrediction = Exclude<Prediction, 'edm'>

/**
 * What the network has to say of x_t = α·x₀ + σ·ε, if these two were all that could have led there: the squared error asks it
 * for the mean of this over everything that could.
 *
 * Ho et al. 2020, eq. 14 (ε); Salimans & Ho 2022, appendix D (v = α·ε − σ·x₀); Vincent 2011 (the score, −ε/σ); Liu et al. 2023
 * and Lipman et al. 2023 (velocity, ε − x₀, here towards noise).
 *
 * @returns one coordinate; the score of a level without noise is infinite.
 */
export function target(prediction: LearnedPrediction, x0: number, eps: number, { signal, noise }: Level): number {
  switch (prediction) {
    case 'epsilon': return eps
    case 'sample': return x0
    case 'v_prediction': return signal * eps - noise * x0
    case 'score': return -eps / noise
    case 'flow_prediction': return eps - x0
  }
}

/** σ_d, the deviation of the points that are learned from. */
export const pointDeviation = 1

/**
 * How large a prediction is where data have deviation 1. The network's last layer speaks in this unit, for numbers that range
 * over four decades are not learned: the score is 1/σ (Song & Ermon 2020, technique 3), v is √(α² + σ²).
 */
export function unitOf(prediction: LearnedPrediction, { signal, noise }: Level): number {
  switch (prediction) {
    case 'score': return 1 / noise
    case 'v_prediction': return Math.hypot(signal, noise)
    default: return 1
  }
}

/** |∂ε̂/∂prediction| at a fixed x_t: what an error of the prediction is as an error of ε̂. 0 for x₀, v and velocity where α = 0. */
export function errorInEps(prediction: LearnedPrediction, { signal, noise }: Level): number {
  switch (prediction) {
    case 'epsilon': return 1
    case 'sample': return signal / noise
    case 'v_prediction': return signal / (signal * signal + noise * noise)
    case 'score': return noise
    case 'flow_prediction': return signal / (signal + noise)
  }
}
