import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataSetOracle, mixtureOracle, noised, oracleDenoiser, type Oracle } from '../../../src/diffusion'
import golden from '../../golden/oracle.json'
import { expectClose, largestError } from '../closeness'
import { at, components, levels, points, sampleOf } from './oracles'

const oracles: readonly (readonly [string, Oracle])[] = [
  ['data set', dataSetOracle(points, 2)],
  ['mixture', mixtureOracle(components)],
]

/** |a − e| relative to the size of the whole expected vector. */
const relative = (actual: ArrayLike<number>, expected: ArrayLike<number>) => {
  const scale = Math.max(...Array.from(expected, Math.abs), 1e-300)
  return largestError(
    Array.from(actual, (a) => a / scale),
    Array.from(expected, (e) => e / scale),
  )
}

interface Case {
  x: number[]
  signal: number
  noise: number
  logDensity: number
  weights: number[]
  mean: number[]
  score: number[]
  variance: number
}

/**
 * At σ = 1e-6 float64's own rounding of x is 1e-16/1e-6 of a standard deviation; the answers are as good as that allows.
 */
function expectGolden(oracle: Oracle, { x, signal, noise, ...expected }: Case): void {
  const [point, level] = [Float64Array.from(x), at(signal, noise)]
  expect(largestError(oracle.posteriorWeights(point, level), expected.weights)).toBeLessThan(1e-9)
  expect(largestError(oracle.posteriorMean(point, level), expected.mean)).toBeLessThan(1e-12)
  expect(relative(oracle.score(point, level), expected.score)).toBeLessThan(1e-9)
  expectClose(oracle.logDensity(point, level), expected.logDensity, 1e-9)
  expectClose(oracle.posteriorVariance(point, level), expected.variance, 1e-12)
}

describe(`60 digits of mpmath ${golden.note.versions.mpmath}, confirmed by scipy ${golden.note.versions.scipy}`, () => {
  it.each(golden.mixtures)('say the same of a mixture of $components.length', (group) => {
    for (const each of group.cases) expectGolden(mixtureOracle(group.components), each)
  })

  it.each(golden.sets)('say the same of a data set in $dimension dimensions', (group) => {
    for (const each of group.cases) expectGolden(dataSetOracle(Float64Array.from(group.points), group.dimension), each)
  })
})

describe.each(oracles)('the oracle of a %s', (_name, oracle) => {
  it('has the score that is the gradient of its own log density', () => {
    for (const level of levels) {
      const x = sampleOf(level, 1)
      const h = 1e-4 * level.noise
      const gradient = x.map((_, j) => {
        const moved = (by: number) =>
          oracle.logDensity(
            x.map((value, k) => value + (k === j ? by : 0)),
            level,
          )
        return (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h) // order 4
      })
      expect(relative(gradient, oracle.score(x, level))).toBeLessThan(1e-7)
    }
  })

  it("obeys Tweedie's formula, α·E[x₀ | x_t] = x_t + σ²·s", () => {
    for (const level of levels) {
      const x = sampleOf(level, 2)
      const right = oracle.score(x, level).map((s, j) => (x[j] ?? NaN) + level.noise ** 2 * s)
      expect(
        relative(
          oracle.posteriorMean(x, level).map((m) => m * level.signal),
          right,
        ),
      ).toBeLessThan(1e-9)
    }
  })

  it("has the variance that is the mean's slope, α·d·Var = σ²·div E[x₀ | x_t]", () => {
    for (const level of levels.filter(({ signal }) => signal > 0)) {
      const x = sampleOf(level, 3)
      const h = 1e-4 * level.noise
      const slopes = Array.from(x, (_, j) => {
        const moved = (by: number) =>
          oracle.posteriorMean(
            x.map((value, k) => value + (k === j ? by : 0)),
            level,
          )[j] ?? NaN
        return (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h)
      })
      const divergence = slopes.reduce((a, b) => a + b, 0)
      expectClose(oracle.posteriorVariance(x, level), (level.noise ** 2 * divergence) / (level.signal * 2), 1e-7)
    }
  })

  it('weighs by shares that sum to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(99),
        (power, signal, k) => {
          const level = at(signal, 10 ** power)
          const weights = oracle.posteriorWeights(sampleOf(level, k), level)
          expect(weights.every((w) => w >= 0 && w <= 1)).toBe(true)
          expectClose(
            weights.reduce((a, b) => a + b, 0),
            1,
          )
        },
      ),
    )
  })

  it('is finite wherever it is asked, from σ = 1e-6 to 1e4, near and far', () => {
    const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 4, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        coordinate,
        coordinate,
        (power, signal, a, b) => {
          const [x, level] = [Float64Array.of(a, b), at(signal, 10 ** power)]
          const answers = [
            oracle.logDensity(x, level),
            oracle.posteriorVariance(x, level),
            ...oracle.score(x, level),
            ...oracle.posteriorMean(x, level),
          ]
          expect(answers.every(Number.isFinite)).toBe(true)
        },
      ),
    )
  })

  it('is no NaN at the ends of what numbers can be', () => {
    for (const level of [at(1, 1e-120), at(1, 1e120), at(1e-120, 1e-120)]) {
      const x = Float64Array.of(1e100, -1e100)
      const answers = [
        oracle.posteriorVariance(x, level),
        ...oracle.posteriorMean(x, level),
        ...oracle.posteriorWeights(x, level),
      ]
      expect(answers.some(Number.isNaN)).toBe(false)
    }
  })

  it('answers the mean of the data where there is no signal, or the noise drowns it', () => {
    const mean = oracle.posteriorMean(Float64Array.of(0.3, -1), at(0, 1))
    expect(largestError(oracle.posteriorMean(Float64Array.of(2e8, -1e8), at(1, 1e8)), mean)).toBeLessThan(1e-7)
    expect(mean.every((m) => Math.abs(m) < 1)).toBe(true)
  })

  it('is a denoiser of many points at once: x = α·x̂₀ + σ·ε̂', () => {
    const level = at(0.9, 0.3)
    const x = Float32Array.of(...sampleOf(level, 1), ...sampleOf(level, 2), ...sampleOf(level, 3))
    const { x0Hat, epsHat } = oracleDenoiser(oracle)(x, level)
    expect(largestError(noised(x0Hat, epsHat, level), x)).toBeLessThan(2e-7)
    expect(largestError(x0Hat.subarray(2, 4), oracle.posteriorMean(x.subarray(2, 4), level))).toBeLessThan(1e-7)
    expect(oracleDenoiser(dataSetOracle(points, 2))(Float32Array.of(0.4, 0.4), at(1, 0)).epsHat).toEqual(
      new Float32Array(2),
    )
  })

  it('refuses in a sentence what is no point or no level', () => {
    const x = Float64Array.of(0, 0)
    expect(() => oracle.score(new Float64Array(3), at(1, 1))).toThrow(
      new RangeError('A point must have 2 numbers, not 3.'),
    )
    expect(() => oracle.posteriorMean(Float64Array.of(0, NaN), at(1, 1))).toThrow(
      'A point must lie within ±1e+100, and one of its numbers is NaN.',
    )
    expect(() => oracle.logDensity(x, at(1, -1))).toThrow('noise must be a number in [0,')
    expect(() => oracle.logDensity(x, at(NaN, 1))).toThrow('signal must be a number in [0,')
    expect(() => oracle.posteriorMean(x, at(0, 0))).toThrow('must not both be 0')
    expect(() => oracleDenoiser(oracle)(new Float32Array(3), at(1, 1))).toThrow(
      'Points of 2 numbers each do not make an array of 3.',
    )
  })
})
