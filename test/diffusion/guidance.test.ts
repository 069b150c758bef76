import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  arrayStatistics,
  classifierFree,
  classifierGuided,
  clipped,
  dynamicallyThresholded,
  flowProcess,
  guidedWithin,
  levelAt,
  mixtureOracle,
  noised,
  oracleDenoiser,
  veProcess,
  vpProcess,
  type Component,
  type Denoiser,
  type DenoiserPair,
  type Level,
  type Oracle,
} from '../../src/diffusion'
import { largestError } from './closeness'
import { exactDenoiser } from './gaussian'

const at = levelAt(flowProcess(), 0.4)
const x = Float32Array.of(0.3, -1.2, 2)
const of = (m: number): Denoiser<Float32Array> =>
  exactDenoiser(arrayAlgebra, { m, s: 0.5 }, new Float32Array(3).fill(1))
const levels = [levelAt(flowProcess(), 0.4), levelAt(vpProcess(), 0.3), levelAt(veProcess(), 0.6)]

/** Two classes in the plane, the first of two Gaussians; all data, of which 70 % are of the first. */
const first: readonly Component[] = [
  { weight: 0.4, mean: [-0.5, 0.2], covariance: 0.04 },
  { weight: 0.3, mean: [0.6, 0.4], covariance: [0.09, 0.02, 0.02, 0.03] },
]
const second: Component = { weight: 0.3, mean: [0.1, -0.8], covariance: [0.02, 0.1] }
const [classOracle, all] = [mixtureOracle(first), mixtureOracle([...first, second])]
const point = Float32Array.of(0.35, -0.6)
const scoreOf = (oracle: Oracle, level: Level) => oracle.score(point, level)
/** ∇ log p(first | x) = ∇ log p(x | first) − ∇ log p(x). */
const classifier = (_: Float32Array, level: Level) =>
  Float32Array.from(scoreOf(classOracle, level), (s, i) => s - (scoreOf(all, level)[i] ?? NaN))
const impliedScore = (denoise: Denoiser<Float32Array>, level: Level) =>
  denoise(point, level).epsHat.map((eps) => -eps / level.noise)

describe('classifier-free guidance', () => {
  const guided = (scale: number) =>
    classifierFree(arrayAlgebra, oracleDenoiser(classOracle), oracleDenoiser(all), { scale })

  it.each([0, 1])('is the exact answer of all data, or of the class, at w = %d', (scale) => {
    for (const level of levels)
      expect(guided(scale)(point, level)).toEqual(oracleDenoiser(scale === 1 ? classOracle : all)(point, level))
  })

  it.each([-1, 0.5, 2, 7.5])('is the score of p(x)·p(y | x)ʷ at w = %d, at each level', (scale) => {
    for (const level of levels) {
      const logDensity = (q: Float64Array) =>
        (1 - scale) * all.logDensity(q, level) + scale * classOracle.logDensity(q, level)
      const h = 1e-5 * level.noise
      const gradient = [0, 1].map((axis) => {
        const moved = (by: number) => logDensity(Float64Array.from(point, (value, i) => value + (i === axis ? by : 0)))
        return (moved(h) - moved(-h)) / (2 * h)
      })
      expect(largestError(impliedScore(guided(scale), level), gradient)).toBeLessThan(2e-5 * (1 + Math.abs(scale)))
    }
  })

  it('keeps x = α·x̂₀ + σ·ε̂, also rescaled', () => {
    const rescaling = { phi: 0.7, statistics: arrayStatistics(3) }
    for (const how of [
      {},
      { rescaleX0: rescaling },
      { rescaleOutput: { ...rescaling, prediction: 'v_prediction' as const } },
    ]) {
      const { x0Hat, epsHat } = classifierFree(arrayAlgebra, of(1), of(-1), { scale: 4, ...how })(x, at)
      expect(largestError(noised(x0Hat, epsHat, at), x)).toBeLessThan(1e-6)
    }
  })

  it('is linear in its scale, finite at its ends, and absent outside of its interval', () => {
    const answer = classifierFree(arrayAlgebra, of(1), of(-1), { scale: 3 })(x, at)
    const [c, u] = [of(1)(x, at), of(-1)(x, at)]
    expect(largestError(answer.epsHat, arrayAlgebra.combine([3, c.epsHat], [-2, u.epsHat]))).toBeLessThan(1e-6)
    for (const scale of [1e6, -1e6])
      expect(classifierFree(arrayAlgebra, of(1), of(-1), { scale })(x, at).x0Hat.every(Number.isFinite)).toBe(true)
    const three = classifierFree(arrayAlgebra, of(1), of(-1), { scale: 3 })
    expect(guidedWithin([5, 9], three, of(1))(x, at)).toEqual(c)
    expect(guidedWithin([0.5, 9], three, of(1))(x, at)).toEqual(answer)
  })

  it('asks a pair of denoisers about a state once, and only where it compares their answers', () => {
    let calls = 0
    const pair: DenoiserPair<Float32Array> = (state, level) => {
      calls += 1
      return [of(1)(state, level), of(-1)(state, level)]
    }
    for (const [scale, times] of [
      [3, 1],
      [-1, 1],
      [1, 0],
      [0, 0],
    ] as const) {
      calls = 0
      const alone = classifierFree(arrayAlgebra, of(1), of(-1), { scale })(x, at)
      expect(classifierFree(arrayAlgebra, of(1), of(-1), { scale }, pair)(x, at)).toEqual(alone)
      expect(calls).toBe(times)
    }
  })

  it.each([
    [{ scale: NaN }, 'scale must be a number in [-1000000, 1000000], not NaN.'],
    [{ scale: 2e6 }, 'scale must be a number in [-1000000, 1000000], not 2000000.'],
    [{ scale: 2, rescaleX0: { phi: 1.5, statistics: arrayStatistics(3) } }, 'phi must be a number in [0, 1], not 1.5.'],
  ])('refuses %o in a sentence', (guidance, sentence) => {
    expect(() => classifierFree(arrayAlgebra, of(1), of(-1), guidance)).toThrow(new RangeError(sentence))
  })

  it('refuses an interval that is none', () => {
    expect(() => guidedWithin([3, 1], of(1), of(-1))).toThrow(
      new RangeError('interval[0] must be a number in [0, 1], not 3.'),
    )
  })
})

