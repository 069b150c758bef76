/** A linear combination's term: coefficient (float64 scalar) times a state. */
export type Term<X> = readonly [coefficient: number, x: X]

/**
 * The few operations in which every sampler is written, so that it runs unchanged over plain arrays and over tensors on
 * the GPU. X is a batch of states, whatever holds it; all operations are elementwise and return a new X.
 */
export interface Algebra<X> {
  /** Σ cᵢ·xᵢ over at least one term. */
  combine(...terms: readonly [Term<X>, ...Term<X>[]]): X
  /** x limited to [low, high], elementwise. */
  clamp(x: X, low: number, high: number): X
  /** exp(x), elementwise. */
  exp(x: X): X
  /** x ⊙ y, elementwise. */
  multiply(x: X, y: X): X
  /** factor·e^(rate·v) ⊙ z in one operation, where there is one; `scaledByExp` does without. */
  scaleByExp?(z: X, factor: number, v: X, rate: number): X
}

/** factor·e^(rate·v) ⊙ z: by the algebra's own operation, else by the others. */
export function scaledByExp<X>(algebra: Algebra<X>, z: X, factor: number, v: X, rate: number): X {
  if (algebra.scaleByExp) return algebra.scaleByExp(z, factor, v, rate)
  return algebra.multiply(algebra.exp(algebra.combine([rate, v])), algebra.combine([factor, z]))
}

/**
 * An algebra that can also be asked for a number. Plain arrays have it at once; tensors on the GPU have to be read back in the
 * middle of a step, so there it is a promise.
 */
export interface MeasuredAlgebra<X> extends Algebra<X> {
  /** √(mean of (xᵢ/(absolute + relative·max(|yᵢ|, |zᵢ|)))²): the error x of a step from y to z, 1 where just tolerable. */
  errorNorm(x: X, y: X, z: X, absolute: number, relative: number): number | Promise<number>
}
