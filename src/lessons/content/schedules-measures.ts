import { level, logSnr, type Schedule } from '../../diffusion'

/** Where less than this of a picture's contrast is left, hardly anybody sees it. */
const FAINT = 0.1

/** The share of a schedule's steps at whose t less than a tenth of the contrast is left: α < 0.1. */
export function shareInNoise(schedule: Schedule): number {
  let count = 0
  for (let t = 1; t <= schedule.T; t++) if (level(schedule, t).signal < FAINT) count++
  return count / schedule.T
}

/** The first t with at least as much noise as picture: log SNR ≤ 0; T where there is none. */
export function halfOf(schedule: Schedule): number {
  let t = 1
  while (t < schedule.T && logSnr(level(schedule, t)) > 0) t++
  return t
}
