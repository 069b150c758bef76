import { integerIn, realAbove } from '../bounds'
import type { Schedule } from './schedule'

/**
 * A schedule by its own numbers, as a network's configuration has them.
 *
 * @param betas β_1 … β_T, each in (0, 1]; 1 only at the last, where the terminal SNR is zero. T in [1, 10000].
 * @throws RangeError if a number is out of its range.
 */
export function givenSchedule(betas: ArrayLike<number>): Schedule {
  const T = integerIn('The number of betas', betas.length, 1, 10000)
  const beta = new Float64Array(T + 1)
  const alphaBar = new Float64Array(T + 1).fill(1)
  for (let t = 1; t <= T; t++) {
    beta[t] = realAbove(`beta ${t}`, betas[t - 1] ?? NaN, 0, t === T ? 1 : 1 - Number.EPSILON)
    alphaBar[t] = (alphaBar[t - 1] ?? NaN) * (1 - (beta[t] ?? NaN))
  }
  return { id: 'given', T, beta, alphaBar }
}
