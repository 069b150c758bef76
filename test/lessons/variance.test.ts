import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, normalArray, timeGrid } from '../../src/diffusion'
import { deviationRatio, equalFrom, meanPlace, noiseAgainstLevel } from '../../src/lessons/content/variance-measures'

const cosine = cosineSchedule()
const ratio = (t: number) => deviationRatio(level(cosine, t), level(cosine, t - 1))

describe('√β̃ and √β over a thousand steps', () => {
  test('differ by a third at t = 2, by 7 per cent at t = 10, by less than 1 per cent from t = 92 on', () => {
    expect(ratio(2)).toBeCloseTo(0.69, 2)
    expect(ratio(10)).toBeCloseTo(0.93, 2)
    expect(equalFrom(cosine, 0.01)).toBe(92)
    expect(ratio(91)).toBeLessThanOrEqual(0.99)
    for (let t = 92; t <= 1000; t++) expect(ratio(t)).toBeGreaterThan(0.99)
  })
  test('so at nine steps out of ten they are as good as equal', () => {
    expect(equalFrom(cosine, 0.01) / 1000).toBeLessThan(0.1)
  })
  test('β̃/β is the share of the noise that was there before the step: about a half at t = 2', () => {
    expect(ratio(2) ** 2).toBeCloseTo((1 - (cosine.alphaBar[1] ?? NaN)) / (1 - (cosine.alphaBar[2] ?? NaN)), 9)
    expect(ratio(2) ** 2).toBeCloseTo(0.5, 1)
  })
})

test('in five steps they differ at every step that adds noise, by more than in a thousand steps', () => {
  const levels = timeGrid('trailing', 1000, 5).map((t) => level(cosine, t))
  const ratios = levels.slice(0, -2).map((from, i) => deviationRatio(from, levels[i + 1] ?? from))
  expect(ratios).toHaveLength(4)
  for (const each of ratios) expect(each).toBeLessThan(0.99)
})

test('a state that is as noisy as its level says has a ratio of 1; twice the noise, 2', () => {
  const at = level(cosine, 400)
  const x0 = new Float32Array(5000).fill(-1)
  const eps = normalArray({ seed: 2, purpose: 'noise', step: 0, sample: 0 }, x0.length)
  const state = (times: number) => x0.map((value, i) => at.signal * value + times * at.noise * (eps[i] ?? NaN))
  expect(noiseAgainstLevel(state(1), x0, at)).toBeCloseTo(1, 1)
  expect(noiseAgainstLevel(state(2), x0, at)).toBeCloseTo(2, 1)
})

test('the head’s −1 is β̃, its 1 is β', () => {
  const v = Float32Array.from([-1, 1, 0])
  expect(meanPlace(v, (pixel) => pixel === 0)).toBe(0)
  expect(meanPlace(v, (pixel) => pixel === 1)).toBe(1)
  expect(meanPlace(v, () => true)).toBeCloseTo(0.5, 6)
})
