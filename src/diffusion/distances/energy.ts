import type { Reals } from '../oracle'
import { distance, pointCount } from './points'

/** Mean of ‖xᵢ − yⱼ‖ over all pairs: E‖X − Y‖ of the two empirical distributions. */
export function meanDistance(x: Reals, y: Reals, dimension: number): number {
  const [n, m] = [pointCount(x, dimension), pointCount(y, dimension)]
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) sum += distance(x, i, y, j, dimension)
  return sum / (n * m)
}

/** Mean of ‖xᵢ − xⱼ‖ over all ordered pairs, each point with itself too: E‖X − X′‖ of the empirical distribution. */
export function meanDistanceWithin(x: Reals, dimension: number): number {
  const n = pointCount(x, dimension)
  let sum = 0
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += distance(x, i, x, j, dimension)
  return (2 * sum) / (n * n)
}

/** Two of the energy distance's three terms may be known already. */
export interface EnergyKnown {
  /** `meanDistanceWithin` of y: does not change while many x are compared with one y. */
  readonly withinY?: number | undefined
}

/**
 * The energy distance of two empirical distributions,
 *
 *     E = 2·E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖ ≥ 0,   0 only where they are the same
 *
 * Székely & Rizzo 2013 ("Energy statistics"), eq. 5 and 2.2 there: the V-statistic. Of n independent points against the very
 * distribution that they are from it is E‖Y − Y′‖/n in the mean, not 0: that is the floor of a comparison.
 *
 * Cost: n·m + n²/2 + m²/2 distances.
 *
 * @param x [n·d] @param y [m·d], one point after another.
 * @throws RangeError if a set is empty, holds part of a point, or a number that is not finite.
 */
export function energyDistance(x: Reals, y: Reals, dimension: number, { withinY }: EnergyKnown = {}): number {
  const across = meanDistance(x, y, dimension)
  const energy = 2 * across - meanDistanceWithin(x, dimension) - (withinY ?? meanDistanceWithin(y, dimension))
  return Math.max(0, energy) // below by rounding alone
}

/**
 * The energy distance of the two distributions from which the points are, without bias: pairs of a point with itself are left
 * out (the U-statistic), so it may be negative where they are the same.
 *
 * @throws RangeError as `energyDistance`, and if a set has a single point.
 */
export function unbiasedEnergyDistance(x: Reals, y: Reals, dimension: number): number {
  const [n, m] = [pointCount(x, dimension), pointCount(y, dimension)]
  if (n < 2 || m < 2)
    throw new RangeError(`An unbiased energy distance needs two points of each set, not ${n} and ${m}.`)
  const within = (points: Reals, count: number) => (meanDistanceWithin(points, dimension) * count) / (count - 1)
  return 2 * meanDistance(x, y, dimension) - within(x, n) - within(y, m)
}
