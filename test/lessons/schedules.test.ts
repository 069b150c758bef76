import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, linearSchedule, logSnr } from '../../src/diffusion'
import { halfOf, shareInNoise } from '../../src/lessons/content/schedules-measures'

const cosine = cosineSchedule()
const linear = linearSchedule()

describe('as much noise as picture', () => {
  test('is at t = 497 under the cosine schedule, about halfway', () => {
    expect(halfOf(cosine)).toBe(497)
  })
  test('is at t = 260 under the linear one, after a good quarter', () => {
    expect(halfOf(linear)).toBe(260)
  })
})

describe('less than a tenth of the contrast', () => {
  test('is left in a third of the linear schedule’s steps, in 7 % of the cosine one’s', () => {
    expect(shareInNoise(linear)).toBeCloseTo(1 / 3, 1)
    expect(shareInNoise(cosine)).toBeCloseTo(0.065, 3)
  })
  test('is less than a hundredth of ᾱ', () => {
    const first = linear.alphaBar.findIndex((alphaBar) => alphaBar < 0.01)
    expect(level(linear, first).signal).toBeLessThan(0.1)
    expect(level(linear, first - 1).signal).toBeGreaterThanOrEqual(0.1)
  })
})

test('the linear schedule begins with small βs, and at t = 900 the digit has drowned', () => {
  expect(linear.beta[1]).toBeCloseTo(0.0001, 9)
  expect(level(linear, 900).signal).toBeLessThan(0.02)
})

test('without the first two of ten steps, the linear walk begins in nearly pure noise, the cosine walk well before it', () => {
  expect(level(linear, 800).signal).toBeLessThan(0.04)
  expect(level(cosine, 800).signal).toBeGreaterThan(0.3)
})

test('the cosine schedule’s β is kept below 0.999 at the very end only', () => {
  expect([...cosine.beta].filter((beta) => beta >= 0.999)).toHaveLength(1)
  expect(cosine.beta[1000]).toBe(0.999)
})

test('in log SNR the cosine schedule falls almost evenly through the middle', () => {
  const falls = [300, 400, 500, 600].map((t) => logSnr(level(cosine, t)) - logSnr(level(cosine, t + 100)))
  expect(Math.max(...falls) / Math.min(...falls)).toBeLessThan(1.3)
})
