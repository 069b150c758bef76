function greatest(values: Float64Array): number {
  let most = -Infinity
  for (const value of values) if (value > most) most = value
  return most
}

/** log Σ exp(vᵢ), without overflow or underflow; −∞ where all are. */
export function logSumExp(values: Float64Array): number {
  const most = greatest(values)
  if (most === -Infinity) return -Infinity
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}

/** exp of anything less is 0. */
const leastExponent = -746

/**
 * exp(vᵢ)/Σ exp(vⱼ), in [0, 1] with sum 1, written over the values; equal shares where all are −∞.
 * @param most the greatest of the values, for a caller that knows it
 */
export function normalised(values: Float64Array, most = greatest(values)): Float64Array {
  if (most === -Infinity) values.fill(0)
  const shift = most === -Infinity ? 0 : most
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    const exponent = (values[i] ?? NaN) - shift
    sum += values[i] = exponent < leastExponent ? 0 : Math.exp(exponent)
  }
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? NaN) / sum
  return values
}
