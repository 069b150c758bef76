import { describe, expect, test } from 'vitest'
import { smoothed, upTo, withLosses } from '../../src/plane/learn/losses'
import { noLosses } from '../../src/plane/store'

describe('losses', () => {
  test('are kept as they come while they are few', () => {
    const record = withLosses(withLosses(noLosses, [3, 2]), [1])
    expect(record).toEqual({ every: 1, means: [3, 2, 1], rest: [] })
  })

  test('are joined where they become many: no step is lost, and their mean stays', () => {
    let record = noLosses
    for (let i = 0; i < 2000; i++)
      record = withLosses(
        record,
        Array.from({ length: 7 }, (_, k) => (7 * i + k) / 14000),
      )
    expect(record.means.length).toBeLessThanOrEqual(4096)
    expect(record.every).toBeGreaterThan(1)
    expect(record.means.length * record.every + record.rest.length).toBe(14000)
    const sum =
      record.means.reduce((total, mean) => total + record.every * mean, 0) +
      record.rest.reduce((total, loss) => total + loss, 0)
    expect(Math.abs(sum / 14000 - 0.49996429)).toBeLessThan(1e-6)
    expect([...record.means].sort((a, b) => a - b)).toEqual(record.means)
  })

  test('of steps that were undone are forgotten', () => {
    expect(upTo({ every: 2, means: [5, 4, 3], rest: [9] }, 4)).toEqual({ every: 2, means: [5, 4], rest: [] })
  })

  test('a constant is its own moving average from the beginning', () => {
    for (const value of smoothed(Array.from({ length: 300 }, () => 0.7)))
      expect(Math.abs(value - 0.7)).toBeLessThan(1e-12)
  })
})
