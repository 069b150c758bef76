import { expect, test } from 'vitest'
import { histogram, normalArray } from '../../src/diffusion'

test('every value is counted once: in its bin, below or above', () => {
  const result = histogram(Float64Array.of(-2, -1, -0.6, -0.5, 0, 0.99, 1, 1.5), -1, 1, 4)
  expect(result).toEqual({ counts: Uint32Array.of(2, 1, 1, 2), width: 0.5, below: 1, above: 1 })
})

test('of noise it is the Gaussian’s density, within three deviations of each count', () => {
  const n = 40_000
  const { counts, width } = histogram(normalArray({ seed: 3, purpose: 'start', step: 0, sample: 0 }, n), -2, 2, 16)
  counts.forEach((count, k) => {
    const x = -2 + (k + 0.5) * width
    const expected = (n * width * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
    expect(Math.abs(count - expected)).toBeLessThan(3.5 * Math.sqrt(expected))
  })
})

test.each([
  ['no bins', 0, 1, 0],
  ['an interval that is none', 1, 1, 4],
  ['an end that is infinite', 0, Infinity, 4],
])('%s is refused', (_, low, high, bins) => {
  expect(() => histogram(Float64Array.of(0), low, high, bins)).toThrow(RangeError)
})

test('a value that is not a number is refused', () => {
  expect(() => histogram(Float64Array.of(NaN), 0, 1, 4)).toThrow('must be a number')
})
