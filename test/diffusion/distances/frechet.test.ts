import { describe, expect, it } from 'vitest'
import {
  fittedGaussian,
  type FittedGaussian,
  frechetDistance,
  frechetFloor,
  normalArray,
  repeated,
} from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'

const key = { seed: 31, purpose: 'points', step: 0, sample: 0 } as const
const normals = (step: number, count: number) => Float64Array.from(normalArray({ ...key, step }, count))
const gaussian = (mean: readonly number[], covariance: readonly number[]): FittedGaussian => ({
  mean: Float64Array.from(mean),
  covariance: Float64Array.from(covariance),
})
const diagonal = (...values: readonly number[]) =>
  values.flatMap((value, i) => values.map((_, j) => (i === j ? value : 0)))

describe('the Fréchet distance of Gaussians', () => {
  it('of equal spreads is the squared distance of their means', () => {
    const spread = [2, 0.5, 0.5, 1]
    expectClose(frechetDistance(gaussian([1, 2], spread), gaussian([4, -2], spread)), 25)
  })

  it('of spreads along the same axes is Σ(√a − √b)²', () => {
    const [a, b] = [gaussian([0, 0, 0], diagonal(1, 4, 9)), gaussian([0, 0, 0], diagonal(4, 4, 0))]
    expectClose(frechetDistance(a, b), 1 + 0 + 9)
  })

  it('of spreads that do not commute is that of 2 × 2 matrices: tr √M = √(tr M + 2√det M)', () => {
    const [a, b] = [
      [2, 0.8, 0.8, 1],
      [1, -0.5, -0.5, 3],
    ] as const
    const traceOfProduct = a[0] * b[0] + a[1] * b[2] + a[2] * b[1] + a[3] * b[3]
    const determinant = (a[0] * a[3] - a[1] * a[2]) * (b[0] * b[3] - b[1] * b[2])
    const expected = 3 + 4 - 2 * Math.sqrt(traceOfProduct + 2 * Math.sqrt(determinant))
    expectClose(frechetDistance(gaussian([0, 0], a), gaussian([0, 0], b)), expected)
    expectClose(frechetDistance(gaussian([0, 0], b), gaussian([0, 0], a)), expected)
  })

  it('of fits of less than full rank is finite: a line and a point', () => {
    const line = fittedGaussian(Float64Array.of(-1, -1, 1, 1), 2) // Σ = [2 2; 2 2]
    expectClose(frechetDistance(line, gaussian([0, 0], diagonal(0, 0))), 4)
    expectClose(frechetDistance(line, line), 0)
  })

  it('of 128 features, of which fewer points are there, is that of their moments', () => {
    const fit = fittedGaussian(normals(0, 60 * 128), 128)
    const moved = { ...fit, mean: fit.mean.map((value) => value + 0.5) }
    expect(Math.abs(frechetDistance(fit, moved) - 128 * 0.25)).toBeLessThan(1e-5)
  })

  it('refuses Gaussians of different dimensions, and fits of a single point', () => {
    expect(() => frechetDistance(gaussian([0], [1]), gaussian([0, 0], diagonal(1, 1)))).toThrow(RangeError)
    expect(() => fittedGaussian(Float64Array.of(1, 2), 2)).toThrow(RangeError)
    expect(() => fittedGaussian(Float64Array.of(1, Infinity), 1)).toThrow(RangeError)
  })
})

describe('a fit', () => {
  it('has the mean and the unbiased covariance of its points', () => {
    const { mean, covariance } = fittedGaussian(Float64Array.of(0, 0, 2, 4, 4, 2), 2)
    expect(largestError(mean, [2, 2])).toBeLessThan(1e-12)
    expect(largestError(covariance, [4, 2, 2, 4])).toBeLessThan(1e-12)
  })
})

describe('the floor at n', () => {
  it('is, of Gaussian features, d·(1/n + 1/(m−n)) + d(d+1)/4·(1/n + 1/(m−n)) for large n: the bias of mean and covariance', () => {
    const [d, n, m] = [6, 300, 900]
    const floors = repeated(
      Array.from({ length: 40 }, (_, step) => frechetFloor(normals(step, m * d), d, n, key, 1).mean),
    )
    const expected = (d + (d * (d + 1)) / 4) * (1 / n + 1 / (m - n))
    expect(Math.abs(floors.mean - expected)).toBeLessThan(4 * floors.error)
    expect(floors.error).toBeLessThan(0.1 * expected)
  })

  it('falls as the sets grow, is the same for the same key, and needs two sets of different points', () => {
    const reference = normals(1, 400 * 4)
    const at = (n: number) => frechetFloor(reference, 4, n, key).mean
    expect(at(25)).toBeGreaterThan(2 * at(200))
    expect(at(100)).toBe(at(100))
    expect(() => at(201)).toThrow(RangeError)
  })
})
