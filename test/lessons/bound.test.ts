import { describe, expect, test } from 'vitest'
import { boundWeight, cosineSchedule, level } from '../../src/diffusion'
import { shareUpTo, weightAgainst } from '../../src/lessons/content/bound-measures'
import { ladderOf, strataOf } from '../../src/walk/bound/terms'

const cosine = cosineSchedule()

describe('the weight of a squared error of ε̂ in the bound', () => {
  test('is more than thirty times that of t = 500 at t = 2, with either variance', () => {
    expect(weightAgainst(cosine, 2, 500)).toBeGreaterThan(100)
    const by = (t: number) => boundWeight(ladderOf(cosine), t, 'beta')
    expect(by(2) / by(500)).toBeGreaterThan(30)
  })
  test('is large again at the very end', () => {
    expect(weightAgainst(cosine, 1000, 500)).toBeGreaterThan(100)
  })
})

test('one of the 24 ranges of t ends at t = 10, so that the first ten can be told from the rest', () => {
  const strata = strataOf(cosine)
  expect(strata).toHaveLength(24)
  expect(strata.some(({ last }) => last === 10)).toBe(true)
})

test('the share of the first t is that of their ranges', () => {
  const mean = { count: 3, error: 0, meanSquare: 1 }
  const sum = {
    strata: [
      { first: 1, last: 2, mean: 3, ...mean },
      { first: 3, last: 10, mean: 0.5, ...mean },
    ],
    total: 10,
    error: 0,
  }
  expect(shareUpTo({ sum, total: { value: 10, error: 0 } }, 2)).toBeCloseTo(0.6, 12)
  expect(shareUpTo({ sum, total: { value: 10, error: 0 } }, 10)).toBeCloseTo(1, 12)
})

test('the noise at t = 10 is about 3 of 255 grey levels strong', () => {
  expect(Math.round((level(cosine, 10).noise * 255) / 2)).toBe(3)
})

test('a squared error of v̂ is that of ε̂ divided by α², so it too counts small t little', () => {
  const weightOfV = (t: number) => 1 / level(cosine, t).signal ** 2
  expect(weightOfV(2) / weightOfV(500)).toBeLessThan(1)
})
