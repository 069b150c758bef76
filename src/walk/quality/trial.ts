import type { KernelSums } from '../../diffusion'
import type { Fault } from '../../engine/protocol/pictures'
import type { BackendName, Kernels } from '../../network'
import { surest } from '../classifier/readings'
import { modelOf } from '../model/models'
import type { SampleCount, Settings } from '../model/settings'
import { wilson } from '../shelf/wilson'

// How often pictures are read as what was asked for. A classifier of clean and noisy digits reads them at the level of data.

/** Pictures that are walked side by side. */
export const BATCH: SampleCount = 16
/** How many pictures the visitor can ask for. */
export const COUNTS = [64, 256, 1024] as const
export type Count = (typeof COUNTS)[number]

/** One point of a curve: a lane of a race at a number of evaluations. */
export interface Trial {
  /** The place of the lane in its race. */
  readonly lane: number
  /** What a batch of it walks (`batchSettings`); the seed is the first batch's. */
  readonly settings: Settings
  /** Evaluations of one walk; null where they are not known before. */
  readonly evaluations: number | null
}

/** What has come of a trial. */
export interface Score {
  readonly trial: Trial
  /** Pictures that were read, and those of them that were named as asked. */
  readonly n: number
  readonly named: number
  /** What their features are compared by with those of real digits; null where one had none that is finite. */
  readonly kernel?: KernelSums | null
  /** Evaluations of one walk, as they were counted. */
  readonly nfe?: number
  /** What computed them. */
  readonly by?: { readonly backend: BackendName; readonly kernels: Kernels }
  /** Why it does not go on: a fault, or the classifier did not come. */
  readonly why?: Fault | 'classifier'
}

/** Why a lane is not measured: nothing reads its pictures, or the very classifier that would read them leads it. */
export function unmeasured(settings: Settings): 'unread' | 'led' | undefined {
  if (modelOf(settings).classifier === null) return 'unread'
  return settings.guide === 'classifier' && settings.guidance !== 0 ? 'led' : undefined
}

/** The settings with which a batch is drawn: of sixteen pictures, each asked for a class of its own, led away from none. */
export const batchSettings = (settings: Settings): Settings => ({
  ...settings,
  samples: BATCH,
  label: 0, // any class, since guidance costs what it costs with one
  negative: null,
})

/** How many classes a network can be asked for. */
export const classesOf = (settings: Settings): number => modelOf(settings).menus[0]?.labels.length ?? 0

/** The classes of a batch that follows n pictures: all of them in turn. @param classes how many there are */
export const labelsAfter = (n: number, classes: number): readonly number[] =>
  Array.from({ length: BATCH }, (_, i) => (n + i) % classes)

/** The seed of the batch that follows n pictures, uint32: seeds follow on each other. */
export const seedAfter = ({ seed }: Pick<Settings, 'seed'>, n: number): number => (seed + n / BATCH) >>> 0

/** How many pictures are read as what was asked for. @param reading [n·classes]; what is not finite is no answer */
export const namedIn = (reading: Float32Array, labels: readonly number[], classes: number): number =>
  labels.filter((label, picture) => {
    const answer = surest(reading, picture, classes)
    return answer.label === label && answer.probability > 0
  }).length

/** The share that was named as asked, in [0, 1], with its 95 % confidence interval. @returns undefined without pictures */
export function shareOf({ n, named }: Pick<Score, 'n' | 'named'>) {
  if (n === 0) return undefined
  const [low, high] = wilson(named / n, n)
  return { share: named / n, low, high }
}

/** Evaluations of one walk of a trial: as counted, or as known before. */
export const evaluationsOf = ({ trial, nfe }: Score): number | null => nfe ?? trial.evaluations

/** Why some lanes are left out, by their places. */
export type LeftOut = Readonly<Record<'unread' | 'led' | 'refused', readonly number[]>>
