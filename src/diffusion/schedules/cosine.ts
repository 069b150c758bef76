import { integerIn } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/** The small offset that keeps β_1 from being too small to matter beside 8-bit pixels. */
const s = 0.008

/**
 * The cosine schedule: f(t) = cos²(π/2·(t/T + s)/(1 + s)), β_t = min(1 − f(t)/f(t−1), 0.999); ᾱ_t is the product of
 * 1 − β_t, hence f(t)/f(0) up to where the limit binds (diffusers' `squaredcos_cap_v2`).
 *
 * Nichol & Dhariwal 2021, eq. 17, s = 0.008.
 *
 * @param T number of steps, an integer in [1, 10000].
 * @throws RangeError if T is anything else.
 */
export function cosineSchedule(T = trainingSteps): Schedule {
  integerIn('T', T, 1, 10000)
  const f = (t: number) => Math.cos(((t / T + s) / (1 + s)) * (Math.PI / 2)) ** 2
  return scheduleOf('cosine', T, (t) => 1 - f(t) / f(t - 1))
}
