import {
  type AnySamplerId,
  karrasTimes,
  type Level,
  levelAt,
  logSnr,
  logSnrTimes,
  matchedLevel,
  type Process,
  type ProcessId,
  timeGrid,
  timeOf,
  uniformTimes,
} from '../diffusion'
import { effectiveGrid, type GridId, type SamplerParameters } from './sampler-settings'
import { T } from './timeline'

/** What decides which noise levels a run from pure noise visits. */
export interface LevelSettings extends Pick<SamplerParameters, 'stay'> {
  readonly sampler: AnySamplerId
  readonly process: ProcessId
  readonly grid: GridId
  readonly rho: number
  readonly steps: number
}

/** The noise levels of a run, start first. */
export interface Path {
  /** In the process's own time, as the sampler has them. */
  readonly levels: readonly Level[]
  /** Where each is on the page's timeline: the t of equal log-SNR on the timeline's own schedule, in [0, T]. */
  readonly times: readonly number[]
}

/** Times of a whole run, from noise to data. */
export function gridTimes(process: Process, settings: LevelSettings): number[] {
  const { rho, steps } = settings
  const grid = effectiveGrid(settings)
  // Rounding may leave the last level a hair below the first that the network knows.
  const known = (times: number[]) => times.map((t) => (t === 0 ? 0 : Math.max(process.tMin, t)))
  if (grid === 'log-snr') return known(logSnrTimes(process, steps))
  if (grid === 'karras') return known(karrasTimes(process, steps, { rho }))
  if (grid === 'uniform') return uniformTimes(process, steps)
  return timeGrid(grid, T, steps)
}

/** Where t of the timeline belongs on a process: at the level of its log-SNR, or at the noisiest that the process has. */
export const timeOnProcess = (process: Process, timeline: Process, t: number): number =>
  process === timeline ? t : timeOf(process, logSnr(levelAt(timeline, t)))

/** Where a level stands on the timeline, in [0, T]. */
function timeOnTimeline(process: Process, timeline: Process, at: Level): number {
  if (at.noise === 0) return 0
  return process === timeline ? at.t : matchedLevel(timeline, at).t
}

/** The levels at these times of a process, and where they stand on the timeline. */
export function pathAt(process: Process, timeline: Process, visited: readonly number[]): Path {
  const levels = visited.map((t) => levelAt(process, t))
  return { levels, times: levels.map((at) => timeOnTimeline(process, timeline, at)) }
}

/** By how much a state is scaled to be shown, so that processes whose variance grows do not wash out: to variance 1 of α²+σ². */
export const shownScale = ({ signal, noise }: Level): number => 1 / Math.hypot(signal, noise)
