import { boundWeight, cosineSchedule, level, linearSchedule, posterior, type Schedule } from '../../diffusion'
import { ladderOf } from './terms'

/** A curve of a chart. */
type Curve = readonly (readonly [x: number, y: number])[]

const POINTS = 120

/** Different integers from `first` to `last`, about evenly on a logarithmic axis. */
export function logTimes(first: number, last: number, count = POINTS): readonly number[] {
  const times = Array.from({ length: count }, (_, i) =>
    Math.round(first * (last / first) ** (count > 1 ? i / (count - 1) : 0)),
  )
  return [...new Set(times)]
}

/** Numbers of steps into which one process is cut. */
export const LENGTHS = [10, 100, 1000, 10000] as const

/** The same schedule cut into another number of steps; where it is not one of a formula, the cosine schedule. */
export const ofLength = ({ id }: Pick<Schedule, 'id'>, T: number): Schedule =>
  id === 'linear' ? linearSchedule(T) : cosineSchedule(T)

/** β̃_t/β_t over t/T (Nichol & Dhariwal 2021, figure 1); from the second step on, as β̃_1 is 0. */
export function varianceRatios(schedule: Schedule): Curve {
  return logTimes(2, schedule.T).map((t) => {
    const { betaTilde, beta } = posterior(level(schedule, t), level(schedule, t - 1))
    return [t / schedule.T, betaTilde / beta] as const
  })
}

/** ᾱ_t over t/T (Nichol & Dhariwal 2021, figure 5). */
export const signalCurve = ({ alphaBar, T }: Schedule): Curve =>
  Array.from({ length: POINTS + 1 }, (_, i) => {
    const t = Math.round((i * T) / POINTS)
    return [t / T, alphaBar[t] ?? NaN] as const
  })

/**
 * How much the squared error of ε̂ counts at each t in the bound, compared with t = T/2: L_simple counts it 1 everywhere. Weights that
 * are infinite, where there is no signal left, are left out.
 */
export function boundWeights(schedule: Schedule, variance: 'beta' | 'beta-tilde'): Curve {
  const ladder = ladderOf(schedule)
  const middle = boundWeight(ladder, Math.max(2, Math.round(schedule.T / 2)), variance)
  return logTimes(2, schedule.T).flatMap((t) => {
    const weight = boundWeight(ladder, t, variance) / middle
    return Number.isFinite(weight) ? [[t, weight] as const] : []
  })
}
