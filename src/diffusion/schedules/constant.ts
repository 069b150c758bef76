import { integerIn, realAbove } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/**
 * A constant schedule: β_t = β·1000/T at every step, limited to 0.999; ᾱ_t falls exponentially. The default is DDPM's mean
 * β, so that it ends where the linear one does.
 *
 * Named `const` in the code of Ho et al. 2020 (`get_beta_schedule`), whose β is the last of the linear schedule.
 *
 * @param T number of steps, an integer in [1, 10000].
 * @param beta β at T = 1000, in (0, 0.999].
 * @throws RangeError if a number is out of its range.
 */
export function constantSchedule(T = trainingSteps, beta = 0.01005): Schedule {
  integerIn('T', T, 1, 10000)
  realAbove('beta', beta, 0, 0.999)
  return scheduleOf('constant', T, () => (beta * 1000) / T)
}
