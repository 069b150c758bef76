import { integerIn } from '../bounds'
import type { Reals } from '../oracle'
import { uniformArray, type RandomKey } from '../random'
import { pointCount } from './points'

export interface TwoSampleTest {
  /** The energy distance of the two sets, as they are. */
  readonly statistic: number
  /** Share of the permutations, and of the sets as they are, with a distance at least as large; in [1/(permutations + 1), 1]. */
  readonly pValue: number
}

/** All distances between the points of both sets, [(n + m)²]. */
function pooledDistances(x: Reals, y: Reals, d: number): { distances: Float32Array; size: number } {
  const pooled = Float64Array.of(...x, ...y)
  const size = integerIn('number of all points', pooled.length / d, 2, 4000)
  const distances = new Float32Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += ((pooled[i * d + k] ?? NaN) - (pooled[j * d + k] ?? NaN)) ** 2
      distances[i * size + j] = Math.sqrt(sum)
    }
  }
  return { distances, size }
}

/** −Σ sᵢ·sⱼ·‖zᵢ − zⱼ‖ with s = 1/n on one set and −1/m on the other: the energy distance as one quadratic form. */
function energyOf(signs: Float64Array, distances: Float32Array): number {
  const size = signs.length
  let total = 0
  for (let i = 0; i < size; i++) {
    let row = 0
    for (let j = 0, k = i * size; j < i; j++, k++) row += (signs[j] ?? NaN) * (distances[k] ?? NaN)
    total += (signs[i] ?? NaN) * row
  }
  return -2 * total
}

/** Fisher & Yates' shuffle, in place, by keyed numbers. */
function shuffle(values: Float64Array, key: RandomKey): void {
  const u = uniformArray(key, values.length)
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor((u[i] ?? NaN) * (i + 1))
    const value = values[i] ?? NaN
    values[i] = values[j] ?? NaN
    values[j] = value
  }
}

/**
 * Are two sets of points from one distribution? A permutation test on their energy distance: were they, any division of all
 * points into two sets would be as likely as this one, whatever the distribution, so that pValue ≤ p has a probability of at
 * most p.
 *
 * Székely & Rizzo 2004 ("Testing for equal distributions in high dimension"); the count includes the sets as they are
 * (Phipson & Smyth 2010), so a p-value is never 0.
 *
 * @param x [n·d] @param y [m·d]; n + m in [2, 4000].
 * @param key of the permutations; its `step` is replaced by their number.
 * @param permutations in [1, 10000]; each costs (n + m)²/2 additions.
 * @throws RangeError if a set is empty, holds part of a point, or a number that is not finite, or a number is out of its range.
 */
export function permutationTest(
  x: Reals,
  y: Reals,
  dimension: number,
  key: RandomKey,
  permutations = 199,
): TwoSampleTest {
  const [n, m] = [pointCount(x, dimension), pointCount(y, dimension)]
  integerIn('permutations', permutations, 1, 10000)
  const { distances, size } = pooledDistances(x, y, dimension)
  const signs = Float64Array.from({ length: size }, (_, i) => (i < n ? 1 / n : -1 / m))
  const statistic = energyOf(signs, distances)
  const rounding = 1e-12 * Math.abs(statistic) // the same division in another order is as large
  let asLarge = 1
  for (let step = 0; step < permutations; step++) {
    shuffle(signs, { ...key, step })
    if (energyOf(signs, distances) >= statistic - rounding) asLarge++
  }
  return { statistic, pValue: asLarge / (permutations + 1) }
}
