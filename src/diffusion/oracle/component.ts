import { realIn } from '../bounds'
import type { Level } from '../level'
import { eigen } from './eigen'
import { largest, type Reals } from './oracle'

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
  const size = C.reduce((a, b) => Math.max(a, Math.abs(b)), 0)
  for (let k = 0; k < C.length; k++) {
    const mirrored = C[(k % d) * d + Math.floor(k / d)] ?? NaN
    if (!(Math.abs((C[k] ?? NaN) - mirrored) <= tolerance * size))
      throw new RangeError('A covariance must be symmetric.')
  }
  const { values, vectors } = eigen(C, d)
  const least = values.reduce((a, b) => Math.min(a, b), Infinity)
  if (least < -tolerance * size)
    throw new RangeError(`A covariance must be positive semidefinite, and has the eigenvalue ${least}.`)
  return { values: values.map((value) => Math.max(value, 0)), vectors }
}

/** A component in its own axes. @throws RangeError if a number, the mean or the covariance is none. */
export function axesOf({ mean, covariance }: Component, d: number): Axes {
  const finite = (name: string, values: ArrayLike<number>) =>
    Float64Array.from(values, (value) => realIn(`A ${name}'s number`, value, -largest, largest))
  if (mean.length !== d) throw new RangeError(`A mean must have ${d} numbers, not ${mean.length}.`)
  const centre = finite('mean', mean)
  if (typeof covariance === 'number')
    return { mean: centre, variances: new Float64Array(d).fill(realIn('A variance', covariance, 0, largest)) }
  const C = finite('covariance', covariance)
  if (C.length === d) return { mean: centre, variances: C.map((value) => realIn('A variance', value, 0, largest)) }
  if (C.length !== d * d) throw new RangeError(`A covariance must have 1, ${d} or ${d * d} numbers, not ${C.length}.`)
  const { values, vectors } = principalAxes(C, d)
  return { mean: centre, variances: values, vectors }
}

/** Q·x or Qᵀ·x, by the strides along and across Q's sums; x itself where the axes are the coordinates'. */
function turned(Q: Float64Array | undefined, x: Float64Array, along: number, across: number): Float64Array {
  if (!Q) return x
  const y = new Float64Array(x.length)
  for (let i = 0; i < x.length; i++) {
    let sum = 0
    for (let j = 0; j < x.length; j++) sum += (Q[i * across + j * along] ?? NaN) * (x[j] ?? NaN)
    y[i] = sum
  }
  return y
}

/** Q·u, from the axes into the coordinates. */
export function outOfAxes({ vectors }: Axes, u: Float64Array): Float64Array {
  return turned(vectors, u, 1, u.length)
}

/** u = Qᵀ·(x_t − α·mean), in the axes. */
export function centred({ mean, vectors }: Axes, x: Reals, { signal }: Level): Float64Array {
  const difference = new Float64Array(mean.length)
  for (let j = 0; j < mean.length; j++) difference[j] = (x[j] ?? NaN) - signal * (mean[j] ?? NaN)
  return turned(vectors, difference, mean.length, 1)
}

/** v = α²·λ + σ², [d]: the variances of x_t. @throws RangeError where one is 0: no noise, and no width of the data. */
export function noisyVariances({ variances }: Axes, { signal, noise }: Level): Float64Array {
  const v = new Float64Array(variances.length)
  for (let j = 0; j < v.length; j++) {
    const v_j = signal * signal * (variances[j] ?? NaN) + noise * noise
    if (!(v_j > 0)) throw new RangeError(`noise must be positive where the data have no width, not ${noise}.`)
    v[j] = v_j
  }
  return v
}
