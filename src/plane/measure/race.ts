import { type AnySamplerId, repeated, type Repeated } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { PlaneSettings } from '../settings'
import { stepsFor, usualRun, wholeRun } from './measured-run'
import type { Distances, Metric, Truth } from './truth'

/** From the 1, 2 and 4 at which a student is compared; who has no step of so few begins at his least. */
export const BUDGETS = [1, 2, 4, 6, 8, 12, 16, 24, 32, 50, 100] as const
/** Particles of each run: distances are counted pair by pair on the page. */
export const RACERS = 1000
export const ROUNDS = 3

/** One sampler at one number of steps, run once for each seed. */
interface Heat {
  readonly sampler: AnySamplerId
  readonly steps: number
}

/** What was measured of a heat. */
export interface Measured extends Heat {
  /** Network evaluations that it really took. */
  readonly nfe: number
  readonly runs: readonly Distances[]
}

/** All heats of the chosen samplers, cheapest first; no number of steps twice. */
export function heatsOf(
  samplers: readonly AnySamplerId[],
  settings: PlaneSettings,
  budgets: readonly number[] = BUDGETS,
): Heat[] {
  const heats = budgets.flatMap((budget) =>
    samplers.map((sampler) => ({ sampler, steps: stepsFor(usualRun(settings, sampler, 1), budget) })),
  )
  const known = new Set<string>()
  return heats.filter(({ sampler, steps }) => {
    const name = `${sampler} ${steps}`
    const fresh = steps > 0 && !known.has(name)
    known.add(name)
    return fresh
  })
}

/** The results with one more run of a heat. */
export function withRun(
  results: readonly Measured[],
  { sampler, steps }: Heat,
  nfe: number,
  distances: Distances,
): Measured[] {
  const known = results.find((one) => one.sampler === sampler && one.steps === steps)
  if (!known) return [...results, { sampler, steps, nfe, runs: [distances] }]
  return results.map((one) => (one === known ? { ...one, runs: [...one.runs, distances] } : one))
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
 * Runs every heat once for each seed, all heats of one seed before the next, so that the whole picture is there early and its
 * errors shrink. What was measured before a cancel has been told and is kept.
 */
export async function runRace(
  { engine, settings, samplers, truth, seed }: Race,
  told: (progress: RaceProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const heats = heatsOf(samplers, settings)
  const total = ROUNDS * heats.length
  let [results, done]: [readonly Measured[], number] = [[], 0]
  told({ results, done, total })
  for (let round = 0; round < ROUNDS; round++) {
    for (const heat of heats) {
      const { spec, start } = wholeRun(usualRun(settings, heat.sampler, heat.steps), RACERS, (seed + round) % 2 ** 32)
      const { xt, nfe } = await engine.sample(spec, start, signal)
      signal.throwIfAborted()
      results = withRun(results, heat, nfe, truth.distances(xt))
      told({ results, done: ++done, total })
    }
  }
}

/** Who was nearest to the data in the mean at no more than so many evaluations; undefined if nobody ran. */
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
