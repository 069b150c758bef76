import type { LinearTerm } from '../../diffusion'

/** A term of the step's sum, and its values. */
export interface FitTerm extends LinearTerm {
  readonly value: Float32Array
}

/** A term as the page has it, and as it fits the student's state best. */
export interface Fitted extends LinearTerm {
  readonly student: number
}

interface Fit {
  readonly terms: readonly Fitted[]
  /** What no choice of coefficients explains, as a root mean square. */
  readonly rest: number
}

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0)

/** Solves A·x = b by elimination with pivots; NaN where A is singular. Both are overwritten. */
function solved(A: number[][], b: number[]): number[] {
  const n = b.length
  for (let column = 0; column < n; column++) {
    const size = (row: number) => Math.abs(A[row]?.[column] ?? 0)
    const pivot =
      Array.from({ length: n - column }, (_, i) => column + i).toSorted((p, q) => size(q) - size(p))[0] ?? column
    ;[A[column], A[pivot]] = [A[pivot] ?? [], A[column] ?? []]
    ;[b[column], b[pivot]] = [b[pivot] ?? NaN, b[column] ?? NaN]
    for (let row = column + 1; row < n; row++) {
      const factor = (A[row]?.[column] ?? NaN) / (A[column]?.[column] ?? NaN)
      A[row] = (A[row] ?? []).map((value, k) => value - factor * (A[column]?.[k] ?? NaN))
      b[row] = (b[row] ?? NaN) - factor * (b[column] ?? NaN)
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let row = n - 1; row >= 0; row--) {
    const knownSum = x.reduce((sum, value, k) => (k > row ? sum + value * (A[row]?.[k] ?? NaN) : sum), 0)
    x[row] = ((b[row] ?? NaN) - knownSum) / (A[row]?.[row] ?? NaN)
  }
  return x
}

/**
 * The coefficients with which the terms of the page's step come nearest to another state: least squares, in float64.
 *
 * @param terms not linearly dependent
 */
export function fitTerms(terms: readonly FitTerm[], next: Float32Array): Fit {
  const A = terms.map(({ value }) => terms.map((other) => dot(value, other.value)))
  const student = solved(
    A,
    terms.map(({ value }) => dot(value, next)),
  )
  const squares = next.reduce((sum, value, i) => {
    const fitted = terms.reduce((all, term, k) => all + (student[k] ?? NaN) * (term.value[i] ?? NaN), 0)
    return sum + (value - fitted) ** 2
  }, 0)
  return {
    terms: terms.map(({ part, index, coefficient }, k) => ({ part, index, coefficient, student: student[k] ?? NaN })),
    rest: Math.sqrt(squares / next.length),
  }
}
