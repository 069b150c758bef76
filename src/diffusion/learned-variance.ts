import type { Algebra } from './algebra'
import type { Posterior } from './posterior'

/**
 * The log variance that a network's head v says, between the two ends that it learned: f·log upper + (1 − f)·log β̃ with
 * f = (v + 1)/2, as a line in v. Nichol & Dhariwal 2021, eq. 15.
 *
 * @param logUpper of `Posterior.upper`: log β where α² + σ² = 1
 * @returns log Σ = middle + slope·v
 */
export const learnedLogVariance = (logUpper: number, logBetaTilde: number): { middle: number; slope: number } => ({
  middle: (logUpper + logBetaTilde) / 2,
  slope: (logUpper - logBetaTilde) / 2,
})

/**
 * σ = exp(½ log Σ) of each value, split so that only v's part meets the tensor: scale·exp(rate·v).
 *
 * @param q its β̃ > 0: a step whose β̃ is 0 draws no noise
 */
export function learnedDeviationOf({ upper, betaTilde }: Posterior): { scale: number; rate: number } {
  const { middle, slope } = learnedLogVariance(Math.log(upper), Math.log(betaTilde))
  return { scale: Math.exp(middle / 2), rate: slope / 2 }
}

/**
 * σ of each value by a network's variance head v, as DDPM's learned variance has it.
 *
 * @returns shaped as v; 0 where x_s is data: that step draws no noise.
 */
export function learnedDeviation<X>(algebra: Algebra<X>, q: Posterior, v: X): X {
  if (q.betaTilde === 0) return algebra.combine([0, v])
  const { scale, rate } = learnedDeviationOf(q)
  return algebra.combine([scale, algebra.exp(algebra.combine([rate, v]))])
}
