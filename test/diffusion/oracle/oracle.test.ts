import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dataSetOracle,
  gaussianOracle,
  mixtureOracle,
  noised,
  normalArray,
  oracleDenoiser,
  posterior,
  uniformArray,
  type Component,
  type Level,
  type Oracle,
} from '../../../src/diffusion'
import golden from '../../golden/oracle.json'
import { expectClose, largestError } from '../closeness'
import { affineAlgebra, exactDenoiser, posteriorVariance } from '../gaussian'

const at = (signal: number, noise: number): Level => ({ t: 1, signal, noise })
const levels = [at(1, 1e-3), at(0.9, 0.3), at(0.2, 0.98), at(0, 1), at(1, 80)]
const components: readonly Component[] = [
  { weight: 1, mean: [1, -0.5], covariance: [0.09, 0.05, 0.05, 0.04] },
  { weight: 3, mean: [-1, 0.25], covariance: [0.01, 0.25] },
  { weight: 2, mean: [0.3, 0.3], covariance: 0.02 },
]
const points = Float64Array.of(0.5, 0.5, -0.5, 0.25, -0.5, 0.25, 0, -0.75)
const oracles: readonly (readonly [string, Oracle])[] = [
  ['data set', dataSetOracle(points, 2)],
  ['mixture', mixtureOracle(components)],
]