describe('the rescaling of guidance', () => {
  const statistics = arrayStatistics(3)
  const batch = Float32Array.of(0.3, -1.2, 2, 1, 0.4, -0.1)
  const two = (m: number): Denoiser<Float32Array> =>
    exactDenoiser(arrayAlgebra, { m, s: 0.5 }, Float32Array.of(1, 1, 1, 1, 1, 1))
  const narrow: Denoiser<Float32Array> = exactDenoiser(
    arrayAlgebra,
    { m: 0, s: 0.1 },
    Float32Array.of(1, 1, 1, 1, 1, 1),
  )
  const answerOf = (scale: number, phi: number) =>
    classifierFree(arrayAlgebra, two(0.5), narrow, { scale, rescaleX0: { phi, statistics } })(batch, at)
  const deviations = (values: Float32Array) =>
    [values.subarray(0, 3), values.subarray(3)].map((sample) => {
      const mean = sample.reduce((a, b) => a + b) / 3
      return Math.sqrt(sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3)
    })

  it('restores the deviation of each sample of the conditional x̂₀ at φ = 1, and mixes below', () => {
    const [full, half, none] = [answerOf(5, 1).x0Hat, answerOf(5, 0.5).x0Hat, answerOf(5, 0).x0Hat]
    expect(largestError(deviations(full), deviations(two(0.5)(batch, at).x0Hat))).toBeLessThan(1e-6)
    expect(largestError(half, arrayAlgebra.combine([0.5, full], [0.5, none]))).toBeLessThan(1e-6)
    expect(largestError(none, classifierFree(arrayAlgebra, two(0.5), narrow, { scale: 5 })(batch, at).x0Hat)).toBe(0)
  })

  it('makes no jump where w passes 0 or 1', () => {
    for (const scale of [0, 1])
      expect(largestError(answerOf(scale, 1).x0Hat, answerOf(scale + 1e-6, 1).x0Hat)).toBeLessThan(1e-5)
  })

  it('leaves a picture without deviation as it is, and refuses batches that do not match', () => {
    expect([...statistics.matchDeviation(Float32Array.of(2, 2, 2), x)]).toEqual([2, 2, 2])
    expect(() => statistics.matchDeviation(x, batch)).toThrow(
      new RangeError('Batches must be of one length, not 3 and 6.'),
    )
    expect(() => statistics.threshold(Float32Array.of(1, 2), 0.9)).toThrow(
      new RangeError('A batch must be whole samples of 3 values, not 2 values.'),
    )
    expect(() => arrayStatistics(0)).toThrow(new RangeError('size must be an integer in [1, 16777216], not 0.'))
  })
})

