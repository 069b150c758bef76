import { type Level, makeProcess, normalArray, type Process, startingAt } from '../../diffusion'
import { gridTimes, type Path, pathAt, shownScale, timeOnProcess } from '../../runs/levels'
import { type ChosenModel, modelOf, valuesOf } from './models'
import { continued } from './past'
import { scheduleOf } from './schedules'
import type { Settings } from './settings'

/** What decides which noise levels a run visits. */
type PathSettings = Pick<
  Settings,
  'model' | 'own' | 'schedule' | 'sampler' | 'stay' | 'process' | 'grid' | 'rho' | 'steps' | 'skip' | 'from'
>

/** Times from the start down to data; of plain Langevin, which stays where it is, the start again and again. */
function timesDown(process: Process, timeline: Process, settings: PathSettings): number[] {
  const { sampler, stay, from, skip, steps } = settings
  const entry = (t: number) => timeOnProcess(process, timeline, t)
  if (sampler === 'langevin') {
    const there = entry(typeof from === 'number' ? from : stay)
    return [...Array.from({ length: steps }, () => there), 0]
  }
  const allTimes = gridTimes(process, settings)
  const begun = typeof from === 'number' ? startingAt(allTimes, entry(from)) : allTimes
  return begun.slice(Math.min(skip, begun.length - 2))
}

/** The levels that settings without a past visit. */
function wholePath(settings: PathSettings): Path {
  const { schedule, process: timeline } = scheduleOf(settings)
  const process = settings.process === 'discrete' ? timeline : makeProcess(settings.process, schedule)
  const down = timesDown(process, timeline, settings)
  return pathAt(process, timeline, settings.from === 'inverted' ? [...down.toReversed(), ...down.slice(1)] : down)
}

/** The levels that a run of these settings visits: down to data; after going up from data, if it inverts first. Those of its past stay. */
export const pathOf = ({ past = [], ...settings }: PathSettings & Partial<Pick<Settings, 'past'>>): Path =>
  [...past.slice(1).map(({ chosen: runSettings }) => runSettings), settings].reduce<Path>(
    (path, runSettings, i) => {
      const until = past[i]?.until
      return until === undefined ? path : continued(path, until, wholePath(runSettings))
    },
    wholePath(past[0]?.chosen ?? settings),
  )

/**
 * Start of a run, [samples·C·H·W], at its first level: σ·z of the seed, or the forward walk's picture for each sample.
 *
 * @param here xₜ of the forward walk at `from` (x₀ if the run inverts it), of α²+σ² = 1.
 */
export function startOfRun(
  settings: ChosenModel & Pick<Settings, 'samples' | 'seed'>,
  first: Level,
  here: Float32Array | undefined,
): Float32Array {
  const values = valuesOf(modelOf(settings))
  const start = new Float32Array(settings.samples * values)
  const scale = here ? 1 / shownScale(first) : first.noise
  for (let sample = 0; sample < settings.samples; sample++) {
    const x = here ?? normalArray({ seed: settings.seed, purpose: 'start', step: 0, sample }, values)
    start.set(
      x.map((value) => scale * value),
      sample * values,
    )
  }
  return start
}
