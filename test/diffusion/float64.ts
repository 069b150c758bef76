import type { Algebra, Term } from '../../src/diffusion'

/** The algebra of arrays in float64, in which the reference programs ran. */
export const float64Algebra: Algebra<Float64Array> = {
  combine: (...terms: readonly Term<Float64Array>[]) =>
    Float64Array.from(terms[0]?.[1] ?? [], (_, i) => terms.reduce((sum, [c, x]) => sum + c * (x[i] ?? NaN), 0)),
  clamp: (x, low, high) => x.map((value) => Math.min(Math.max(value, low), high)),
  exp: (x) => x.map(Math.exp),
  multiply: (x, y) => x.map((value, i) => value * (y[i] ?? NaN)),
}
