/** Values that are black and white in a picture. */
export interface Grey {
  readonly low: number
  readonly high: number
}

/** From −range to +range: 0 is grey. */
export const around = (range: number): Grey => ({ low: -range, high: range })

/** A round number of 1, 2 or 5 that holds a number, so that a scale seldom changes. */
function roundUp(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1
  const decade = 10 ** Math.floor(Math.log10(size))
  return decade * ([1, 2, 5, 10].find((m) => m * decade >= size * (1 - 1e-9)) ?? 10)
}

/** A scale around 0 that holds all values, with a round end. */
export const roundAround = (values: Float32Array): Grey =>
  around(roundUp(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)))

/** From the least of the values to the largest. */
export function extent(values: Float32Array): Grey {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)]
  return high > low ? { low, high } : { low: low - 1, high: high + 1 }
}

/** Bytes that show values: `low` is black, `high` white, what lies beyond is clipped. */
export const greyBytes = (values: Float32Array, { low, high }: Grey): Uint8ClampedArray =>
  Uint8ClampedArray.from(values, (value) => (255 * (value - low)) / (high - low))
