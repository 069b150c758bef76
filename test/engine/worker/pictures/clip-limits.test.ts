import { expect, test } from 'vitest'
import { arrayAlgebra, clipped } from '../../../../src/diffusion'
import { clipOf, clipLimitsOf, varianceOf } from '../../../../src/engine/worker/pictures/clip-limits'

const usual = {
  clip_sample: true,
  clip_sample_range: 1,
  thresholding: false,
  dynamic_thresholding_ratio: 0.9,
  sample_max_value: 1,
}

test('a scheduler that clips says how far; one that does not leaves a picture’s own range', () => {
  expect([clipOf(usual), clipLimitsOf(usual)]).toEqual(['on', { range: 1, quantile: 0.995, most: Infinity }])
  expect(clipLimitsOf({ ...usual, clip_sample_range: 3 }).range).toBe(3)
  expect([
    clipOf({ ...usual, clip_sample: false }),
    clipLimitsOf({ ...usual, clip_sample: false, clip_sample_range: 3 }).range,
  ]).toEqual(['off', 1])
})

test('a scheduler that thresholds says at which quantile, and up to where', () => {
  const thresholding = { ...usual, thresholding: true, sample_max_value: 4 }
  expect([clipOf(thresholding), clipLimitsOf(thresholding)]).toEqual(['dynamic', { range: 1, quantile: 0.9, most: 4 }])
})

test('x̂₀ is limited to ±range, and ε̂ follows it', () => {
  const at = { t: 1, signal: 0.8, noise: 0.6 }
  const x = Float32Array.of(4, -4, 0.8)
  const answer = clipped(
    arrayAlgebra,
    () => ({ x0Hat: Float32Array.of(5, -2, 1), epsHat: new Float32Array(3) }),
    3,
  )(x, at)
  expect([...answer.x0Hat]).toEqual([3, -2, 1])
  answer.x0Hat.forEach((x0, i) => {
    expect(at.signal * x0 + at.noise * (answer.epsHat[i] ?? NaN)).toBeCloseTo(x[i] ?? NaN, 5)
  })
})

test.each([
  ['fixed_large', 'beta'],
  ['fixed_large_log', 'beta'],
  ['fixed_small', 'beta-tilde'],
  ['fixed_small_log', 'beta-tilde'],
  ['learned_range', 'learned'],
  ['learned', 'beta-tilde'], // not read: a note says so
] as const)('a scheduler of variance_type %s steps with %s', (variance_type, variance) => {
  expect(varianceOf({ variance_type })).toBe(variance)
})
