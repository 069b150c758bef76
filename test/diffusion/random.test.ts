import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalArray, uniformArray, type RandomKey } from '../../src/diffusion'
import { philox4x32 } from '../../src/diffusion/random/philox'
import { normalQuantile, portableLog } from '../../src/diffusion/random/quantile'

const key: RandomKey = { seed: 7, purpose: 'step', step: 0, sample: 0 }
const uint32 = fc.nat({ max: 0xffffffff })
const keys = fc.record({
  seed: uint32,
  purpose: fc.constantFrom('start', 'forward', 'step'),
  step: uint32,
  sample: uint32,
})

const mean = (x: Float32Array) => x.reduce((sum, value) => sum + value, 0) / x.length

/** Largest distance between the empirical distribution and a cumulative one. */
function kolmogorov(x: Float32Array, cdf: (value: number) => number): number {
  const sorted = x.slice().sort()
  return sorted.reduce((worst, value, i) => {
    const p = cdf(value)
    return Math.max(worst, p - i / x.length, (i + 1) / x.length - p)
  }, 0)
}

/** Φ by its series Σ x^(2k+1)/(1·3·…·(2k+1)) (Marsaglia 2004), good for |x| < 7. */
function normalCdf(x: number): number {
  let term = x
  let sum = x
  for (let k = 1; Math.abs(term) > 1e-17; k++) sum += term *= (x * x) / (2 * k + 1)
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI)
}

describe('Philox4x32-10', () => {
  // Random123, tests/kat_vectors: counter, key, result.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('gives the published answer for counter %j and key %j', (counter, [k0 = 0, k1 = 0], answer) => {
    const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = counter
    const out = new Uint32Array(4)
    philox4x32(out, c0, c1, c2, c3, k0, k1)
    expect([...out]).toEqual(answer)
  })
})

describe('the normal quantile', () => {
  // AS 241's own check values (Wichura 1988), and the farthest that a 32-bit word reaches.
  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167813],
    [1e-20, -9.262340089798405],
    [2 ** -33, -6.337957754553789],
  ])('at %d is %d', (u, x) => {
    expect(normalQuantile(u)).toBeCloseTo(x, 13)
  })

  it('is odd around one half', () => {
    fc.assert(
      fc.property(uint32, (word) => {
        const u = (word + 0.5) / 2 ** 32
        expect(normalQuantile(1 - u)).toBe(-normalQuantile(u))
      }),
    )
  })

  it('inverts the distribution', () => {
    fc.assert(
      fc.property(uint32, (word) => {
        const u = (word + 0.5) / 2 ** 32
        expect(Math.abs(normalCdf(normalQuantile(u)) - u)).toBeLessThan(1e-14)
      }),
    )
  })

  it('stands on a logarithm that is right to the last bits', () => {
    fc.assert(
      fc.property(uint32, (word) => {
        const x = (word + 0.5) / 2 ** 32
        expect(Math.abs(portableLog(x) - Math.log(x))).toBeLessThanOrEqual(4e-16 * Math.max(1, -Math.log(x)))
      }),
    )
  })
})

describe('keyed randomness', () => {
  it('is the same bits for the same key, on any machine', () => {
    const bits = new Uint32Array(normalArray({ seed: 2026, purpose: 'start', step: 3, sample: 1 }, 6).buffer)
    expect([...bits].map((word) => word.toString(16))).toMatchInlineSnapshot(`
      [
        "be85c08d",
        "bf83f157",
        "3fb0c75e",
        "3fc9825f",
        "be92ff86",
        "3f6465e5",
      ]
    `)
    expect(normalArray(key, 100)).toEqual(normalArray(key, 100))
  })

  it('gives element i whatever the length and whatever was drawn before', () => {
    fc.assert(
      fc.property(keys, fc.nat(40), fc.nat(40), (k, n, more) => {
        const short = normalArray(k, n)
        uniformArray({ ...k, sample: 5 }, 3)
        expect(normalArray(k, n + more).slice(0, n)).toEqual(short)
      }),
    )
  })

  it.each([{ seed: 8 }, { purpose: 'start' as const }, { purpose: 'forward' as const }, { step: 1 }, { sample: 1 }])(
    'is uncorrelated when only %j differs',
    (change) => {
      const n = 40_000
      const a = normalArray(key, n)
      const b = normalArray({ ...key, ...change }, n)
      expect(Math.abs(mean(a.map((value, i) => value * (b[i] ?? NaN))))).toBeLessThan(4 / Math.sqrt(n))
    },
  )

  it('is standard normal: four moments, neighbours uncorrelated, Kolmogorov–Smirnov', () => {
    const n = 200_000
    const z = normalArray(key, n)
    const within = (value: number, expected: number, variance: number) => {
      expect(Math.abs(value - expected)).toBeLessThan(4 * Math.sqrt(variance / n))
    }
    within(mean(z), 0, 1)
    within(mean(z.map((x) => x ** 2)), 1, 2)
    within(mean(z.map((x) => x ** 3)), 0, 15)
    within(mean(z.map((x) => x ** 4)), 3, 96)
    within(mean(z.map((x, i) => x * (z[(i + 1) % n] ?? NaN))), 0, 1)
    expect(kolmogorov(z, normalCdf) * Math.sqrt(n)).toBeLessThan(1.95) // p = 0.001
  })

  it('is uniform on [0, 1)', () => {
    const u = uniformArray(key, 200_000)
    expect(u.every((value) => value >= 0 && value < 1)).toBe(true)
    expect(kolmogorov(u, (value) => value) * Math.sqrt(u.length)).toBeLessThan(1.95)
  })

  it('draws sixteen 28×28 states in a few milliseconds', () => {
    const times = Array.from({ length: 30 }, (_, step) => {
      const before = performance.now()
      normalArray({ ...key, step }, 16 * 784)
      return performance.now() - before
    })
    expect(Math.min(...times)).toBeLessThan(10) // 1.2 was measured; slow machines may be slower
  })

  it.each([
    ['seed', -1],
    ['seed', 2 ** 32],
    ['seed', 0.5],
    ['step', NaN],
    ['sample', Infinity],
  ])('refuses %s = %d in a sentence', (name, value) => {
    expect(() => normalArray({ ...key, [name]: value }, 4)).toThrow(
      new RangeError(`${name} must be an integer in [0, 4294967295], not ${value}.`),
    )
  })
})
