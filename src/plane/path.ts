import { cosineSchedule, discreteProcess, type Level, levelAt, normalArray, type Process } from '../diffusion'
import { planeProcess } from '../engine/protocol/plane-process'
import { gridTimes, type Path, pathAt, timeOnProcess } from '../runs/levels'
import { effectiveGrid } from '../runs/sampler-settings'
import { T } from '../runs/timeline'
import type { RunChoice } from './settings'

/** Whose log-SNR the timeline is: the cosine schedule's, as in the walk. */
export const timeline: Process = discreteProcess(cosineSchedule(T))

type ProcessChoice = Pick<RunChoice, 'process' | 'schedule'>
const known = new Map<string, Process>([['discrete cosine', timeline]])

/** The process of a choice; the same object for the same choice. */
export function processOf({ process: id, schedule }: ProcessChoice): Process {
  const key = id === 'discrete' ? `${id} ${schedule}` : id
  const found = known.get(key) ?? planeProcess({ id, schedule })
  known.set(key, found)
  return found
}

/** The level of a process at t of the timeline; the noisiest that it has, where the timeline goes beyond it. */
export function levelOnTimeline(choice: ProcessChoice, t: number): Level {
  const process = processOf(choice)
  return levelAt(process, timeOnProcess(process, timeline, t))
}

/** The reverse SDE has no first step where nothing of the signal is left: that level is left out. */
const fromNothing = (run: RunChoice): boolean =>
  run.sampler === 'reverse-sde' &&
  (run.process === 'flow' || run.process === 'cosine-interpolant') &&
  effectiveGrid(run) === 'uniform' &&
  run.steps > 1

/** The levels that a run visits: from noise to data; plain Langevin stays at one level to its end. */
export function pathOf(run: RunChoice): Path {
  const process = processOf(run)
  if (run.sampler === 'langevin') {
    const there = timeOnProcess(process, timeline, run.stay)
    return pathAt(
      process,
      timeline,
      Array.from({ length: run.steps + 1 }, () => there),
    )
  }
  return pathAt(process, timeline, gridTimes(process, run).slice(fromNothing(run) ? 1 : 0))
}

/**
 * Where particles begin, [particles·2]: σ·z of the seed, at the first level. Plain Langevin begins as pure noise of the level's
 * whole spread, √(α² + σ²)·z: it has to find the modes from there.
 */
export function startOf(
  { sampler }: Pick<RunChoice, 'sampler'>,
  { signal, noise }: Level,
  particles: number,
  seed: number,
): Float32Array {
  const scale = sampler === 'langevin' ? Math.hypot(signal, noise) : noise
  return normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 2 * particles).map((z) => scale * z)
}
