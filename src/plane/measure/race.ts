import { type AnySamplerId, repeated, type Repeated } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { PlaneSettings } from '../settings'
import { stepsFor, usualRun, wholeRun } from './measured-run'
import type { Distances, Metric, Truth } from './truth'

/** Network evaluations at which samplers race. The first three are for students; a sampler that needs more for a step joins later. */
export const BUDGETS = [1, 2, 4, 6, 8, 12, 16, 24, 32, 50, 100] as const
/** How many particles each run has: the page computes distances over all pairs. */
export const RACERS = 1000
export const ROUNDS = 3

/** One sampler at one number of steps, run once for each seed. */
interface Heat {
  readonly sampler: AnySamplerId
  readonly steps: number
}

/** The results of a heat. */
export interface Measured extends Heat {
  /** The network evaluations that a run really took. */
  readonly nfe: number
  readonly runs: readonly Distances[]
}

/** All heats of the chosen samplers, the cheapest first. None has the same sampler and number of steps twice. */
export function heatsOf(
  samplers: readonly AnySamplerId[],
  settings: PlaneSettings,
  budgets: readonly number[] = BUDGETS,
): Heat[] {
  const heats = budgets.flatMap((budget) =>
    samplers.map((sampler) => ({ sampler, steps: stepsFor(usualRun(settings, sampler, 1), budget) })),
  )
  const names = new Set<string>()
  return heats.filter(({ sampler, steps }) => {
    const name = `${sampler} ${steps}`
    const isNew = steps > 0 && !names.has(name)
    names.add(name)
    return isNew
  })
}

/** The results with one more run of a heat. */
export function withRun(
  results: readonly Measured[],
  { sampler, steps }: Heat,
  nfe: number,
  distances: Distances,
): Measured[] {
  const heat = results.find((one) => one.sampler === sampler && one.steps === steps)
  if (!heat) return [...results, { sampler, steps, nfe, runs: [distances] }]
  return results.map((one) => (one === heat ? { ...one, runs: [...one.runs, distances] } : one))
}

/** Mean and standard error over the seeds. */
export const summary = ({ runs }: Measured, metric: Metric): Repeated =>
  repeated(runs.map((distances) => distances[metric]))

export interface RaceProgress {
  readonly results: readonly Measured[]
  readonly done: number
  readonly total: number
}

interface Race {
  readonly engine: Pick<PlaneEngineClient, 'sample'>
  readonly settings: PlaneSettings
  readonly samplers: readonly AnySamplerId[]
  readonly truth: Truth
  readonly seed: number
}

/**
 * Runs every heat once for each seed, and all heats of one seed before the next: so the whole picture is there early, and its
 * errors shrink. It reports after every run, so that a cancel loses no results.
 */
export async function runRace(
  { engine, settings, samplers, truth, seed }: Race,
  onProgress: (progress: RaceProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const heats = heatsOf(samplers, settings)
  const total = ROUNDS * heats.length
  let [results, doneRuns]: [readonly Measured[], number] = [[], 0]
  onProgress({ results, done: doneRuns, total })
  for (let round = 0; round < ROUNDS; round++) {
    for (const heat of heats) {
      const { spec, start } = wholeRun(usualRun(settings, heat.sampler, heat.steps), RACERS, (seed + round) % 2 ** 32)
      const { xt, nfe } = await engine.sample(spec, start, signal)
      signal.throwIfAborted()
      results = withRun(results, heat, nfe, truth.distances(xt))
      onProgress({ results, done: ++doneRuns, total })
    }
  }
}

/** The sampler with the least mean distance among heats of at most `nfe` evaluations; undefined if none ran. */
export function nearest(results: readonly Measured[], metric: Metric, nfe: number): AnySamplerId | undefined {
  const within = results.filter((one) => one.nfe <= nfe)
  return within.toSorted((a, b) => summary(a, metric).mean - summary(b, metric).mean)[0]?.sampler
}

/** All results as a table with a header, one row a heat; the error of a single run is left empty. */
export function raceCsv(results: readonly Measured[]): string {
  const rows = results.map((one) => {
    const [sliced, energy] = [summary(one, 'sliced'), summary(one, 'energy')]
    return [one.sampler, one.steps, one.nfe, one.runs.length, sliced.mean, sliced.error, energy.mean, energy.error]
      .map((cell) => (Number.isNaN(cell) ? '' : cell))
      .join(',')
  })
  return `sampler,steps,nfe,seeds,sliced_wasserstein,sliced_wasserstein_error,energy_distance,energy_distance_error\n${rows.join('\n')}\n`
}
