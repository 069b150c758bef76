import { describe, expect, test } from 'vitest'
import {
  correlationOf,
  indexOfMost,
  largestDifference,
  meanOf,
  meanPicture,
  normalArray,
  rmsDifference,
  varianceOf,
} from '../../src/diffusion'

const normals = (seed: number) => normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 4096)

describe('statistics of arrays', () => {
  test('1, 2, 3, 6 have mean 3 and variance 3.5, divided by n', () => {
    expect(meanOf([1, 2, 3, 6])).toBe(3)
    expect(varianceOf([1, 2, 3, 6])).toBe(3.5)
  })

  test('of no values there is no mean', () => {
    expect(meanOf([])).toBeNaN()
  })

  test('standard noise has mean 0 and variance 1, within four standard errors', () => {
    const noise = normals(1)
    expect(Math.abs(meanOf(noise))).toBeLessThan(4 / Math.sqrt(4096))
    expect(Math.abs(varianceOf(noise) - 1)).toBeLessThan(4 * Math.sqrt(2 / 4096))
  })

  test('a difference of 3 and 4 has the root mean square √12.5, and 4 is its largest', () => {
    expect(rmsDifference([0, 1], [3, -3])).toBeCloseTo(Math.sqrt(12.5), 12)
    expect(largestDifference([0, 1], [3, -3])).toBe(4)
  })

  test('a correlation is 1 for a line that rises, −1 for one that falls, 0 for what is constant or independent', () => {
    const [a, b] = [normals(1), normals(2)]
    expect(
      correlationOf(
        a,
        a.map((value) => 5 + 2 * value),
      ),
    ).toBeCloseTo(1, 6)
    expect(
      correlationOf(
        a,
        a.map((value) => -value),
      ),
    ).toBeCloseTo(-1, 6)
    expect(
      correlationOf(
        a,
        a.map(() => 7),
      ),
    ).toBe(0)
    expect(Math.abs(correlationOf(a, b))).toBeLessThan(4 / Math.sqrt(4096))
  })

  test('a mean picture is the mean of each pixel; the largest value is found', () => {
    expect([...meanPicture([Float32Array.of(0, 1), Float32Array.of(1, 4)])]).toEqual([0.5, 2.5])
    expect(indexOfMost([1, 5, 2])).toBe(1)
  })
})
