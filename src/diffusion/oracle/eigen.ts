/** A symmetric matrix as Q·diag(values)·Qᵀ. */
interface Eigen {
  /** [d], in no order. */
  readonly values: Float64Array
  /** Q, [d·d] row by row; its columns are the orthonormal eigenvectors. */
  readonly vectors: Float64Array
}

const sweeps = 60 // quadratic convergence: ten are enough, and it stops by itself

/** Rows p and q (stride 1) or columns p and q (stride d) of A, turned by the angle of cosine c and sine s. */
function turn(A: Float64Array, d: number, p: number, q: number, c: number, s: number, columns: boolean): void {
  const stride = columns ? d : 1
  let [i, j] = columns ? [p, q] : [p * d, q * d]
  for (let k = 0; k < d; k++, i += stride, j += stride) {
    const a = A[i] ?? NaN
    const b = A[j] ?? NaN
    A[i] = c * a - s * b
    A[j] = s * a + c * b
  }
}

/** The sum of squares off the diagonal. */
function offDiagonal(A: Float64Array, d: number): number {
  return A.reduce((sum, a, k) => (k % (d + 1) === 0 ? sum : sum + a * a), 0)
}

/**
 * The eigenvalues and -vectors of a symmetric matrix by cyclic Jacobi rotations: slow beyond d = 100, but accurate to the
 * last digits (Golub & Van Loan, "Matrix computations", section "Jacobi methods").
 *
 * @param symmetric [d·d], row by row; not changed.
 */
export function eigen(symmetric: Float64Array, d: number): Eigen {
  const A = Float64Array.from(symmetric)
  const Q = new Float64Array(d * d)
  for (let i = 0; i < d; i++) Q[i * (d + 1)] = 1
  for (let sweep = 0; sweep < sweeps && offDiagonal(A, d) > 0; sweep++) {
    for (let p = 0; p < d; p++) {
      for (let q = p + 1; q < d; q++) {
        const a_pq = A[p * d + q] ?? NaN
        if (a_pq === 0) continue
        const τ = ((A[q * (d + 1)] ?? NaN) - (A[p * (d + 1)] ?? NaN)) / (2 * a_pq)
        const tan = τ >= 0 ? 1 / (τ + Math.hypot(1, τ)) : 1 / (τ - Math.hypot(1, τ)) // the smaller angle
        const c = 1 / Math.hypot(1, tan)
        turn(A, d, p, q, c, tan * c, false)
        turn(A, d, p, q, c, tan * c, true)
        A[p * d + q] = A[q * d + p] = 0
        turn(Q, d, p, q, c, tan * c, true)
      }
    }
  }
  return { values: Float64Array.from({ length: d }, (_, i) => A[i * (d + 1)] ?? NaN), vectors: Q }
}
