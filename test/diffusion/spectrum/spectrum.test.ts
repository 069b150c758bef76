import { performance } from 'node:perf_hooks'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cosineSchedule,
  drowningFrequency,
  drowningIndices,
  drowningLogSnr,
  level,
  logSnr,
  noised,
  noiseFloor,
  noisySpectrum,
  normalArray,
  pictureSpectrum,
  powerSpectrum,
  radialSpectrum,
  snr,
} from '../../../src/diffusion'
import golden from '../../golden/spectrum.json'
import { expectClose, largestError } from '../closeness'

const n = 28
const ladder = Array.from({ length: 1001 }, (_, t) => level(cosineSchedule(), t))
const noiseOf = (sample: number) => normalArray({ seed: 4, purpose: 'forward', step: 0, sample }, n * n)
const energy = (x: ArrayLike<number>) => Array.from(x).reduce((sum, value) => sum + value * value, 0)

/** cos 2π(fx·column + fy·row)/n, a single wave. */
const wave = (fx: number, fy: number, amplitude = 1) =>
  Float64Array.from(
    { length: n * n },
    (_, k) => amplitude * Math.cos((2 * Math.PI * (fx * (k % n) + fy * Math.floor(k / n))) / n),
  )

/** A picture with the spectrum of a smooth one: strong coarse waves, weak fine ones. */
const smooth = [1, 2, 4, 8, 13]
  .map((f) => wave(f, 0, 1 / f))
  .reduce((sum, x) => sum.map((value, k) => value + (x[k] ?? NaN)))

describe('the power spectrum', () => {
  it.each(golden.pictures)(
    `is that of numpy ${golden.note.versions.numpy}, $side × $side`,
    ({ side, x, power, radial, count }) => {
      const picture = Float64Array.from(x)
      expect(largestError(powerSpectrum(picture, side), power)).toBeLessThan(1e-13)
      const ours = radialSpectrum(picture, side)
      expect(largestError(ours.power, radial)).toBeLessThan(1e-13)
      expect([...ours.count]).toEqual(count)
    },
  )

  it('keeps the energy (Parseval), as a whole and by bands', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 17 }), fc.nat(1000), (side, seed) => {
        const x = normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, side * side)
        expectClose(
          powerSpectrum(x, side).reduce((a, b) => a + b, 0),
          energy(x),
          1e-12,
        )
        const { power, count } = radialSpectrum(x, side)
        expectClose(
          power.reduce((sum, p, r) => sum + p * (count[r] ?? NaN), 0),
          energy(x),
          1e-12,
        )
        expect(count.reduce((a, b) => a + b, 0)).toBe(side * side)
      }),
    )
  })

  it('of a single wave lies in its band alone', () => {
    for (const [fx, fy, r] of [
      [0, 0, 0],
      [3, 0, 3],
      [0, 7, 7],
      [3, 4, 5],
      [14, 14, 20],
    ] as const) {
      const { power, count } = radialSpectrum(wave(fx, fy), n)
      power.forEach((p, band) => {
        expectClose(p * (count[band] ?? NaN), band === r ? energy(wave(fx, fy)) : 0, 1e-9)
      })
    }
  })

  it('of white noise is flat, σ² in every band', () => {
    const samples = 24
    const total = new Float64Array(21)
    let counts = new Uint32Array(21)
    for (let i = 0; i < samples; i++) {
      const { power, count } = radialSpectrum(
        noiseOf(i).map((z) => 0.5 * z),
        n,
      )
      power.forEach((p, r) => {
        total[r] = (total[r] ?? NaN) + p / samples
      })
      counts = Uint32Array.from(count)
    }
    // P/σ² is exponential: of variance 1; a band's frequencies come in pairs that are the same
    total.forEach((p, r) => {
      expect(Math.abs(p / 0.25 - 1)).toBeLessThan(4 * Math.sqrt(2 / (samples * (counts[r] ?? NaN))))
    })
  })

  it('takes no more than 5 ms at 28 × 28', () => {
    const x = noiseOf(0)
    for (let i = 0; i < 5; i++) radialSpectrum(x, n)
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now()
      radialSpectrum(x, n)
      return performance.now() - start
    })
    expect(Math.min(...times)).toBeLessThan(5)
  })

  it('refuses in a sentence what is not square', () => {
    expect(() => powerSpectrum(new Float32Array(783), 28)).toThrow(
      new RangeError('A square picture of side 28 must have 784 numbers, not 783.'),
    )
    expect(() => radialSpectrum(new Float32Array(0), 0)).toThrow('The side must be an integer in [1, 512], not 0.')
  })
})

