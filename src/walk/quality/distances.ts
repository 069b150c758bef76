import {
  fittedGaussian,
  frechetDistance,
  frechetFloor,
  type KernelSums,
  kernelDistanceOf,
  noPoints,
  type Repeated,
  repeated,
  withPoints,
} from '../../diffusion'
import type { Reference } from './reference'
import type { Score, Trial } from './trial'

// How far the drawn pictures are from real digits, by features of the classifier. The kernel distance has no bias, so that it can be
// told at any number of pictures; the Fréchet distance falls with their number, and is measured at equal numbers alone.

/** The Fréchet distance of the first n pictures of each trial, and of n real digits to all others. */
export interface Frechet {
  readonly n: number
  readonly floor: Repeated
  readonly of: ReadonlyMap<Trial, number>
}

/**
 * What is known of a trial's pictures with the features of a batch more.
 *
 * @param labels what they were asked for
 * @param before null where a picture had no finite features: then no distance of the trial is known
 */
export const withFeatures = (
  before: KernelSums | null | undefined,
  features: Float32Array,
  labels: readonly number[],
  { features: reference, dimension, classes }: Reference,
): KernelSums | null =>
  before === null || !features.every(Number.isFinite)
    ? null
    : withPoints(before ?? noPoints(classes), features, labels, reference, dimension)

const distanceBySums = new WeakMap<KernelSums, { readonly of: Reference; readonly distance: Repeated | undefined }>()

/** The kernel distance of a trial's pictures to real digits, with its standard error; found once, because charts and tables ask for all of them with every batch. */
export function kernelOf({ kernel }: Pick<Score, 'kernel'>, reference: Reference): Repeated | undefined {
  if (!kernel) return undefined
  const before = distanceBySums.get(kernel)
  if (before?.of === reference) return before.distance
  const distance = kernelDistanceOf(kernel, reference.meanWithin)
  distanceBySums.set(kernel, { of: reference, distance })
  return distance
}

/** Draws of real digits by which the floor is found. */
const DRAWS = 4
const pause = () => new Promise((resolve) => setTimeout(resolve, 0))

/** Measures at n pictures, a piece at a time, so that the page can answer in between. @returns undefined where the signal ends it */
export async function frechetAt(
  n: number,
  scores: readonly Score[],
  { features, dimension, classes, gaussian }: Reference,
  signal: AbortSignal,
): Promise<Frechet | undefined> {
  const floors: number[] = []
  for (let sample = 0; sample < DRAWS; sample++) {
    await pause()
    if (signal.aborted) return undefined
    floors.push(frechetFloor(features, dimension, n, { seed: 0, purpose: 'points', step: 0, sample }, 1, classes).mean)
  }
  const of = new Map<Trial, number>()
  for (const { trial, kernel } of scores) {
    if (!kernel || kernel.labels.length < n) continue
    await pause()
    if (signal.aborted) return undefined
    of.set(trial, frechetDistance(fittedGaussian(kernel.points.subarray(0, n * dimension), dimension), gaussian))
  }
  return { n, floor: repeated(floors), of }
}

/** The most pictures, of those at which it is measured, that every trial has which goes on. @returns 0 where there is none */
export function commonCount(scores: readonly Score[], counts: readonly number[]): number {
  const going = scores.filter(({ kernel, why }) => kernel !== null && !why)
  const least = Math.min(...going.map(({ n }) => n))
  return going.length === 0 ? 0 : (counts.findLast((count) => count <= least) ?? 0)
}
