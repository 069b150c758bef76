import {
  karrasTimes, level, type Level, levelAt, logSnr, logSnrTimes, makeProcess, matchedLevel, normalArray, type Process, startingAt, timeGrid, timeOf, uniformTimes,
} from '../diffusion'
import { type Model, modelOf, valuesOf } from './models'
import { effectiveGrid } from '../rooms/sampler-settings'
import type { Settings } from './settings'
import { T } from '../rooms/timeline'

/** What decides which noise levels a run visits. */
export type PathSettings = Pick<Settings, 'model' | 'sampler' | 'stay' | 'process' | 'grid' | 'rho' | 'steps' | 'skip' | 'from'>

/** The noise levels of a run, start first. */
export interface Path {
  /** In the process's own time, as the sampler has them. */
  readonly levels: readonly Level[]
  /** Where each is on the page's timeline: the t of equal log-SNR on the network's schedule, in [0, T]. */
  readonly times: readonly number[]
}

/** Times of a whole run, from noise to data. */
function gridTimes(process: Process, settings: PathSettings): number[] {
  const { rho, steps } = settings
  const grid = effectiveGrid(settings)
  // Rounding may leave the last level a hair below the first that the network knows.
  const known = (times: number[]) => times.map((t) => (t === 0 ? 0 : Math.max(process.tMin, t)))
  if (grid === 'log-snr') return known(logSnrTimes(process, steps))
  if (grid === 'karras') return known(karrasTimes(process, steps, { rho }))
  if (grid === 'uniform') return uniformTimes(process, steps)
  return timeGrid(grid, T, steps)
}

/** Where xₜ of the forward walk belongs on the process: at the level of its log-SNR. */
const entry = (process: Process, { schedule }: Model, t: number): number => (process.id === 'discrete' ? t : timeOf(process, logSnr(level(schedule, t))))

/** Times from the start down to data; of plain Langevin, which stays where it is, the start again and again. */
function timesDown(process: Process, settings: PathSettings): number[] {
  const { sampler, stay, from, skip, steps } = settings
  const model = modelOf(settings)
  if (sampler === 'langevin') {
    const there = entry(process, model, typeof from === 'number' ? from : stay)
    return [...Array.from({ length: steps }, () => there), 0]
  }
  const whole = gridTimes(process, settings)
  const begun = typeof from === 'number' ? startingAt(whole, entry(process, model, from)) : whole
  return begun.slice(Math.min(skip, begun.length - 2))
}

/** The levels that a run of these settings visits: down to data; after going up from data, if it inverts first. */
export function pathOf(settings: PathSettings): Path {
  const { schedule, training } = modelOf(settings)
  const process = makeProcess(settings.process, schedule)
  const down = timesDown(process, settings)
  const visited = settings.from === 'inverted' ? [...down.toReversed(), ...down.slice(1)] : down
  const levels = visited.map((t) => levelAt(process, t))
  return { levels, times: levels.map((at) => timelineT(process, training, at)) }
}

function timelineT(process: Process, training: Process, at: Level): number {
  if (at.noise === 0) return 0
  return process.id === 'discrete' ? at.t : matchedLevel(training, at).t
}

/** By how much a state is scaled to be shown, so that processes whose variance grows do not wash out: to variance 1 of α²+σ². */
export const shownScale = ({ signal, noise }: Level): number => 1 / Math.hypot(signal, noise)

/**
 * Start of a run, [samples·C·H·W], at its first level: σ·z of the seed, or the forward walk's picture for each sample.
 *
 * @param here xₜ of the forward walk at `from` (x₀ if the run inverts it), of α²+σ² = 1.
 */
export function startOfRun(settings: Pick<Settings, 'model' | 'samples' | 'seed'>, first: Level, here: Float32Array | undefined): Float32Array {
  const values = valuesOf(modelOf(settings))
  const start = new Float32Array(settings.samples * values)
  const scale = here ? 1 / shownScale(first) : first.noise
  for (let sample = 0; sample < settings.samples; sample++) {
    const x = here ?? normalArray({ seed: settings.seed, purpose: 'start', step: 0, sample }, values)
    start.set(x.map((value) => scale * value), sample * values)
  }
  return start
}