describe('classifier guidance', () => {
  it('by the exact classifier is the exact conditional denoiser', () => {
    for (const level of levels) {
      const [guided, exact] = [
        classifierGuided(arrayAlgebra, oracleDenoiser(all), classifier, 1)(point, level),
        oracleDenoiser(classOracle)(point, level),
      ]
      expect(largestError(guided.x0Hat, exact.x0Hat)).toBeLessThan(1e-5)
      expect(largestError(guided.epsHat, exact.epsHat)).toBeLessThan(1e-5)
    }
  })

  it('of Gaussian data by a measurement of x₀ is the Gaussian conditional, on any level', () => {
    const [m, s, y, τ] = [0.3, 0.5, 0.9, 0.2] // y = x₀ + τ·noise
    const gain = s ** 2 / (s ** 2 + τ ** 2)
    const conditional = { m: m + gain * (y - m), s: s * Math.sqrt(1 - gain) }
    const one = Float32Array.of(1)
    fc.assert(
      fc.property(fc.constantFrom(...levels), fc.double({ min: -3, max: 3, noNaN: true }), (level, value) => {
        const [prior, state] = [exactDenoiser(arrayAlgebra, { m, s }, one), Float32Array.of(value)]
        const variance = τ ** 2 + (s * level.noise) ** 2 / ((level.signal * s) ** 2 + level.noise ** 2) // of y given x_t
        const slope = (level.signal * s ** 2) / ((level.signal * s) ** 2 + level.noise ** 2)
        const gradient = (q: Float32Array) => prior(q, level).x0Hat.map((x0) => (slope * (y - x0)) / variance)
        const [guided, exact] = [
          classifierGuided(arrayAlgebra, prior, gradient, 1)(state, level),
          exactDenoiser(arrayAlgebra, conditional, one)(state, level),
        ]
        expect(largestError(guided.x0Hat, exact.x0Hat)).toBeLessThan(1e-5)
        expect(largestError(guided.epsHat, exact.epsHat)).toBeLessThan(1e-5)
      }),
    )
  })

  it('is classifier-free guidance with the implicit classifier, at any scale', () => {
    for (const level of levels) {
      for (const scale of [-2, 0, 0.5, 4]) {
        const one = classifierGuided(arrayAlgebra, oracleDenoiser(all), classifier, scale)(point, level)
        const other = classifierFree(arrayAlgebra, oracleDenoiser(classOracle), oracleDenoiser(all), { scale })(
          point,
          level,
        )
        expect(largestError(one.epsHat, other.epsHat)).toBeLessThan(3e-5)
      }
    }
  })

  it('changes nothing on pure noise, nor x̂₀ on the data, and is finite at the ends of its scale', () => {
    const gradient = () => Float32Array.of(1, 1, 1)
    for (const level of [
      { t: 1, signal: 0, noise: 1 },
      { t: 0, signal: 1, noise: 0 },
    ]) {
      const answer = { x0Hat: Float32Array.of(1, 2, 3), epsHat: x }
      expect(classifierGuided(arrayAlgebra, () => answer, gradient, 3)(x, level)).toEqual(answer)
    }
    for (const scale of [1e6, -1e6])
      expect(classifierGuided(arrayAlgebra, of(1), gradient, scale)(x, at).epsHat.every(Number.isFinite)).toBe(true)
    expect(() => classifierGuided(arrayAlgebra, of(1), gradient, Infinity)).toThrow(
      new RangeError('scale must be a number in [-1000000, 1000000], not Infinity.'),
    )
  })
})

describe('thresholds', () => {
  const wild: Denoiser<Float32Array> = () => ({ x0Hat: Float32Array.of(-4, 0.5, 2), epsHat: x })
  it('keep pictures in their range, and ε̂ with them', () => {
    expect([...clipped(arrayAlgebra, wild)(x, at).x0Hat]).toEqual([-1, 0.5, 1])
    expect([...dynamicallyThresholded(arrayAlgebra, arrayStatistics(3), wild, 1)(x, at).x0Hat]).toEqual([
      -1, 0.125, 0.5,
    ])
    const { x0Hat, epsHat } = clipped(arrayAlgebra, wild)(x, at)
    expect(largestError(noised(x0Hat, epsHat, at), x)).toBeLessThan(1e-6)
  })

  it('are of each sample alone, never below 1, and linear between order statistics', () => {
    const statistics = arrayStatistics(2)
    expect([...statistics.threshold(Float32Array.of(0.5, -0.25, 3, -1), 0.5, 1.5)].slice(2)).toEqual([
      1,
      expect.closeTo(-1 / 1.5, 6),
    ]) // s at most 1.5
    const out = statistics.threshold(Float32Array.of(0.5, -0.25, 3, -1), 0.5) // s = 1 and 2
    expect([...out]).toEqual([0.5, -0.25, 1, -0.5])
  })

  it('refuse a quantile that is none', () => {
    expect(() => dynamicallyThresholded(arrayAlgebra, arrayStatistics(3), wild, 1.1)).toThrow(
      new RangeError('p must be a number in [0, 1], not 1.1.'),
    )
  })
})
