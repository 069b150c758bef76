import { level, normalArray, type Schedule } from '../../diffusion'

/** A noisy picture that was made step by step. */
interface Stepped {
  /** xₜ, [d] */
  readonly x: Float64Array
  /** All noise in it, √(1 − ᾱₜ)·ε: each step's own, faded by the steps after it. [d] */
  readonly noise: Float64Array
  /** √ᾱₜ: what the steps have left of x₀. */
  readonly signal: number
}

/** Fresh noise of the s-th step. */
export const freshNoise = (seed: number, s: number, length: number): Float32Array =>
  normalArray({ seed, purpose: 'noise', step: s, sample: 0 }, length)

/**
 * Takes every step into noise, each with noise of its own: xₛ = √(1 − βₛ)·xₛ₋₁ + √βₛ·zₛ (Ho et al. 2020, eq. 2).
 *
 * @param betas in the order of the steps.
 */
export function stepByStep(x0: Float32Array, betas: readonly number[], seed: number): Stepped {
  const x = Float64Array.from(x0)
  const noise = new Float64Array(x0.length)
  let signal = 1
  betas.forEach((beta, s) => {
    const z = freshNoise(seed, s + 1, x0.length)
    const [signalFactor, added] = [Math.sqrt(1 - beta), Math.sqrt(beta)]
    signal *= signalFactor
    for (let i = 0; i < x.length; i++) {
      x[i] = signalFactor * (x[i] ?? NaN) + added * (z[i] ?? NaN)
      noise[i] = signalFactor * (noise[i] ?? NaN) + added * (z[i] ?? NaN)
    }
  })
  return { x, noise, signal }
}

/** β₁ … βₜ. */
export const betasUpTo = ({ beta }: Schedule, t: number): readonly number[] => [...beta.subarray(1, t + 1)]

/** The factor of x₀ that explains most of x: Σ x·x₀ / Σ x₀². */
export function pictureIn(x: Float64Array, x0: Float32Array): number {
  let [both, squareSum] = [0, 0]
  x0.forEach((value, i) => {
    both += value * (x[i] ?? NaN)
    squareSum += value * value
  })
  return both / squareSum
}

/** β₁ + … + βₜ, and what it has to do with ᾱₜ. */
export function sumAndProduct(schedule: Schedule, t: number) {
  const sum = betasUpTo(schedule, t).reduce((total, beta) => total + beta, 0)
  return { sum, alphaBar: level(schedule, t).signal ** 2, exponential: Math.exp(-sum) }
}
