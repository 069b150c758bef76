import { integerIn, realAbove } from '../bounds'
import { scheduleOf, trainingSteps, type Schedule } from './schedule'

/** β_t whose root rises linearly, from first to last at T = 1000; scaled by 1000/T for any other T. */
function rootLinear(id: 'quadratic' | 'scaled-linear', T: number, first: number, last: number): Schedule {
  integerIn('T', T, 1, 10000)
  realAbove('last', last, 0, 0.999)
  realAbove('first', first, 0, last)
  const [low, high] = [Math.sqrt(first), Math.sqrt(last)]
  return scheduleOf(id, T, (t) => (1000 / T) * (T === 1 ? low : low + ((high - low) * (t - 1)) / (T - 1)) ** 2)
}

/**
 * The quadratic schedule: √β_t rises linearly, β_t = k·(√1e-4 + (√0.02 − √1e-4)·(t−1)/(T−1))², with k = 1000/T as in
 * `linearSchedule`, so that the process is the same one whatever T cuts it into. Each β_t is limited to 0.999.
 *
 * Named `quad` in the code of Ho et al. 2020 (`get_beta_schedule`).
 *
 * @param T number of steps, an integer in [1, 10000].
 * @throws RangeError if T is anything else.
 */
export function quadraticSchedule(T = trainingSteps): Schedule {
  return rootLinear('quadratic', T, 1e-4, 0.02)
}

/**
 * Latent diffusion's schedule: the quadratic one between other ends, β from 0.00085 to 0.012 at T = 1000 (diffusers'
 * `scaled_linear`, as in Stable Diffusion 1; Rombach et al. 2022). ᾱ_T = 0.0047: it never reaches pure noise.
 *
 * @param T number of steps, an integer in [1, 10000].
 * @param first, last β_1 and β_T at T = 1000, 0 < first ≤ last ≤ 0.999.
 * @throws RangeError if a number is out of its range.
 */
export function scaledLinearSchedule(T = trainingSteps, first = 0.00085, last = 0.012): Schedule {
  return rootLinear('scaled-linear', T, first, last)
}
