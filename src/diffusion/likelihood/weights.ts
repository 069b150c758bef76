import { noiseToSignal } from '../level'
import { posterior } from '../posterior'
import { reverseLogVariance, stepDown, type Ladder } from './reverse-variance'

/**
 * How much the squared error ‖ε − ε̂‖²/d of one t counts in L_{t−1}, in bits per dimension. In L_simple it counts 1 at every t.
 *
 *     c²·σ²/(2·α²·Σ_t·log 2),   c the coefficient of x₀ in the posterior's mean
 *
 * which is DDPM's β_t²/(2·Σ_t·(1 − β_t)·(1 − ᾱ_t)) in bits: Ho et al. 2020, eq. 12.
 *
 * @param t an integer in [2, T]: L_0 is the decoder, whose error is not squared.
 */
export function boundWeight(ladder: Ladder, t: number, variance: 'beta' | 'beta-tilde'): number {
  const { from, to } = stepDown(ladder, t)
  const q = posterior(from, to)
  if (q.betaTilde === 0) throw new RangeError('The step to data has no squared error to weigh.')
  const logVariance = reverseLogVariance(ladder, t, variance)(undefined)
  return ((q.x0 * noiseToSignal(from)) ** 2 * Math.exp(-logVariance)) / (2 * Math.LN2)
}
