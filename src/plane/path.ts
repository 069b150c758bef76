import { cosineSchedule, discreteProcess, type Level, levelAt, normalArray, type Process } from '../diffusion'
import { planeProcess } from '../engine/protocol/plane-process'
import { gridTimes, type Path, pathAt, timeOnProcess } from '../runs/levels'
import { effectiveGrid } from '../runs/sampler-settings'
import { T } from '../runs/timeline'
import type { RunChoice } from './settings'

/** The process that gives the timeline its log-SNR: the cosine schedule, as for pictures. */
export const timeline: Process = discreteProcess(cosineSchedule(T))

type ProcessChoice = Pick<RunChoice, 'process' | 'schedule'>
const processes = new Map<string, Process>([['discrete cosine', timeline]])

/** The process of a choice; the same object for the same choice. */
export function processOf({ process: id, schedule }: ProcessChoice): Process {
  const key = id === 'discrete' ? `${id} ${schedule}` : id
  const process = processes.get(key) ?? planeProcess({ id, schedule })
  processes.set(key, process)
  return process
}

/** The level of a process at t of the timeline. Where the timeline is noisier than the process ever is, its noisiest level. */
export function levelOnTimeline(choice: ProcessChoice, t: number): Level {
  const process = processOf(choice)
  return levelAt(process, timeOnProcess(process, timeline, t))
}

/** Whether the path must skip its first level: the reverse SDE cannot step from a level without signal (α = 0). */
const skipsPureNoise = (run: RunChoice): boolean =>
  run.sampler === 'reverse-sde' &&
  (run.process === 'flow' || run.process === 'cosine-interpolant') &&
  effectiveGrid(run) === 'uniform' &&
  run.steps > 1

/** The levels that a run visits, from noise to data. Plain Langevin stays at one level. */
export function pathOf(run: RunChoice): Path {
  const process = processOf(run)
  if (run.sampler === 'langevin') {
    const time = timeOnProcess(process, timeline, run.stay)
    return pathAt(
      process,
      timeline,
      Array.from({ length: run.steps + 1 }, () => time),
    )
  }
  return pathAt(process, timeline, gridTimes(process, run).slice(skipsPureNoise(run) ? 1 : 0))
}

/**
 * Where the particles begin, [particles·2]: σ·z at the first level, with z drawn from the seed. Plain Langevin begins from
 * √(α² + σ²)·z, noise as wide as the level's whole distribution, and has to find the modes from there.
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
