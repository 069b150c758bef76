import type { Reals } from '../oracle'
import { kernel } from './kernel'
import { pointCount } from './points'
import type { Repeated } from './repeated'

/**
 * Points of some classes that are compared with a reference as they come, and what their kernel distance is made of. A value; it
 * grows by `withPoints`.
 */
export interface KernelSums {
  readonly classes: number
  /** [n·d], one point after another. */
  readonly points: Float64Array
  /** [n], the class of each, in 0 … classes − 1. */
  readonly labels: readonly number[]
  /** [n·classes], the sum of k(xᵢ, xⱼ) over the other points of each class. */
  readonly within: Float64Array
  /** [n], the mean of k(xᵢ, yⱼ) over the reference. */
  readonly across: Float64Array
}

export const noPoints = (classes: number): KernelSums => ({
  classes,
  points: new Float64Array(),
  labels: [],
  within: new Float64Array(),
  across: new Float64Array(),
})

function joined(before: Float64Array, more: Reals): Float64Array {
  const all = new Float64Array(before.length + more.length)
  all.set(before)
  all.set(more, before.length)
  return all
}

/**
 * The sums with more points. Of b points more it costs b·(n + b + m) kernels of d products each, so that a figure over thousands of
 * points can be shown while they come.
 *
 * @param more [b·d] @param classOf [b] @param reference [m·d], the same each time, and finite
 * @throws RangeError if `more` has part of a point, or a number that is not finite
 */
export function withPoints(
  { classes, ...sums }: KernelSums,
  more: Reals,
  classOf: readonly number[],
  reference: Reals,
  d: number,
): KernelSums {
  const [before, added, m] = [sums.labels.length, pointCount(more, d), reference.length / d]
  const [points, labels] = [joined(sums.points, more), [...sums.labels, ...classOf]]
  const within = joined(sums.within, new Float64Array(added * classes))
  const across = joined(sums.across, new Float64Array(added))
  const add = (i: number, j: number, k: number) => {
    const place = i * classes + (labels[j] ?? NaN)
    within[place] = (within[place] ?? NaN) + k
  }
  for (let i = before; i < before + added; i++) {
    for (let j = 0; j < i; j++) {
      const k = kernel(points, i, points, j, d)
      add(i, j, k)
      add(j, i, k)
    }
    let sum = 0
    for (let j = 0; j < m; j++) sum += kernel(points, i, reference, j, d)
    across[i] = sum / m
  }
  return { classes, points, labels, within, across }
}

/** Sums over the points of each class: how many there are, their `across`, and their `within` by class. */
interface Totals {
  readonly count: Float64Array // [classes]
  readonly across: Float64Array // [classes]
  readonly within: Float64Array // [classes·classes]
}

function totalsOf({ classes, labels, within, across }: KernelSums): Totals {
  const totals = {
    count: new Float64Array(classes),
    across: new Float64Array(classes),
    within: new Float64Array(classes * classes),
  }
  labels.forEach((c, i) => {
    totals.count[c] = (totals.count[c] ?? NaN) + 1
    totals.across[c] = (totals.across[c] ?? NaN) + (across[i] ?? NaN)
    for (let b = 0; b < classes; b++) {
      const place = c * classes + b
      totals.within[place] = (totals.within[place] ?? NaN) + (within[i * classes + b] ?? NaN)
    }
  })
  return totals
}

/** MMD² of points of whose sums these are; the totals without point i, where one is given. */
function distance(
  { classes, labels, within, across }: KernelSums,
  totals: Totals,
  referenceMean: number,
  without?: number,
): number {
  const left = without === undefined ? -1 : (labels[without] ?? -1)
  const count = (c: number) => (totals.count[c] ?? NaN) - Number(c === left)
  /** What the point that is left out has with class b. */
  const gone = (b: number) => within[(without ?? 0) * classes + b] ?? NaN
  let [pairs, means] = [0, 0]
  for (let a = 0; a < classes; a++) {
    means += ((totals.across[a] ?? NaN) - (a === left ? (across[without ?? 0] ?? NaN) : 0)) / count(a)
    for (let b = 0; b < classes; b++) {
      const missing = (a === left ? gone(b) : 0) + (b === left ? gone(a) : 0)
      pairs += ((totals.within[a * classes + b] ?? NaN) - missing) / (count(a) * (count(b) - Number(a === b)))
    }
  }
  return pairs / classes ** 2 - (2 * means) / classes + referenceMean
}

/**
 * MMD² of the points and the reference, without bias, where points are drawn class by class, as many of each: pairs of one class and of
 * two then count as often as they would among points of random classes, 1 in `classes` and the rest. (Among n points of classes in turn
 * fewer pairs are of one class, so that `kernelDistance` would be too small, of few points by far.) With one class it is `kernelDistance`.
 *
 * The standard error is by the jackknife within classes: every point is left out once (Efron & Stein 1981). It is the error of drawing
 * these points; that of the reference, which all that is compared with it shares, is not in it.
 *
 * @param referenceMean the mean of k(yᵢ, yⱼ), i ≠ j, over the reference, with the same weights
 * @returns undefined where a class has fewer than three points
 */
export function kernelDistanceOf(sums: KernelSums, referenceMean: number): Repeated | undefined {
  const totals = totalsOf(sums)
  if (totals.count.some((count) => count < 3)) return undefined
  const without = sums.labels.map((_, i) => distance(sums, totals, referenceMean, i))
  const variances = Array.from(totals.count, (count, c) => {
    const values = without.filter((_, i) => sums.labels[i] === c)
    const centre = values.reduce((a, b) => a + b, 0) / count
    return ((count - 1) / count) * values.reduce((total, value) => total + (value - centre) ** 2, 0)
  })
  return { mean: distance(sums, totals, referenceMean), error: Math.sqrt(variances.reduce((a, b) => a + b, 0)) }
}
