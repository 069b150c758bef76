/** log Σ exp(vᵢ), without overflow or underflow; −∞ where all are. */
export function logSumExp(values: Float64Array): number {
  const most = values.reduce((a, b) => Math.max(a, b), -Infinity)
  if (most === -Infinity) return -Infinity
  let sum = 0
  for (const value of values) sum += Math.exp(value - most)
  return most + Math.log(sum)
}

/** exp(vᵢ)/Σ exp(vⱼ), in [0, 1] with sum 1, written over the values, of which one at least is finite. */
export function normalised(values: Float64Array): Float64Array {
  const total = logSumExp(values)
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] = Math.exp((values[i] ?? NaN) - total)
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? NaN) / sum
  return values
}
