import { integerIn } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/**
 * The sigmoid schedule: β_t = k·(1e-4 + (0.02 − 1e-4)/(1 + e^(−u))), u rising linearly from −6 to 6 over t = 1…T, with
 * k = 1000/T; limited to 0.999. Diffusers' `sigmoid`, which comes from GeoDiff (Xu et al. 2022).
 *
 * @param T number of steps, an integer in [1, 10000].
 * @throws RangeError if T is anything else.
 */
export function sigmoidSchedule(T = trainingSteps): Schedule {
  integerIn('T', T, 1, 10000)
  return scheduleOf('sigmoid', T, (t) => {
    const u = T === 1 ? -6 : -6 + (12 * (t - 1)) / (T - 1)
    return (1000 / T) * (1e-4 + (0.02 - 1e-4) / (1 + Math.exp(-u)))
  })
}