describe('a noisy picture', () => {
  const { power, count } = radialSpectrum(smooth, n)

  it('has the spectrum that is expected of it, in the mean', () => {
    const at = level(cosineSchedule(), 400)
    const samples = 60
    const mean = new Float64Array(power.length)
    for (let i = 0; i < samples; i++) {
      radialSpectrum(noised(Float32Array.from(smooth), noiseOf(i), at), n).power.forEach((p, r) => {
        mean[r] = (mean[r] ?? NaN) + p / samples
      })
    }
    const expected = noisySpectrum(power, at)
    mean.forEach((p, r) => {
      const mixed = noiseFloor(at) * Math.sqrt(2) + 2 * at.noise * at.signal * Math.sqrt(power[r] ?? NaN) // deviation of one frequency, at most
      expect(Math.abs(p - (expected[r] ?? NaN))).toBeLessThan(
        (4 * mixed) / Math.sqrt(samples * Math.max(1, (count[r] ?? NaN) / 2)) + 1e-6,
      )
    })
  })

  it('is the picture where there is no noise, and the floor where there is nothing else', () => {
    expect([...noisySpectrum(power, { t: 0, signal: 1, noise: 0 })]).toEqual([...power])
    expect([...noisySpectrum(power, { t: 1, signal: 0, noise: 2 })]).toEqual([...power].map(() => 4))
  })

  it('drowns where signal and floor meet, weaker bands first', () => {
    const indices = drowningIndices(power, ladder)
    const lambdas = drowningLogSnr(power)
    power.forEach((p, r) => {
      const [i, at] = [indices[r] ?? NaN, ladder[indices[r] ?? NaN]]
      if (at) expect(snr(at) * p).toBeLessThanOrEqual(1)
      const before = ladder[i - 1]
      if (before && before.noise > 0) expect(snr(before) * p).toBeGreaterThan(1)
      if (at && before && before.noise > 0) {
        expect(logSnr(at)).toBeLessThanOrEqual((lambdas[r] ?? NaN) + 1e-12)
        expect(logSnr(before)).toBeGreaterThan((lambdas[r] ?? NaN) - 1e-12)
      }
    })
    const drowned = [1, 2, 4, 8, 13].map((r) => indices[r] ?? NaN)
    drowned.forEach((i, k) => {
      if (k > 0) expect(i).toBeLessThan(drowned[k - 1] ?? NaN)
    })
  })

  it('drowns later the more power there is, and never without noise', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (p, q) => {
          const [a = NaN, b = NaN] = drowningIndices(Float64Array.of(Math.min(p, q), Math.max(p, q)), ladder)
          expect(a).toBeLessThanOrEqual(b)
        },
      ),
    )
    expect([...drowningIndices(Float64Array.of(0, 1e300), ladder)]).toEqual([0, 1001])
    expect([...drowningLogSnr(Float64Array.of(0, 1))]).toEqual([Infinity, -0])
  })

  it('refuses levels that do not rise', () => {
    expect(() => drowningIndices(power, [...ladder].reverse())).toThrow(
      'Levels must rise from data to noise, and level 1 does not.',
    )
  })
})

describe('the frequency at which a picture drowns', () => {
  const n = 8
  const power = Float64Array.of(100, 40, 0.1, 9, 1, 50, 50) // the last two bands hold corners only
  const at = (noise: number) => ({ t: 0, signal: Math.sqrt(1 - noise * noise), noise })

  it('is above the finest full band that is seen; bands of corners do not count', () => {
    expect(drowningFrequency(power, n, at(0.01))).toBe(5)
    expect(drowningFrequency(power, n, at(0.8))).toBe(4) // 9·0.36 > 0.64 ≥ 1·0.36
    expect(drowningFrequency(power, n, at(0.96))).toBe(2)
    expect(drowningFrequency(power, n, at(1))).toBe(0)
  })

  it('is nowhere on data', () => {
    expect(drowningFrequency(power, n, { t: 0, signal: 1, noise: 0 })).toBe(5)
  })
})

describe('the spectrum of a picture of several channels', () => {
  const n = 6
  const channel = (seed: number) => normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, n * n)
  const [a, b] = [channel(1), channel(2)]

  it('is the mean of theirs', () => {
    const both = pictureSpectrum(Float32Array.from([...a, ...b]), 2, n)
    const [one, other] = [radialSpectrum(a, n), radialSpectrum(b, n)]
    both.power.forEach((p, r) => {
      expect(p).toBeCloseTo(((one.power[r] ?? NaN) + (other.power[r] ?? NaN)) / 2, 12)
    })
    expect(both.count).toEqual(one.count)
  })

  it('is refused where the numbers are no whole picture', () => {
    expect(() => pictureSpectrum(a, 2, n)).toThrow('must have 72 numbers')
  })
})
