import {
  add,
  argMin,
  concat,
  div,
  engine,
  exp,
  gather,
  getBackend,
  getKernel,
  log,
  mul,
  reshape,
  slice,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  tidy,
  unstack,
} from '@tensorflow/tfjs-core'
import type { Level } from '../../diffusion/level'

/** Name under which a back end may register a fused kernel. */
export const dataPosteriorKernel = 'DataSetPosterior'

/** A kernel's constants, which follow from the level and the number N of points. */
export interface DataPosteriorAttributes {
  /** α */
  readonly signal: number
  /** 1/σ²; without noise a number so large that the nearest point, or the nearest points, alone have weight. */
  readonly precision: number
  /** −log N − log 2πσ²: what turns Σ exp(−‖x − α·x₀⁽ⁱ⁾‖²/2σ²) into a density's logarithm. */
  readonly logScale: number
}

/** So large that f32 still holds its product with squared distances. */
const mostPrecision = 1e30

/** What a kernel needs of a level. @param N how many points */
export function attributesOf({ signal, noise }: Level, N: number): DataPosteriorAttributes {
  const precision = Math.min(1 / noise ** 2, mostPrecision)
  return { signal, precision, logScale: Math.log(precision / (2 * Math.PI * N)) }
}

/**
 * The exact posterior of x₀ given x_t, for data that are a finite set of points of the plane: with wᵢ ∝ exp(−‖x_t − α·x₀⁽ⁱ⁾‖²/2σ²),
 *
 *     E[x₀ | x_t] = Σ wᵢ·x₀⁽ⁱ⁾,   log q(x_t),   tr Cov[x₀ | x_t]/2
 *
 * Karras et al. 2022 (EDM), appendix B.3; the float64 reference is `dataSetOracle`. One dispatch where the back end has the fused
 * kernel. Weights are relative to the nearest point b, and computed from differences that are small where weights matter, so that float32 is
 * enough at any σ: log wᵢ/w_b = α·(x₀⁽ⁱ⁾ − b)·(x_t − α·(x₀⁽ⁱ⁾ + b)/2)/σ².
 *
 * @param x [Q, 2]
 * @param points [N, 2]
 * @returns [Q, 4]: E[x₀ | x_t], the density's logarithm in nats (of no meaning at σ = 0), the variance
 */
export function dataPosterior(x: Tensor2D, points: Tensor2D, at: Level): Tensor2D {
  const fused: unknown = getKernel(dataPosteriorKernel, getBackend()) // typed as always there
  if (!fused) return composedDataPosterior(x, points, at)
  return engine().runKernel(dataPosteriorKernel, { x, points }, { ...attributesOf(at, points.shape[0]) })
}

/** The most pairs of a state and a point at a time: 4 MB a tensor. */
const mostPairs = 2 ** 20

/** Computes the posterior by TensorFlow.js's own operations, on any back end. */
export function composedDataPosterior(x: Tensor2D, points: Tensor2D, at: Level): Tensor2D {
  const [[Q], [N]] = [x.shape, points.shape]
  const attributes = attributesOf(at, N)
  const rows = Math.max(1, Math.floor(mostPairs / N))
  return tidy(() => {
    const parts: Tensor2D[] = []
    for (let first = 0; first < Q; first += rows) {
      parts.push(tidy(() => composedRows(slice(x, [first, 0], [Math.min(rows, Q - first), 2]), points, attributes)))
    }
    return parts.length === 1 ? (parts[0] as Tensor2D) : concat(parts, 0)
  })
}

/** Columns of [n, 2], each [n, 1]. */
const columns = (of: Tensor2D): [Tensor, Tensor] =>
  unstack(of, 1).map((column) => reshape(column, [-1, 1])) as [Tensor, Tensor]

function composedRows(
  x: Tensor2D,
  points: Tensor2D,
  { signal, precision, logScale }: DataPosteriorAttributes,
): Tensor2D {
  const [[x1, x2], [a1, a2]] = [
    columns(x),
    columns(points).map((column) => reshape(column, [1, -1])) as [Tensor, Tensor],
  ]
  const apart = add(square(sub(x1, mul(a1, signal))), square(sub(x2, mul(a2, signal)))) // [Q, N]
  const b = gather(points, argMin(apart, 1)) // [Q, 2]
  const [b1, b2] = columns(b)
  const along = (a: Tensor, y: Tensor, nearest: Tensor) =>
    mul(sub(a, nearest), sub(y, mul(add(a, nearest), signal / 2)))
  const logits = mul(mul(add(along(a1, x1, b1), along(a2, x2, b2)), signal), precision) // [Q, N]
  const w = exp(logits)
  const total = sum(w, 1, true) // [Q, 1]
  const [d1, d2] = [sub(a1, b1), sub(a2, b2)]
  const mean = (of: Tensor) => div(sum(mul(w, of), 1, true), total)
  const [m1, m2] = [mean(d1), mean(d2)]
  const variance = mul(sub(mean(add(square(d1), square(d2))), add(square(m1), square(m2))), 0.5)
  const least = sum(square(sub(x, mul(b, signal))), 1, true)
  const density = add(sub(log(total), mul(least, precision / 2)), logScale)
  return concat([add(b, concat([m1, m2], 1)), density, variance], 1) as Tensor2D
}
