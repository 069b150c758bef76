import { describe, expect, it } from 'vitest'
import { gaussianOracle, posterior, type Level } from '../../../src/diffusion'
import { expectClose, largestError } from '../closeness'
import { affineAlgebra, exactDenoiser, posteriorVariance } from '../gaussian'
import { at, levels, sampleOf } from './oracles'

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
