import { meanPairwiseDistance, type Repeated } from '../../diffusion'
import { surest } from '../classifier/readings'
import { SAMPLES } from './continuation'

/** Sixteen continuations from one moment. */
export interface Sheet {
  /** The place of the moment, and its t on the timeline. */
  readonly place: number
  readonly t: number
  /** Steps of each, and those that are taken. */
  readonly steps: number
  readonly done: number
  /** [16·C·H·W], as they are after these steps: at the end the pictures. */
  readonly bytes: Uint8ClampedArray
  /** At the end: how varied the pictures are. */
  readonly variety?: Repeated
  /** At the end: how many of them a classifier reads as each class, if there is one. */
  readonly counts?: readonly number[]
}

/** A sheet that is done. */
export type DoneSheet = Sheet & Required<Pick<Sheet, 'variety'>>

export const isDone = (sheet: Sheet | undefined): sheet is DoneSheet => sheet?.variety !== undefined

/**
 * How varied pictures are: the mean root mean square difference of a pixel between two different ones, and its standard error.
 *
 * @param x0 [n·values] @param values numbers of a picture
 */
export function varietyOf(x0: Float32Array, values: number): Repeated {
  const { mean, error } = meanPairwiseDistance(x0, values)
  return { mean: mean / Math.sqrt(values), error: error / Math.sqrt(values) }
}

/** How many of the pictures are read as each class. @param reading [n·classes] */
export function countsOf(reading: Float32Array, classes: number): readonly number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (let picture = 0; picture < reading.length / classes; picture++) {
    const { label } = surest(reading, picture, classes)
    counts[label] = (counts[label] ?? 0) + 1
  }
  return counts
}

/** The classes that are read, the most frequent first, each with how often. */
export const ranked = (counts: readonly number[]): readonly { readonly label: number; readonly count: number }[] =>
  counts
    .map((count, label) => ({ label, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)

/** The share of the most frequent class. */
export const alikeShare = (counts: readonly number[]): number => Math.max(...counts) / SAMPLES
