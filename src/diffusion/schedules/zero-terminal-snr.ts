import type { Schedule } from './schedule'

/**
 * A schedule rescaled to end in pure noise: √ᾱ_T is shifted to 0, and √ᾱ_1 kept where it was.
 *
 *     √ᾱ'_t = (√ᾱ_t − √ᾱ_T)·√ᾱ_1/(√ᾱ_1 − √ᾱ_T),   β'_t = 1 − ᾱ'_t/ᾱ'_{t−1},   β'_T = 1
 *
 * Lin et al. 2024 ("Common diffusion noise schedules and sample steps are flawed"), algorithm 1. There x₀ cannot be had from
 * ε at t = T: use v-, x₀- or flow prediction, or start below T.
 *
 * @throws RangeError if the schedule has one step only, which cannot both be kept and end in noise.
 */
export function zeroTerminalSnr(schedule: Schedule): Schedule {
  const { T } = schedule
  const root = schedule.alphaBar.map(Math.sqrt)
  const [first = NaN, last = NaN] = [root[1], root[T]]
  if (T === 1) throw new RangeError('T must be at least 2 to end in pure noise, not 1.')
  const alphaBar = root.map((a, t) => (t === 0 ? 1 : ((a - last) * (first / (first - last))) ** 2))
  const beta = alphaBar.map((a, t) => (t === 0 ? 0 : 1 - a / (alphaBar[t - 1] ?? NaN)))
  return { id: schedule.id, T, beta, alphaBar }
}
