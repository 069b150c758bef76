import { integerIn } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/**
 * DDPM's schedule: β_t rises linearly from 1e-4·k to 0.02·k over t = 1…T, with k = 1000/T, so that the process is the
 * same one whatever T cuts it into (diffusers' `linear`, at T = 1000). For T < 20 the last β would pass 1 and are limited
 * to 0.999; for T = 1 it is the first, as in `linspace`.
 *
 * Ho et al. 2020, section 4; the scale 1000/T as in the code of Nichol & Dhariwal 2021 (`get_named_beta_schedule`).
 *
 * @param T number of steps, an integer in [1, 10000].
 * @throws RangeError if T is anything else.
 */
export function linearSchedule(T = trainingSteps): Schedule {
  integerIn('T', T, 1, 10000)
  const first = 0.1 / T
  const last = 20 / T
  return scheduleOf('linear', T, (t) => (T === 1 ? first : first + ((last - first) * (t - 1)) / (T - 1)))
}