/** A noisy sample somewhere in the bulk. */
function sampleOf(level: Level, sample: number, d = 2): Float64Array {
  const [u, z] = [
    uniformArray({ seed: 3, purpose: 'start', step: 0, sample }, d),
    normalArray({ seed: 3, purpose: 'forward', step: 0, sample }, d),
  ]
  return Float64Array.from(u, (value, j) => level.signal * (2 * value - 1) + level.noise * (z[j] ?? NaN))
}

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
          const said = [
            oracle.logDensity(x, level),
            oracle.posteriorVariance(x, level),
            ...oracle.score(x, level),
            ...oracle.posteriorMean(x, level),
          ]
          expect(said.every(Number.isFinite)).toBe(true)
        },
      ),
    )
  })

  it('is no NaN at the ends of what numbers can be', () => {
    for (const level of [at(1, 1e-120), at(1, 1e120), at(1e-120, 1e-120)]) {
      const x = Float64Array.of(1e100, -1e100)
      const said = [
        oracle.posteriorVariance(x, level),
        ...oracle.posteriorMean(x, level),
        ...oracle.posteriorWeights(x, level),
      ]
      expect(said.some(Number.isNaN)).toBe(false)
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

describe('the oracle of a data set', () => {
  const oracle = dataSetOracle(points, 2)

  it('answers the nearest point where there is no noise, or next to none', () => {
    for (const noise of [1e-3, 1e-6, 1e-200, 0]) {
      expect([...oracle.posteriorMean(Float64Array.of(0.4, 0.3), at(1, noise))]).toEqual([0.5, 0.5])
      expect([...oracle.posteriorMean(Float64Array.of(0.25, 0.25), at(0.5, noise))]).toEqual([0.5, 0.5])
    }
  })

  it('counts coinciding points as often as they are there', () => {
    expect([...oracle.posteriorWeights(Float64Array.of(-0.5, 0.25), at(1, 1e-6))]).toEqual([0, 0.5, 0.5, 0])
    expect([...oracle.posteriorWeights(Float64Array.of(0, 0), at(0, 1))]).toEqual([0.25, 0.25, 0.25, 0.25])
  })

  it('is the limit of a mixture of ever narrower Gaussians', () => {
    const narrow = mixtureOracle(
      [0, 2, 4, 6].map((i) => ({ weight: 1, mean: points.subarray(i, i + 2), covariance: 1e-14 })),
    )
    for (const level of levels) {
      const x = sampleOf(level, 5)
      expect(largestError(narrow.posteriorMean(x, level), oracle.posteriorMean(x, level))).toBeLessThan(1e-6)
      expectClose(narrow.logDensity(x, level), oracle.logDensity(x, level), 1e-6)
    }
  })

  it('works for pictures: 784 pixels, and finds the one that was noised', () => {
    const [N, d] = [50, 784]
    const pictures = uniformArray({ seed: 1, purpose: 'start', step: 0, sample: 0 }, N * d).map((u) =>
      u > 0.8 ? 1 : -1,
    )
    const picture = pictures.subarray(17 * d, 18 * d)
    const level = at(0.5, Math.sqrt(0.75))
    const xt = noised(picture, normalArray({ seed: 1, purpose: 'forward', step: 0, sample: 0 }, d), level)
    const ofPictures = dataSetOracle(pictures, d)
    expect(ofPictures.posteriorWeights(xt, level)[17]).toBeGreaterThan(0.999)
    expect(largestError(oracleDenoiser(ofPictures)(xt, level).x0Hat, picture)).toBeLessThan(1e-3)
  })

  it('refuses in a sentence to know what there is not', () => {
    expect(() => dataSetOracle(new Float32Array(0), 2)).toThrow(
      new RangeError('A data set must have at least one point.'),
    )
    expect(() => dataSetOracle(new Float32Array(5), 2)).toThrow('Points of 2 numbers each do not make an array of 5.')
    expect(() => dataSetOracle(Float32Array.of(1, Infinity), 2)).toThrow(
      'A data set must lie within ±1e+100, and one of its numbers is Infinity.',
    )
    expect(() => dataSetOracle(points, 0)).toThrow('dimension must be an integer in [1,')
    expect(() => oracle.logDensity(Float64Array.of(0, 0), at(1, 0))).toThrow(
      'noise must be positive for a data set to have a density, not 0.',
    )
    expect(() => oracle.score(Float64Array.of(0, 0), at(1, 0))).toThrow(RangeError)
  })
})

describe('the oracle of a mixture', () => {
  it('does not care how weights are scaled, nor how a covariance is written', () => {
    const spelled = mixtureOracle([
      { weight: 1e-200, mean: [1, -0.5], covariance: [0.09, 0.05, 0.05, 0.04] },
      { weight: 3e-200, mean: [-1, 0.25], covariance: [0.01, 0, 0, 0.25] },
      { weight: 2e-200, mean: [0.3, 0.3], covariance: [0.02, 0.02] },
    ])
    const [x, level] = [Float64Array.of(0.1, 0.2), at(0.9, 0.3)]
    expectClose(spelled.logDensity(x, level), mixtureOracle(components).logDensity(x, level))
  })

  it('has a density that integrates to 1', () => {
    const oracle = mixtureOracle(components)
    const step = 0.04
    let sum = 0
    for (let a = -5; a <= 5; a += step)
      for (let b = -5; b <= 5; b += step) sum += Math.exp(oracle.logDensity(Float64Array.of(a, b), at(0.9, 0.3)))
    expectClose(sum * step * step, 1, 1e-9)
  })

  it('refuses in a sentence what is no mixture', () => {
    const one = (part: Partial<Component>) => () => mixtureOracle([{ weight: 1, mean: [0, 0], covariance: 1, ...part }])
    expect(() => mixtureOracle([])).toThrow(new RangeError('A mixture must have at least one component.'))
    expect(one({ weight: 0 })).toThrow('weight must be a number in')
    expect(one({ mean: [0, NaN] })).toThrow("A mean's number must be a number in")
    expect(one({ mean: [] })).toThrow('at least one number')
    expect(one({ covariance: -1 })).toThrow('A variance must be a number in [0, 1e+100], not -1.')
    expect(one({ covariance: [1, 2, 3] })).toThrow('A covariance must have 1, 2 or 4 numbers, not 3.')
    expect(one({ covariance: [1, 0.5, 0.4, 1] })).toThrow('A covariance must be symmetric.')
    expect(one({ covariance: [1, 2, 2, 1] })).toThrow(
      /^A covariance must be positive semidefinite, and has the eigenvalue -(1|0\.99)/,
    )
    expect(() => mixtureOracle([components[0], { weight: 1, mean: [0], covariance: 1 }] as Component[])).toThrow(
      'A mean must have 2 numbers, not 1.',
    )
    expect(() => mixtureOracle([{ weight: 1, mean: [0], covariance: 0 }]).score(Float64Array.of(0), at(1, 0))).toThrow(
      'noise must be positive where the data have no width',
    )
  })
})

describe('the oracle of Gaussian data', () => {
  const covariance = [0.5, 0.2, 0.1, 0.2, 0.4, -0.1, 0.1, -0.1, 0.3]
  const oracle = gaussianOracle([0.5, 0, -0.5], covariance)

  it("agrees with the one-dimensional formulas that the samplers' tests use", () => {
    const data = { m: 0.3, s: 0.5 }
    const line = gaussianOracle([data.m], data.s ** 2)
    for (const level of levels) {
      const [expected = NaN] = exactDenoiser(affineAlgebra, data, [1])([0.7], level).x0Hat
      expectClose(line.posteriorMean(Float64Array.of(0.7), level)[0] ?? NaN, expected)
      expectClose(line.posteriorVariance(Float64Array.of(0.7), level), posteriorVariance(data, level))
    }
  })

  it('flows there and back, and through any level between', () => {
    for (const [from, to, between] of [
      [at(1, 0.01), at(0, 1), at(0.5, 0.8)],
      [at(0.9, 0.3), at(1, 80), at(1, 2)],
    ] as const) {
      const x = sampleOf(from, 4, 3)
      const there = oracle.flow(x, from, to)
      expect(largestError(oracle.flow(there, to, from), x)).toBeLessThan(1e-12)
      expect(largestError(oracle.flow(oracle.flow(x, from, between), between, to), there)).toBeLessThan(1e-12)
    }
  })

  it('flows along dx = dα·E[x₀ | x] + dσ·E[ε | x]', () => {
    const path = (φ: number) => at(Math.cos(φ), Math.sin(φ))
    const [φ, h] = [0.7, 1e-4]
    const x = sampleOf(path(φ), 6, 3)
    const [ahead, behind, mean] = [
      oracle.flow(x, path(φ), path(φ + h)),
      oracle.flow(x, path(φ), path(φ - h)),
      oracle.posteriorMean(x, path(φ)),
    ]
    const velocity = mean.map(
      (m, j) => -Math.sin(φ) * m + (Math.cos(φ) * ((x[j] ?? NaN) - Math.cos(φ) * m)) / Math.sin(φ),
    )
    expect(
      largestError(
        ahead.map((value, j) => (value - (behind[j] ?? NaN)) / (2 * h)),
        velocity,
      ),
    ).toBeLessThan(1e-7)
  })

  it('flows probability: log densities differ by the log of the volume', () => {
    const [from, to] = [at(0.9, 0.3), at(0.2, 0.98)]
    const x = sampleOf(from, 7, 3)
    const volume = oracle.entropy(to) - oracle.entropy(from)
    expectClose(oracle.logDensity(oracle.flow(x, from, to), to) + volume, oracle.logDensity(x, from), 1e-11)
  })

  it("reverses by Bayes' rule: q(x_s | x_t) carries the marginal of x_t to that of x_s", () => {
    const [from, to] = [at(0.2, 0.98), at(0.9, 0.3)]
    const slope = (j: number) => {
      const unit = new Float64Array(3).fill(0).map((_, k) => (k === j ? 1 : 0))
      const [moved, still] = [oracle.reverse(unit, from, to).mean, oracle.reverse(new Float64Array(3), from, to).mean]
      return moved.map((value, k) => value - (still[k] ?? NaN))
    }
    const A = [0, 1, 2].map(slope) // columns
    const V = (level: Level, i: number, j: number) =>
      level.signal ** 2 * (covariance[i * 3 + j] ?? NaN) + (i === j ? level.noise ** 2 : 0)
    const { covariance: rest } = oracle.reverse(new Float64Array(3), from, to)
    for (const [i, j] of [
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 2],
    ] as const) {
      let carried = rest[i * 3 + j] ?? NaN
      for (const [k, a] of A.entries())
        for (const [l, b] of A.entries()) carried += (a[i] ?? NaN) * V(from, k, l) * (b[j] ?? NaN)
      expectClose(carried, V(to, i, j))
    }
    const mean = oracle.reverse(
      Float64Array.from([0.5, 0, -0.5], (m) => from.signal * m),
      from,
      to,
    ).mean
    expect(largestError(mean, [0.5 * to.signal, 0, -0.5 * to.signal])).toBeLessThan(1e-12)
    expect(() => oracle.reverse(mean, to, from)).toThrow('lower noise level')
  })

  it('has the posterior covariance whose trace is the variance, and β̃ where nothing is unknown', () => {
    const level = at(0.9, 0.3)
    const C = oracle.posteriorCovariance(level)
    expectClose(
      ((C[0] ?? NaN) + (C[4] ?? NaN) + (C[8] ?? NaN)) / 3,
      oracle.posteriorVariance(new Float64Array(3), level),
    )
    const [from, to] = [at(0.2, 0.98), at(0.9, 0.3)]
    expectClose(
      gaussianOracle([0], 0).reverse(Float64Array.of(0), from, to).covariance[0] ?? NaN,
      posterior(from, to).betaTilde,
    )
  })
})
