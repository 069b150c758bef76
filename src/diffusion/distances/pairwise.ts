import type { Reals } from '../oracle'
import { distance, pointCount } from './points'
import type { Repeated } from './repeated'

/** Σⱼ ‖xᵢ − xⱼ‖ of each point, [n]. */
function distanceSums(x: Reals, n: number, d: number): Float64Array {
  const sums = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const between = distance(x, i, x, j, d)
      sums[i] = (sums[i] ?? NaN) + between
      sums[j] = (sums[j] ?? NaN) + between
    }
  }
  return sums
}

/**
 * How varied the distribution is from which the points are: E‖X − X′‖ of two independent ones, without bias (the mean over all
 * n(n−1)/2 pairs of different points). Pairs share points, so the error is the jackknife's: with θ₋ᵢ the mean without point i,
 *
 *     SE² = (n−1)/n · Σᵢ (θ₋ᵢ − mean of θ₋)²
 *
 * Efron & Stein 1981: in the mean this is not below the true variance.
 *
 * @param x [n·d], n ≥ 2; one point after another. @returns the error is NaN of two points, which cannot know it.
 * @throws RangeError if there are fewer points, part of one, or a number that is not finite.
 */
export function meanPairwiseDistance(x: Reals, dimension: number): Repeated {
  const n = pointCount(x, dimension)
  if (n < 2) throw new RangeError(`Pairs need at least two points, not ${n}.`)
  const sums = distanceSums(x, n, dimension)
  const total = sums.reduce((a, b) => a + b, 0) // each pair twice
  const without = sums.map((pointSum) => (total - 2 * pointSum) / ((n - 1) * (n - 2)))
  const centre = without.reduce((a, b) => a + b, 0) / n
  const squares = without.reduce((sum, theta) => sum + (theta - centre) ** 2, 0)
  return { mean: total / (n * (n - 1)), error: n === 2 ? NaN : Math.sqrt(((n - 1) / n) * squares) }
}
