import { integerIn } from '../bounds'
import type { Reals } from '../oracle'

/** How many points of d numbers an array holds. @throws RangeError if there is none, part of one, or one that is not finite. */
export function pointCount(points: Reals, dimension: number): number {
  integerIn('dimension', dimension, 1, 2 ** 24)
  if (points.length === 0 || points.length % dimension !== 0) {
    throw new RangeError(`Points of ${dimension} numbers each do not make an array of ${points.length}.`)
  }
  for (const value of points)
    if (!Number.isFinite(value)) throw new RangeError(`Points must be finite, and one of their numbers is ${value}.`)
  return points.length / dimension
}
