import { integerIn } from '../bounds'
import type { Reals } from '../oracle'
import { eigen } from '../oracle/eigen'
import { type RandomKey, uniformArray } from '../random'
import { pointCount } from './points'
import { repeated, type Repeated } from './repeated'

/** A Gaussian in d dimensions: of features, as their first two moments. */
export interface FittedGaussian {
  /** μ, [d]. */
  readonly mean: Float64Array
  /** Σ, [d·d] row by row. */
  readonly covariance: Float64Array
}

/** The most numbers of a feature: the eigenvalues of larger matrices take seconds. */
const MOST_FEATURES = 256

/**
 * The Gaussian with the mean of the points and their covariance, divided by n − 1.
 *
 * @param points [n·d], n ≥ 2, d in [1, 256].
 * @throws RangeError if there are fewer, part of one, or a number that is not finite.
 */
export function fittedGaussian(points: Reals, dimension: number): FittedGaussian {
  const n = pointCount(points, integerIn('dimension', dimension, 1, MOST_FEATURES))
  if (n < 2) throw new RangeError(`A covariance needs at least two points, not ${n}.`)
  const mean = new Float64Array(dimension)
  for (let i = 0; i < n * dimension; i++) mean[i % dimension] = (mean[i % dimension] ?? NaN) + (points[i] ?? NaN) / n
  const covariance = new Float64Array(dimension * dimension)
  for (let i = 0; i < n; i++) {
    const centred = mean.map((value, k) => (points[i * dimension + k] ?? NaN) - value)
    for (let a = 0, k = 0; a < dimension; a++)
      for (let b = 0; b < dimension; b++, k++)
        covariance[k] = (covariance[k] ?? NaN) + ((centred[a] ?? NaN) * (centred[b] ?? NaN)) / (n - 1)
  }
  return { mean, covariance }
}

/** A·B of [d·d] each. */
function product(A: Float64Array, B: Float64Array, d: number): Float64Array {
  const out = new Float64Array(d * d)
  for (let i = 0; i < d; i++)
    for (let k = 0; k < d; k++) {
      const a = A[i * d + k] ?? NaN
      for (let j = 0; j < d; j++) out[i * d + j] = (out[i * d + j] ?? NaN) + a * (B[k * d + j] ?? NaN)
    }
  return out
}

const transposed = (A: Float64Array, d: number): Float64Array =>
  A.map((_, k) => A[(k % d) * d + Math.floor(k / d)] ?? NaN)

/** √λ; below 0, where a covariance has less than full rank, by rounding alone. */
const root = (lambda: number): number => Math.sqrt(Math.max(0, lambda))

/** √Σ of a covariance: symmetric, without negative eigenvalues. */
function squareRoot(covariance: Float64Array, d: number): Float64Array {
  const { values, vectors } = eigen(covariance, d)
  const scaled = vectors.map((q, k) => q * root(values[k % d] ?? NaN))
  return product(scaled, transposed(vectors, d), d)
}

const trace = (A: Float64Array, d: number): number => A.reduce((sum, a, k) => (k % (d + 1) === 0 ? sum + a : sum), 0)

/** tr √(Σ₁Σ₂), the sum of the roots of the eigenvalues of the symmetric √Σ₁·Σ₂·√Σ₁, which are those of Σ₁Σ₂. */
function traceOfRoot(first: Float64Array, second: Float64Array, d: number): number {
  const half = squareRoot(first, d)
  const both = product(product(half, second, d), half, d)
  const symmetric = both.map((a, k) => (a + (both[(k % d) * d + Math.floor(k / d)] ?? NaN)) / 2) // rounding aside it is
  return eigen(symmetric, d).values.reduce((sum, lambda) => sum + root(lambda), 0)
}

/**
 * The squared Fréchet distance of two Gaussians, which is their squared 2-Wasserstein distance:
 *
 *     ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2·√(Σ₁Σ₂)) ≥ 0
 *
 * Dowson & Landau 1982. Of Gaussians that are fitted to features of pictures it is the FID: Heusel et al. 2017, eq. 6. Of n points
 * of the very reference it is not 0 in the mean, but falls as 1/n (`frechetFloor`): values of different n cannot be compared
 * (Bińkowski et al. 2018, section 4).
 *
 * @throws RangeError if the Gaussians are not of one dimension.
 */
export function frechetDistance(a: FittedGaussian, b: FittedGaussian): number {
  const d = a.mean.length
  if (b.mean.length !== d)
    throw new RangeError(`Two Gaussians must be of one dimension, not of ${d} and ${b.mean.length}.`)
  const shift = a.mean.reduce((sum, value, k) => sum + (value - (b.mean[k] ?? NaN)) ** 2, 0)
  const spreads = trace(a.covariance, d) + trace(b.covariance, d)
  const distance = shift + spreads - 2 * traceOfRoot(a.covariance, b.covariance, d)
  return Math.max(0, distance) // below by rounding alone
}

/** The first `count` of 0 … n−1 in an order that the key decides: Fisher & Yates. */
function chooseIndices(n: number, count: number, key: RandomKey): readonly number[] {
  const u = uniformArray(key, count)
  const order = Array.from({ length: n }, (_, i) => i)
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor((u[i] ?? NaN) * (n - i))
    const index = order[i] ?? NaN
    order[i] = order[j] ?? NaN
    order[j] = index
  }
  return order.slice(0, count)
}

/** Places of 0 … m − 1 whose classes follow in turn, in an order that the key decides and that leaves them in turn. */
function chosenInTurn(m: number, classes: number, key: RandomKey): readonly number[] {
  const each = Math.floor(m / classes)
  const orders = Array.from({ length: classes }, (_, draw) => chooseIndices(each, each, { ...key, draw }))
  return Array.from({ length: each * classes }, (_, i) => {
    const c = i % classes
    return (orders[c]?.[Math.floor(i / classes)] ?? NaN) * classes + c
  })
}

/**
 * The floor of a comparison of n points with a reference: what `frechetDistance` is between n points of the reference and all others
 * of it, in the mean over several draws. Nothing of which n points are compared with it can be told from it below that.
 *
 * @param reference [m·d] @param size n in [2, m/2].
 * @param key of the draws; its `step` is replaced by their number. @param draws in [1, 1000].
 * @param classes of the reference, which follow in turn; so do those of the points that are drawn.
 * @returns the mean over the draws and its standard error; the draws share points, so that with many of them the error is too small.
 * @throws RangeError if a number is out of its range, or as `fittedGaussian`.
 */
export function frechetFloor(
  reference: Reals,
  dimension: number,
  size: number,
  key: RandomKey,
  draws = 4,
  classes = 1,
): Repeated {
  const m = pointCount(reference, dimension)
  integerIn('size', size, 2, Math.floor(m / 2))
  integerIn('draws', draws, 1, 1000)
  const gaussianOf = (points: readonly number[]) =>
    fittedGaussian(
      Float64Array.from({ length: points.length * dimension }, (_, i) => {
        const point = points[Math.floor(i / dimension)] ?? NaN
        return reference[point * dimension + (i % dimension)] ?? NaN
      }),
      dimension,
    )
  return repeated(
    Array.from({ length: draws }, (_, step) => {
      const points = chosenInTurn(m, classes, { ...key, step })
      return frechetDistance(gaussianOf(points.slice(0, size)), gaussianOf(points.slice(size)))
    }),
  )
}
