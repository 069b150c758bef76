import { type Level, noiseToSignal } from '../../diffusion'
import { T } from '../../runs/timeline'

/** The frames of a run on the timeline. */
export interface Course {
  readonly levels: readonly Level[]
  /** In [0, T]; they fall. */
  readonly times: readonly number[]
}

/** What the numbers of an array of times mean: t, t counted from 0, t/T, σ̂, or nothing, where there is no such array. */
export type Reading = 't' | 'from-zero' | 'share' | 'sigma' | 'assumed'

interface ReadTimes {
  /** Of each row on the page's timeline. */
  readonly times: readonly number[]
  readonly reading: Reading
}

const NAMES = ['t', 'ts', 'timesteps', 'timestep', 'times', 'time', 'steps']
const SIGMAS = ['sigma', 'sigmas', 'sigma_hat']

type Lists = ReadonlyMap<string, ArrayLike<number>>

const isNear = (a: number, b: number) => Math.abs(a - b) < 0.5

/** How many of these times the run visits. */
export const matches = (times: readonly number[], { times: visited }: Course): number =>
  times.filter((t) => visited.some((other) => isNear(t, other))).length

/** The t on the timeline of a σ̂ that the run visits; NaN for another. */
function timeOfSigma(sigma: number, { levels, times }: Course): number {
  const at = levels.findIndex((level) => {
    const levelSigma = noiseToSignal(level)
    return levelSigma === sigma || Math.abs(sigma - levelSigma) <= 1e-3 * levelSigma
  })
  return times[at] ?? NaN
}

/** Times of rows; a list of the steps alone, one shorter, lacks the data's. */
function completed(list: ArrayLike<number>, rows: number, data: number): readonly number[] | undefined {
  const values = Array.from(list)
  if (values.length === rows) return values
  if (values.length !== rows - 1) return undefined
  return (values[0] ?? 0) >= (values.at(-1) ?? 0) ? [...values, data] : [data, ...values]
}

/** What a list of times can mean. */
function readingsOf(list: ArrayLike<number>, rows: number): readonly ReadTimes[] {
  const [counted, fromZero] = [completed(list, rows, 0), completed(list, rows, -1)]
  if (!counted || !fromZero) return []
  const isShare = counted.every((t) => t >= 0 && t <= 1) && counted.some((t) => t > 0)
  if (isShare && rows > 2) return [{ reading: 'share', times: counted.map((t) => t * T) }]
  return [
    { reading: 't', times: counted },
    { reading: 'from-zero', times: fromZero.map((t) => t + 1) },
  ]
}

/**
 * The times of the rows of a trajectory, read so that most of them are the run's.
 *
 * @param isRising whether the first row is the data
 */
export function timesOf(lists: Lists, rows: number, course: Course, isRising: boolean): ReadTimes | undefined {
  const named = NAMES.flatMap((name) => {
    const list = lists.get(name)
    return list ? readingsOf(list, rows) : []
  })
  const sigmas = SIGMAS.flatMap((name) => {
    const list = lists.get(name)
    const values = list && completed(list, rows, 0)
    return values ? [{ reading: 'sigma' as const, times: values.map((sigma) => timeOfSigma(sigma, course)) }] : []
  })
  const [best] = [...named, ...sigmas].toSorted((a, b) => matches(b.times, course) - matches(a.times, course))
  if (best) return best
  const { times } = course
  if (rows !== times.length && rows !== times.length - 1) return undefined
  const falling = rows === times.length ? times : times.slice(1)
  return { reading: 'assumed', times: isRising ? falling.toReversed() : falling }
}
