import {
  arrayAlgebra,
  ddim,
  denoised,
  level,
  type Level,
  meanDistanceWithin,
  normalArray,
  repeated,
  type Repeated,
  skipping,
  timeGrid,
  unbiasedEnergyDistance,
} from '../../diffusion'
import type { Question } from '../../engine/protocol/ask'
import type { Model } from '../model/models'
import { type Ask, BATCH, endOf, type Ended } from './measure'

// What leaving out the first reverse steps costs (Nichol & Dhariwal 2021, figure 4): the same noise, walked down all levels, or taken
// for the state of a lower level and walked down from there.

/** Steps of the whole walk, by DDIM without fresh noise: what differs, differs because of the steps that were left out. */
export const STEPS = 10
/** First steps that are left out. */
export const LEFT_OUT = [0, 1, 2, 3, 4] as const
/** Of these the first fifth. */
export const FIFTH = 2

/** Whose walks are compared. */
export interface Walkers {
  readonly model: Pick<Model, 'schedule' | 'prediction'>
  /** Numbers of a picture. */
  readonly values: number
  /** Of the i-th picture. */
  readonly labelOf: (i: number) => number | null
  readonly seed: number
}

/** Pictures of one noise each, with so many first steps left out: `ends[k]` is [BATCH·C·H·W] with LEFT_OUT[k]. */
export interface WalkedBatch {
  readonly ends: readonly Float32Array[]
}

/** Questions that a batch asks. */
export const QUESTIONS = LEFT_OUT.reduce<number>((sum, left) => sum + STEPS - left, 0)

function levelsOf({ schedule }: Walkers['model'], left: number): readonly Level[] {
  const times = timeGrid('trailing', schedule.T, Math.min(STEPS, schedule.T))
  return skipping(times, Math.min(left, times.length - 1)).map((t) => level(schedule, t))
}

interface WalkQuestion {
  readonly ask: Ask
  readonly signal: AbortSignal
  /** Called after each answer. */
  readonly answered: () => void
}

/**
 * Walks some pictures down from pure noise, which the first level takes for a state of its own.
 *
 * @returns where they end, [n·C·H·W], or why they do not
 */
async function walk(
  { model, values }: Walkers,
  start: Float32Array,
  labels: Question['labels'],
  levels: readonly Level[],
  { ask, signal, answered }: WalkQuestion,
): Promise<Float32Array | Ended> {
  let xt = start
  for (const [i, to] of levels.slice(1).entries()) {
    const from = levels[i] ?? to
    const timesteps = Array.from({ length: xt.length / values }, () => from.t - 1)
    const answer = await ask({ states: xt, timesteps, labels }, signal)
    if (answer.status !== 'answered') return endOf(answer, signal)
    answered()
    const said = denoised(arrayAlgebra, xt, from, answer.output, { prediction: model.prediction, clip: true })
    xt = step({ algebra: arrayAlgebra, xt, from, to, denoise: () => said, normal: noFreshNoise }).next
  }
  return xt
}

const step = ddim({ eta: 0 })
const noFreshNoise = (): never => {
  throw new Error('DDIM with η = 0 draws no noise.')
}

/** The noise that a batch begins with, of the n-th batch: the same as the room's for these seeds and samples. */
const noiseOf = ({ seed, values }: Walkers, n: number): Float32Array =>
  Float32Array.from(
    Array.from({ length: BATCH }, (_, i) => [
      ...normalArray({ seed, purpose: 'start', step: 0, sample: n * BATCH + i }, values),
    ]).flat(),
  )

/** Walks the n-th batch with each number of first steps left out. @returns the batch, or why there is none */
export async function walkBatch(walkers: Walkers, n: number, question: WalkQuestion): Promise<WalkedBatch | Ended> {
  const start = noiseOf(walkers, n)
  const labels = Array.from({ length: BATCH }, (_, i) => walkers.labelOf(n * BATCH + i))
  const ends: Float32Array[] = []
  for (const left of LEFT_OUT) {
    const end = await walk(walkers, start, labels, levelsOf(walkers.model, left), question)
    if ('status' in end) return end
    ends.push(end)
  }
  return { ends }
}

/** Mean distance of two different pictures. @param data [m·C·H·W], at least two */
export function meanApart(data: Float32Array, values: number): number {
  const m = data.length / values
  return (meanDistanceWithin(data, values) * m) / (m - 1)
}

/** What leaving out so many first steps costs, over the batches that were walked. */
export interface SkipCost {
  readonly left: number
  /** Root mean square difference from the same noise walked in full, of each picture. */
  readonly change: Repeated
  /**
   * Energy distance to pictures of the data, in pixels, less that of the same noise walked in full, of each batch. So what a few pictures
   * are apart by chance, and because each batch has one of each class, falls out.
   */
  readonly distance: Repeated
}

function changesOf(full: Float32Array, end: Float32Array, values: number): number[] {
  return Array.from({ length: full.length / values }, (_, i) => {
    let sum = 0
    for (let j = i * values; j < (i + 1) * values; j++) sum += ((full[j] ?? NaN) - (end[j] ?? NaN)) ** 2
    return Math.sqrt(sum / values)
  })
}

/**
 * The cost by the number of first steps left out.
 *
 * @param data [m·C·H·W], pictures as the network learned them; at least two.
 * @returns empty where no batch was walked
 */
export function skipCosts(batches: readonly WalkedBatch[], data: Float32Array, values: number): readonly SkipCost[] {
  if (batches.length === 0) return []
  const none = new Float32Array()
  const distances = batches.map(({ ends }) => ends.map((end) => unbiasedEnergyDistance(end, data, values)))
  return LEFT_OUT.map((left, k) => ({
    left,
    change: repeated(batches.flatMap(({ ends }) => changesOf(ends[0] ?? none, ends[k] ?? none, values))),
    distance: repeated(distances.map((each) => (each[k] ?? NaN) - (each[0] ?? NaN))),
  }))
}
