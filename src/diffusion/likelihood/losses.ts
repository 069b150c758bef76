import { integerIn, realIn } from '../bounds'
import type { Reals } from '../oracle'

/**
 * L_simple = ‖ε − ε̂‖²/d at one t: the bound's term without its weight (Ho et al. 2020, eq. 14, there a sum; a mean in code).
 *
 * @param eps, epsHat [d], at least one number.
 * @throws RangeError if the lengths differ or are 0.
 */
export function simpleLoss(eps: Reals, epsHat: Reals): number {
  if (eps.length !== epsHat.length)
    throw new RangeError(`eps and epsHat must be of one length, not ${eps.length} and ${epsHat.length}.`)
  integerIn('The dimension', eps.length, 1, 2 ** 24)
  let sum = 0
  for (let j = 0; j < eps.length; j++) sum += ((eps[j] ?? NaN) - (epsHat[j] ?? NaN)) ** 2
  return sum / eps.length
}

/**
 * L_hybrid = L_simple + λ·L_vlb (Nichol & Dhariwal 2021, eq. 16). In training the second part's gradient reaches the
 * variance only, not ε̂.
 *
 * @param vlb L_vlb, or its estimate from one t drawn with probability p_t: term/p_t, so T·term where t is uniform.
 * @param lambda λ ≥ 0; 0.001 in the paper.
 */
export function hybridLoss(simple: number, vlb: number, lambda = 0.001): number {
  return simple + realIn('lambda', lambda, 0, 1e6) * vlb
}
