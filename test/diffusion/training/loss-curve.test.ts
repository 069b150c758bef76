import { describe, expect, test } from 'vitest'
import { lossCurve, meanLoss, stratifiedTime, uniformArray } from '../../../src/diffusion'

describe('the loss over t', () => {
  const losses = [
    { t: 1, loss: 4 },
    { t: 50, loss: 2 },
    { t: 51, loss: 1 },
    { t: 100, loss: 3 },
    { t: 100, loss: 5 },
  ]

  test('is a mean for each part of the times, with its standard error', () => {
    const [low, high] = lossCurve(losses, 100, 2)
    expect(low).toEqual({ low: 0, high: 50, count: 2, mean: 3, error: 1 })
    expect(high).toMatchObject({ low: 50, high: 100, count: 3, mean: 3 })
    expect(high?.error).toBeCloseTo(Math.sqrt(8 / 2 / 3), 12)
  })

  test('leaves out parts without a loss, and refuses a time that is none', () => {
    expect(lossCurve(losses, 100, 4).map(({ low }) => low)).toEqual([0, 25, 50, 75])
    expect(lossCurve(losses.slice(0, 1), 100, 4)).toHaveLength(1)
    expect(Number.isNaN(lossCurve(losses.slice(0, 1), 100, 4)[0]?.error)).toBe(true) // one alone knows no error
    for (const t of [0, 101, NaN]) expect(() => lossCurve([{ t, loss: 1 }], 100, 4)).toThrow(RangeError)
    for (const bins of [0, 1.5, 101]) expect(() => lossCurve(losses, 100, bins)).toThrow(RangeError)
  })

  test('its mean is that of the parts, whatever differs between them is no error', () => {
    const curve = lossCurve(
      [1, 1, 100, 100].map((loss, i) => ({ t: loss === 1 ? 1 : 100, loss: loss + (i % 2) })),
      100,
      2,
    )
    expect(meanLoss(curve).mean).toBe(51)
    expect(meanLoss(curve).error).toBeCloseTo(Math.hypot(0.5, 0.5) / 2, 12)
    expect(() => meanLoss([])).toThrow(RangeError)
  })
})

describe('stratified times', () => {
  test.each([
    [1000, 20],
    [7, 3],
    [5, 5],
    [1000, 1],
  ])('lie in 1…%i, in each of %i parts in turn, and reach every time', (T, bins) => {
    const draws = uniformArray({ seed: 1, purpose: 'times', step: 0, sample: 0 }, 40 * T)
    const times = Array.from(draws, (u, k) => stratifiedTime(k, u, T, bins))
    expect(new Set(times).size).toBe(T)
    expect(Math.min(...times)).toBe(1)
    expect(Math.max(...times)).toBe(T)
    const firsts = times.slice(0, bins).map((t, part) => t - 1 - Math.floor((part * T) / bins))
    expect(firsts.every((within) => within >= 0 && within < Math.ceil(T / bins))).toBe(true)
  })

  test('refuse what is no uniform number', () => {
    for (const u of [-0.1, NaN, 1.1]) expect(() => stratifiedTime(0, u, 10, 2)).toThrow(RangeError)
    expect(stratifiedTime(0, 1, 10, 2)).toBe(5) // its end is no time of the next part
  })
})
