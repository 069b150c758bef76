import { realIn } from '../bounds'
import type { Level } from '../level'
import { eigen } from './eigen'
import type { Reals } from './oracle'

/** One Gaussian of a mixture, w·N(mean, C). */
export interface Component {
  /** w, relative to the others', in (0, 1e300]. */
  readonly weight: number
  /** [d] */
  readonly mean: ArrayLike<number>
  /** C: one number v for v·I; d numbers for a diagonal; d·d, row by row, for a full symmetric, positive semidefinite one. */
  readonly covariance: number | ArrayLike<number>
}

/** A Gaussian in its own axes, C = Q·diag(variances)·Qᵀ: there any level only scales and widens each axis alone. */
export interface Axes {
  readonly mean: Float64Array
  /** λⱼ ≥ 0, [d]. */
  readonly variances: Float64Array
  /** Q, [d·d] row by row; absent where the axes are the coordinates'. */
  readonly vectors?: Float64Array
}

const tolerance = 1e-10 // of rounding in covariances that were computed

function principalAxes(C: Float64Array, d: number): { values: Float64Array; vectors: Float64Array } {
  const largest = C.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  for (let k = 0; k < C.length; k++) {
    const mirrored = C[(k % d) * d + Math.floor(k / d)] ?? NaN
    if (!(Math.abs((C[k] ?? NaN) - mirrored) <= tolerance * largest)) throw new RangeError('A covariance must be symmetric.')
  }
  const { values, vectors } = eigen(C, d)
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  if (least < -tolerance * largest) throw new RangeError(`A covariance must be positive semidefinite, and has the eigenvalue ${least}.`)
  return { values: values.map(value => Math.max(value, 0)), vectors }
}

/** A component in its own axes. @throws RangeError if a number, the mean or the covariance is none. */
export function axesOf({ mean, covariance }: Component, d: number): Axes {
  const finite = (name: string, values: ArrayLike<number>) =>
    Float64Array.from(values, value => realIn(`A ${name}'s number`, value, -1e150, 1e150))
  if (mean.length !== d) throw new RangeError(`A mean must have ${d} numbers, not ${mean.length}.`)
  const centre = finite('mean', mean)
  if (typeof covariance === 'number') return { mean: centre, variances: new Float64Array(d).fill(realIn('A variance', covariance, 0, 1e150)) }
  const C = finite('covariance', covariance)
  if (C.length === d) return { mean: centre, variances: C.map(value => realIn('A variance', value, 0, 1e150)) }
  if (C.length !== d * d) throw new RangeError(`A covariance must have 1, ${d} or ${d * d} numbers, not ${C.length}.`)
  const { values, vectors } = principalAxes(C, d)
  return { mean: centre, variances: values, vectors }
}

/** Qᵀ·x, from the coordinates into the axes. */
export function intoAxes({ vectors: Q }: Axes, x: Float64Array): Float64Array {
  const d = x.length
  return Q ? x.map((_, i) => x.reduce((sum, value, j) => sum + (Q[j * d + i] ?? NaN) * value, 0)) : x
}

/** Q·u, from the axes into the coordinates. */
export function outOfAxes({ vectors: Q }: Axes, u: Float64Array): Float64Array {
  const d = u.length
  return Q ? u.map((_, i) => u.reduce((sum, value, j) => sum + (Q[i * d + j] ?? NaN) * value, 0)) : u
}

/** x_t − α·mean, in the axes. */
export function centred(axes: Axes, x: Reals, { signal }: Level): Float64Array {
  return intoAxes(axes, axes.mean.map((m, j) => (x[j] ?? NaN) - signal * m))
}

/** v = α²·λ + σ², [d]: the variances of x_t. @throws RangeError where one is 0: no noise, and no width of the data. */
export function noisyVariances({ variances }: Axes, { signal, noise }: Level): Float64Array {
  return variances.map(λ => {
    const v = signal * signal * λ + noise * noise
    if (!(v > 0)) throw new RangeError(`noise must be positive where the data have no width, not ${noise}.`)
    return v
  })
}
