/** A tensor and what it is multiplied by. */
export interface Summand {
  readonly coefficient: number
  readonly values: Float32Array
}

/**
 * A sum as far as it has been added up, in float64, rounded to float32 at the end.
 *
 * @param start what is shown before anything is added
 * @param added how many terms have been added, in [0, terms]; a fraction is the share of a term that has come so far
 */
export function partialSum(start: Float32Array, terms: readonly Summand[], added: number): Float32Array {
  if (added <= 0) return start
  const wholeTerms = terms.slice(0, Math.floor(added))
  const growing = terms[wholeTerms.length]
  const share = added - wholeTerms.length
  return start.map((from, i) => {
    let sum = 0
    for (const { coefficient, values } of wholeTerms) sum += coefficient * (values[i] ?? NaN)
    if (share === 0 || !growing) return sum
    // The first term takes the place of what is there at the start.
    const before = wholeTerms.length === 0 ? (1 - share) * from : sum
    return before + share * growing.coefficient * (growing.values[i] ?? NaN)
  })
}

/** max |a − b|; of lists of one length. */
export function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return NaN
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0)
}

/** √(mean (a − b)²), of lists of one length. */
export function rootMeanSquare(a: Float32Array, b?: Float32Array): number {
  const sum = a.reduce((all, value, i) => all + (value - (b ? (b[i] ?? NaN) : 0)) ** 2, 0)
  return Math.sqrt(sum / a.length)
}
