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

/** The settings that decide which noise levels a run from pure noise visits. */
export interface LevelSettings extends Pick<SamplerParameters, 'stay'> {
  readonly sampler: AnySamplerId
  readonly process: ProcessId
  readonly grid: GridId
  readonly rho: number
  readonly steps: number
}

/** The noise levels of a run, start first. */
export interface Path {
  /** As the sampler gets them, in the process's own time. */
  readonly levels: readonly Level[]
  /** The place of each on the page's timeline: the t of equal log-SNR on the timeline's schedule, in [0, T]. */
  readonly times: readonly number[]
}

/** The times of a whole run on its process, from noise to data. */
export function gridTimes(process: Process, settings: LevelSettings): number[] {
  const { rho, steps } = settings
  const grid = effectiveGrid(settings)
  // Rounding may leave the last level slightly below the least time of the process.
  const withinProcess = (times: number[]) => times.map((t) => (t === 0 ? 0 : Math.max(process.tMin, t)))
  if (grid === 'log-snr') return withinProcess(logSnrTimes(process, steps))
  if (grid === 'karras') return withinProcess(karrasTimes(process, steps, { rho }))
  if (grid === 'uniform') return uniformTimes(process, steps)
  return timeGrid(grid, T, steps)
}

/** The time on a process that has the log-SNR of t on the timeline, or the noisiest time of the process. */
export const timeOnProcess = (process: Process, timeline: Process, t: number): number =>
  process === timeline ? t : timeOf(process, logSnr(levelAt(timeline, t)))

/** The place of a level on the timeline, in [0, T]. */
function timeOnTimeline(process: Process, timeline: Process, at: Level): number {
  if (at.noise === 0) return 0
  return process === timeline ? at.t : matchedLevel(timeline, at).t
}

/** The levels at these times of a process, and their places on the timeline. */
export function pathAt(process: Process, timeline: Process, visited: readonly number[]): Path {
  const levels = visited.map((t) => levelAt(process, t))
  return { levels, times: levels.map((at) => timeOnTimeline(process, timeline, at)) }
}

/** The factor by which a state is scaled for display, to α² + σ² = 1, so that processes whose variance grows do not look washed out. */
export const shownScale = ({ signal, noise }: Level): number => 1 / Math.hypot(signal, noise)
