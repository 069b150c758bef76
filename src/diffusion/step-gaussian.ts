import type { Level } from './level'
import type { StepSums } from './linear-forms'
import { posterior } from './posterior'

/** N(mean, deviation²) of one value, as a pixel's; of deviation 0 it is a point. */
export interface Normal {
  readonly mean: number
  /** σ ≥ 0. */
  readonly deviation: number
}

/**
 * q(x_s | x_t, x₀) of one value, t = `from` noisier than s = `to`. Ho et al. 2020, eq. 6–7; any process, any two levels.
 *
 * @returns a point where x_s is data.
 * @throws RangeError if `from` is not noisier than `to`.
 */
export function truePosterior(from: Level, to: Level, x0: number, xt: number): Normal {
  const q = posterior(from, to)
  return { mean: q.x0 * x0 + q.xt * xt, deviation: Math.sqrt(q.betaTilde) }
}

/**
 * KL(q ‖ p) of two Gaussians, in bits:
 *
 *     log₂(σ_p/σ_q) + (σ_q² + (μ_q − μ_p)²)/(2·σ_p²·ln 2) − 1/(2·ln 2)
 *
 * Written as Ho et al. 2020's L_{t−1} over one value, with r = log σ_p²/σ_q²: ½·(r + expm1(−r) + (μ_q − μ_p)²/σ_p²)/ln 2.
 *
 * @returns ≥ 0; ∞ where only one is a point, or both are and differ; 0 for two equal points.
 */
export function klBits(q: Normal, p: Normal): number {
  const distance = q.mean - p.mean
  if (q.deviation === 0 || p.deviation === 0) return q.deviation === p.deviation && distance === 0 ? 0 : Infinity
  const r = 2 * Math.log(p.deviation / q.deviation)
  return (r + Math.expm1(-r) + (distance / p.deviation) ** 2) / (2 * Math.LN2)
}

/**
 * The deviation of the noise that a step adds, of a sampler whose step is Gaussian (`SamplerInfo.law`): √Σc² over its draws.
 *
 * @returns null where the network learned it, value by value: `learnedDeviation`; 0 of a step without noise.
 */
export function addedDeviation({ next }: Pick<StepSums, 'next'>): number | null {
  if (next.some(({ part }) => part === 'fresh')) return null
  return Math.hypot(...next.map(({ part, coefficient }) => (part === 'z' ? coefficient : 0)))
}
