import { describe, expect, it } from 'vitest'
import { blockKernelDistance, kernelDistance, normalArray, repeated } from '../../../src/diffusion'
import { expectClose } from '../closeness'

/** [n·d] normal numbers. */
const normals = (step: number, count: number, mean = 0, deviation = 1) =>
  Float64Array.from(normalArray({ seed: 21, purpose: 'points', step, sample: 0 }, count), (z) => mean + deviation * z)

/** MMD² of N(a, s²) and N(b, r²) on the line, whose kernel is (xy + 1)³: 3Δm₁² + 3Δm₂² + Δm₃² of the raw moments. */
function onTheLine(a: number, s: number, b: number, r: number): number {
  const moments = (m: number, v: number) => [m, m * m + v, m ** 3 + 3 * m * v]
  const [first, second] = [moments(a, s * s), moments(b, r * r)]
  const [d1 = NaN, d2 = NaN, d3 = NaN] = first.map((value, i) => value - (second[i] ?? NaN))
  return 3 * d1 ** 2 + 3 * d2 ** 2 + d3 ** 2
}

describe('MMD² by the polynomial kernel', () => {
  it('of points that can be counted is what it says', () => {
    // k(0, 1) = 1, k(2, 3) = 343; across: k(0, ·) = 1 twice, k(1, 2) = 27, k(1, 3) = 64.
    expectClose(kernelDistance(Float64Array.of(0, 1), Float64Array.of(2, 3), 1), 1 + 343 - (1 + 1 + 27 + 64) / 2)
  })

  it.each([
    [0, 1, 0, 1],
    [0, 1, 0.5, 1],
    [0, 1, 0, 1.5],
    [1, 0.5, -0.5, 1],
  ])('of N(%d, %d²) and N(%d, %d²) is the closed form, without bias', (a, s, b, r) => {
    const estimate = repeated(
      Array.from({ length: 60 }, (_, i) => kernelDistance(normals(2 * i, 100, a, s), normals(2 * i + 1, 100, b, r), 1)),
    )
    expect(Math.abs(estimate.mean - onTheLine(a, s, b, r))).toBeLessThan(4 * estimate.error)
  })

  it('of isotropic Gaussians in d dimensions is 3(s² − r²)²/d', () => {
    const [d, s, r] = [8, 1, 2]
    const estimate = repeated(
      Array.from({ length: 40 }, (_, i) =>
        kernelDistance(normals(2 * i, 100 * d, 0, s), normals(2 * i + 1, 100 * d, 0, r), d),
      ),
    )
    expect(Math.abs(estimate.mean - (3 * (s * s - r * r) ** 2) / d)).toBeLessThan(4 * estimate.error)
  })

  it('by blocks has the same mean, and an error that is as large as it says', () => {
    const all = Array.from({ length: 60 }, (_, i) =>
      blockKernelDistance(normals(2 * i, 210), normals(2 * i + 1, 210, 0.7), 1, 10),
    )
    const means = repeated(all.map(({ mean }) => mean))
    expect(Math.abs(means.mean - onTheLine(0, 1, 0.7, 1))).toBeLessThan(4 * means.error)
    const statedError = Math.sqrt(repeated(all.map(({ error }) => error ** 2)).mean)
    const spread = means.error * Math.sqrt(all.length)
    expect(statedError / spread).toBeGreaterThan(0.75)
    expect(statedError / spread).toBeLessThan(1.35)
  })

  it('refuses what has no pairs, and blocks that would have none', () => {
    expect(() => kernelDistance(Float64Array.of(1), Float64Array.of(1, 2), 1)).toThrow(RangeError)
    expect(() => kernelDistance(Float64Array.of(1, NaN), Float64Array.of(1, 2), 1)).toThrow(RangeError)
    expect(() => blockKernelDistance(normals(0, 19), normals(1, 40), 1, 10)).toThrow(RangeError)
    expect(() => blockKernelDistance(normals(0, 40), normals(1, 40), 1, 1)).toThrow(RangeError)
  })
})
