/** A figure that was measured several times. */
export interface Repeated {
  readonly mean: number
  /** Standard error of the mean, s/√k; NaN of a single measurement, which cannot know it. */
  readonly error: number
}

/** Mean of repeated measurements and its standard error. @throws RangeError if there is none. */
export function repeated(values: readonly number[]): Repeated {
  const k = values.length
  if (k === 0) throw new RangeError('A mean needs at least one measurement.')
  const mean = values.reduce((a, b) => a + b, 0) / k
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (k - 1) / k) }
}
