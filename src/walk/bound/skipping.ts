import {
  arrayAlgebra,
  ddim,
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
import { type NoisyPicture, type Asker, askMany, readAnswer } from '../ask/answers'
import type { Model } from '../model/models'
import { BATCH } from './measure'

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

/** Who is asked, and who hears of each answer. */
interface Asking {
  readonly engine: Asker
  readonly signal: AbortSignal
  readonly answered: () => void
}

/**
 * Walks some pictures down from pure noise, which the first level takes for a state of its own.
 *
 * @param starts [C·H·W] each
 * @returns where they end, one after another
 * @throws Unanswered
 */
async function walk(
  { prediction }: Walkers['model'],
  starts: readonly Pick<NoisyPicture, 'xt' | 'label'>[],
  levels: readonly Level[],
  { engine, signal, answered }: Asking,
): Promise<Float32Array> {
  let states = starts
  for (const [i, to] of levels.slice(1).entries()) {
    const from = levels[i] ?? to
    const noisyPictures = states.map((state) => ({ ...state, at: from }))
    for await (const batch of askMany(engine, noisyPictures.length, (k) => noisyPictures[k] ?? fail(), signal, BATCH))
      states = batch.map(([{ xt, label, at }, answer]) => {
        const guess = readAnswer({ xt, label, at }, answer, prediction, true)
        const input = { algebra: arrayAlgebra, xt, from, to, denoise: () => guess, normal: fail }
        return { xt: step(input).next, label }
      })
    answered()
  }
  return Float32Array.from(states.flatMap(({ xt }) => [...xt]))
}

const step = ddim({ eta: 0 })
/** For what is not asked for: DDIM with η = 0 draws no noise, and a batch has all its states. */
const fail = (): never => {
  throw new Error('A walk without noise asked for more than its states.')
}

/**
 * Walks the n-th batch with each number of first steps left out. Its noise is the room's, of this seed.
 *
 * @throws Unanswered
 */
export async function walkBatch(walkers: Walkers, n: number, asking: Asking): Promise<WalkedBatch> {
  const { model, values, labelOf, seed } = walkers
  const starts = Array.from({ length: BATCH }, (_, i) => n * BATCH + i).map((sample) => ({
    xt: normalArray({ seed, purpose: 'start', step: 0, sample }, values),
    label: labelOf(sample),
  }))
  const ends: Float32Array[] = []
  for (const left of LEFT_OUT) ends.push(await walk(model, starts, levelsOf(model, left), asking))
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
