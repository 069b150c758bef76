import { integerIn } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/**
 * An exponential schedule: β_t rises by the same factor at every step, β_t = k·1e-4·200^((t−1)/(T−1)), from 1e-4 to 0.02 at
 * T = 1000, with k = 1000/T; limited to 0.999. It has the ends of DDPM's linear schedule, and stays near the data longer.
 *
 * No paper's own: the geometric member of the family whose others are linear, quadratic and constant. (Diffusers' `exp` is
 * another one, ᾱ = e^(−12·t/T), which is a constant β.)
 *
 * @param T number of steps, an integer in [1, 10000].
 * @throws RangeError if T is anything else.
 */
export function exponentialSchedule(T = trainingSteps): Schedule {
  integerIn('T', T, 1, 10000)
  return scheduleOf('exponential', T, (t) => (0.1 / T) * (T === 1 ? 1 : 200 ** ((t - 1) / (T - 1))))
}
