import { expect, test } from 'vitest'
import { meanPairwiseDistance, normalArray, repeated } from '../../../src/diffusion'

test('is the mean over all pairs of different points, with the jackknife’s error, as by hand', () => {
  // Points 0, 3 and 7 of the line: distances 3, 7 and 4. Without each: 4, 7 and 3.
  const { mean, error } = meanPairwiseDistance(Float32Array.of(0, 3, 7), 1)
  expect(mean).toBeCloseTo(14 / 3, 12)
  expect(error).toBeCloseTo(Math.sqrt((2 / 3) * ((4 - 14 / 3) ** 2 + (7 - 14 / 3) ** 2 + (3 - 14 / 3) ** 2)), 12)
  expect(meanPairwiseDistance(Float32Array.of(0, 0, 3, 4), 2).mean).toBe(5)
})

test('points that are the same are no distance apart, without error', () => {
  expect(meanPairwiseDistance(new Float32Array(16 * 5).fill(0.3), 5)).toEqual({ mean: 0, error: 0 })
})

test('of Gaussian points it has no bias, and its error is as large as it says', () => {
  const [n, d, repeats] = [16, 3, 400]
  const all = Array.from({ length: repeats }, (_, step) =>
    meanPairwiseDistance(normalArray({ seed: 4, purpose: 'points', step, sample: 0 }, n * d), d),
  )
  const means = repeated(all.map(({ mean }) => mean))
  expect(Math.abs(means.mean - 4 / Math.sqrt(Math.PI))).toBeLessThan(4 * means.error) // √2·E χ₃
  const spread = means.error * Math.sqrt(repeats)
  const statedError = Math.sqrt(repeated(all.map(({ error }) => error ** 2)).mean)
  expect(statedError / spread).toBeGreaterThan(0.9)
  expect(statedError / spread).toBeLessThan(1.2)
})

test('of two points there is no error; of one there are no pairs', () => {
  expect(meanPairwiseDistance(Float32Array.of(1, 2), 1)).toEqual({ mean: 1, error: NaN })
  expect(() => meanPairwiseDistance(Float32Array.of(1, 2), 2)).toThrow(RangeError)
  expect(() => meanPairwiseDistance(Float32Array.of(1, NaN), 1)).toThrow(RangeError)
})
