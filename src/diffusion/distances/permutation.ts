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

interface Pooled {
  /** Of all points of both sets. */
  readonly size: number
  /** Of each point to those before it, [size²]. */
  readonly distances: Float32Array
  /** The sum of each point's distances to all others. */
  readonly sums: Float64Array
  /** The sum of all pairs' distances. */
  readonly total: number
}

function pooledDistances(x: Reals, y: Reals, d: number): Pooled {
  const pooled = Float64Array.of(...x, ...y)
  const size = integerIn('number of all points', pooled.length / d, 2, 4000)
  const distances = new Float32Array(size * size)
  const sums = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0
      for (let k = 0; k < d; k++) sum += ((pooled[i * d + k] ?? NaN) - (pooled[j * d + k] ?? NaN)) ** 2
      const distance = Math.fround(Math.sqrt(sum))
      distances[i * size + j] = distance
      sums[i] = (sums[i] ?? NaN) + distance
      sums[j] = (sums[j] ?? NaN) + distance
    }
  }
  return { size, distances, sums, total: sums.reduce((total, sum) => total + sum, 0) / 2 }
}

/**
 * The energy distance of one set, of these points, and all the others. Only the pairs within the set are gone through: its points'
 * sums count those twice and every pair across once, and what is left of the total is within the other set.
 * @param set its points' places among all, in rising order
 */
function energyOf(set: Uint32Array, { size, distances, sums, total }: Pooled): number {
  const [n, m] = [set.length, size - set.length]
  let [within, reached] = [0, 0]
  for (let a = 0; a < n; a++) {
    const i = set[a] ?? NaN
    const row = i * size
    reached += sums[i] ?? NaN
    for (let b = 0; b < a; b++) within += distances[row + (set[b] ?? NaN)] ?? NaN
  }
  const across = reached - 2 * within
  const withinOther = total - across - within
  return (2 * across) / (n * m) - (2 * within) / (n * n) - (2 * withinOther) / (m * m)
}

/** Writes where the points of the first set are. */
function findSet(isOfSet: Uint8Array, set: Uint32Array): void {
  let next = 0
  for (let i = 0; i < isOfSet.length; i++) if (isOfSet[i]) set[next++] = i
}

/** Fisher & Yates' shuffle, in place, by keyed numbers. */
function shuffle(values: Uint8Array, key: RandomKey): void {
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
 * @param permutations in [1, 10000]; each costs n²/2 additions.
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
  const pooled = pooledDistances(x, y, dimension)
  const isOfSet = new Uint8Array(n + m).fill(1, 0, n)
  const set = Uint32Array.from({ length: n }, (_, i) => i)
  const statistic = energyOf(set, pooled)
  const rounding = 1e-12 * Math.abs(statistic) // the same division in another order is as large
  let asLarge = 1
  for (let step = 0; step < permutations; step++) {
    shuffle(isOfSet, { ...key, step })
    findSet(isOfSet, set)
    if (energyOf(set, pooled) >= statistic - rounding) asLarge++
  }
  return { statistic, pValue: asLarge / (permutations + 1) }
}
