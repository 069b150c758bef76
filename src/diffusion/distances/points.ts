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

/** ‖xᵢ − yⱼ‖ between a point of each set; arrays of [n·d]. */
export function distance(x: Reals, i: number, y: Reals, j: number, d: number): number {
  let sum = 0
  for (let k = 0; k < d; k++) sum += ((x[i * d + k] ?? NaN) - (y[j * d + k] ?? NaN)) ** 2
  return Math.sqrt(sum)
}
