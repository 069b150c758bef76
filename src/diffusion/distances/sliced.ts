import { integerIn } from '../bounds'
import type { Reals } from '../oracle'
import { normalArray, type RandomKey } from '../random'
import { pointCount } from './points'

/**
 * W₂² of two empirical distributions on the line: ∫₀¹ (F⁻¹(u) − G⁻¹(u))² du, exactly, also of different numbers of points.
 *
 * Villani 2003, theorem 2.18; Peyré & Cuturi 2019, remark 2.30.
 *
 * @param x [n], ascending @param y [m], ascending; neither empty.
 */
export function squaredWassersteinOfSorted(x: Float64Array, y: Float64Array): number {
  const [n, m] = [x.length, y.length]
  let [i, j, at, sum] = [0, 0, 0, 0]
  while (i < n && j < m) {
    const [endX, endY] = [(i + 1) * m, (j + 1) * n] // in units of 1/(n·m), so that they meet exactly
    const to = Math.min(endX, endY)
    sum += (to - at) * ((x[i] ?? NaN) - (y[j] ?? NaN)) ** 2
    at = to
    if (endX === to) i++
    if (endY === to) j++
  }
  return sum / (n * m)
}

/** θᵀxᵢ of every point, ascending. */
function projected(points: Reals, theta: ArrayLike<number>, d: number): Float64Array {
  const out = new Float64Array(points.length / d)
  for (let i = 0; i < out.length; i++) {
    let sum = 0
    for (let k = 0; k < d; k++) sum += (theta[k] ?? NaN) * (points[i * d + k] ?? NaN)
    out[i] = sum
  }
  return out.sort()
}

/** Unit vectors of the plane at n equal angles over a half turn. @param n in [1, 10000]. */
export function equalAngles(n: number): Float64Array[] {
  const count = integerIn('angles', n, 1, 10000)
  return Array.from({ length: count }, (_, i) =>
    Float64Array.of(Math.cos((Math.PI * i) / count), Math.sin((Math.PI * i) / count)),
  )
}

/** n random unit vectors in d dimensions, keyed. @param n in [1, 10000]. */
export function randomDirections(key: RandomKey, n: number, dimension: number): Float64Array[] {
  return Array.from({ length: integerIn('directions', n, 1, 10000) }, (_, i) => {
    const z = normalArray({ ...key, sample: i }, dimension)
    const length = Math.hypot(...z)
    return Float64Array.from(z, (value) => value / length)
  })
}

/**
 * The sliced 2-Wasserstein distance: the root of the mean of W₂² over projections on lines.
 *
 *     SW₂² = mean over θ of W₂²(θᵀX, θᵀY)
 *
 * Rabin et al. 2012; Bonneel et al. 2015. In the plane equal angles are the best directions: the mean is the trapezoid rule of
 * a periodic function. A shift by c is ‖c‖/√d away.
 *
 * @param x [n·d] @param y [m·d] @param directions unit vectors, at least one.
 * @throws RangeError if a set is empty, holds part of a point, or a number that is not finite.
 */
export function slicedWasserstein(
  x: Reals,
  y: Reals,
  directions: readonly ArrayLike<number>[] = equalAngles(32),
): number {
  const dimension = directions[0]?.length ?? 0
  pointCount(x, dimension)
  pointCount(y, dimension)
  const squares = directions.map((theta) =>
    squaredWassersteinOfSorted(projected(x, theta, dimension), projected(y, theta, dimension)),
  )
  return Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length)
}
