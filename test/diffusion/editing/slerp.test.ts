import { describe, expect, it } from 'vitest'
import { arrayAlgebra, slerp, slerpCoefficients } from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'
import { noise } from './editing-runs'

describe('slerp', () => {
  const norm = (x: Float32Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0))
  const [a, b] = [noise(1, 784), noise(2, 784)]

  it('ends at both latents, to the bit', () => {
    expect(slerp(a, b, 0)).toEqual(a)
    expect(slerp(a, b, 1)).toEqual(b)
  })

  it('keeps the length of latents of one length, and the angles in proportion', () => {
    const c = b.map((value) => (value * norm(a)) / norm(b))
    const angle = (x: Float32Array, y: Float32Array) =>
      Math.acos(x.reduce((sum, value, i) => sum + value * (y[i] ?? NaN), 0) / norm(x) / norm(y))
    for (const u of [0.1, 0.25, 0.5, 0.9]) {
      expectClose(norm(slerp(a, c, u)) / norm(a), 1, 1e-6)
      expectClose(angle(a, slerp(a, c, u)), u * angle(a, c), 1e-6)
    }
    expect(norm(slerp(a, b, 0.5))).toBeGreaterThan(0.95 * Math.min(norm(a), norm(b)))
    expect(norm(arrayAlgebra.combine([0.5, a], [0.5, b]))).toBeLessThan(0.8 * norm(a)) // what a straight line does
  })

  it('goes straight between latents that point in one direction', () => {
    expect(largestError(slerp(a, a, 0.4), a)).toBeLessThan(1e-7)
    expect(
      largestError(
        slerp(
          a,
          a.map((value) => 3 * value),
          0.5,
        ),
        a.map((value) => 2 * value),
      ),
    ).toBeLessThan(1e-6)
    expect(slerpCoefficients(1, 0.3)).toEqual([0.7, 0.3])
  })

  it('refuses in a sentence', () => {
    expect(() =>
      slerp(
        a,
        a.map((value) => -value),
        0.5,
      ),
    ).toThrow('Between opposite vectors there is no shortest arc.')
    expect(() => slerp(a, new Float32Array(784), 0.5)).toThrow('A latent must be finite and not 0 everywhere.')
    expect(() => slerp(a, b.subarray(1), 0.5)).toThrow('Latents must be of one length, not 784 and 783.')
    expect(() => slerp(a, b, 1.5)).toThrow('u must be a number in [0, 1], not 1.5.')
    expect(() =>
      slerp(
        a,
        b.map(() => NaN),
        0.5,
      ),
    ).toThrow('A latent must be finite')
  })
})
