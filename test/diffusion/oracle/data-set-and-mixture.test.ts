import { describe, expect, it } from 'vitest'
import {
  dataSetOracle,
  mixtureOracle,
  noised,
  normalArray,
  oracleDenoiser,
  uniformArray,
  type Component,
} from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'
import { at, components, levels, points, sampleOf } from './oracles'

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
