import { describe, expect, it } from 'vitest'
import {
  analyticDdpm,
  flowProcess,
  levelAt,
  logSnrTimes,
  makeSampler,
  posterior,
  uniformTimes,
  vpProcess,
  type Level,
  type SamplerStep,
} from '../../src/diffusion'
import { expectClose } from './closeness'
import { affineAlgebra, posteriorVariance, varianceOf, type Affine, type Gaussian } from './gaussian'
import { exactWalk, hopsOf, marginalVariance } from './runs'
import { processes } from './solver-cases'

describe('analytic DDPM', () => {
  it.each([1, 5, 40])('is exact for any Gaussian in %d steps, on any process', (steps) => {
    const data: Gaussian = { m: 0.3, s: 0.5 }
    const gamma = (at: Level) => at.noise ** 2 / marginalVariance(data, at)
    const byGamma = analyticDdpm({ gamma, dataVariance: data.s ** 2 })
    const byError: SamplerStep = (input) =>
      makeSampler({ id: 'ddpm', variance: 'analytic' })({
        ...input,
        meanSquaredError: (at) => posteriorVariance(data, at),
      })
    for (const on of processes) {
      for (const [sampler, times] of [
        [byGamma, logSnrTimes(on, steps)],
        [byError, uniformTimes(on, steps)],
      ] as const) {
        // a flow's begin at α = 0
        for (const { next, to, from } of exactWalk(sampler, data, on, hopsOf(on, times))) {
          const ideal =
            to.noise > 0 ? marginalVariance(data, to) : (from.signal * data.s ** 2) ** 2 / marginalVariance(data, from) // of x̂₀
          expectClose(varianceOf(next), ideal, 1e-9)
        }
      }
    }
  })

  it('knows the variance of the data on pure noise, either way', () => {
    const path = hopsOf(flowProcess(), [1, 0.6])
    const [byGamma] = exactWalk(
      analyticDdpm({ gamma: () => 1, dataVariance: 0.25 }),
      { m: 0.3, s: 0.5 },
      flowProcess(),
      path,
    )
    expectClose(varianceOf(byGamma?.next ?? []), 0.4 ** 2 * 0.25 + 0.6 ** 2)
  })

  it('learns from an imperfect network what its errors are: Σ is that of x_s around the mean', () => {
    const [on, data] = [vpProcess(), { m: 0, s: 0.5 }]
    const [from, to] = [levelAt(on, 0.6), levelAt(on, 0.4)]
    const wrong = (x: Affine) => ({ x0Hat: x.map((c) => 0.1 * c), epsHat: [0] }) // x̂₀ = x_t/10
    const meanSquaredError = (at: Level) => (1 - 0.1 * at.signal) ** 2 * data.s ** 2 + (0.1 * at.noise) ** 2
    const step = makeSampler({ id: 'ddpm', variance: 'analytic' })({
      algebra: affineAlgebra,
      from,
      to,
      meanSquaredError,
      xt: [0, 1],
      denoise: wrong,
      normal: () => [0, 0, 1],
    })
    const q = posterior(from, to)
    expectClose(varianceOf(step.added ?? []), q.betaTilde + q.x0 ** 2 * meanSquaredError(from))
  })

  it('says what it lacks', () => {
    const run = () =>
      exactWalk(
        makeSampler({ id: 'ddpm', variance: 'analytic' }),
        { m: 0, s: 1 },
        vpProcess(),
        hopsOf(vpProcess(), [1, 0.5]),
      )
    expect(run).toThrow('The analytic variance needs meanSquaredError')
    expect(() => analyticDdpm({ gamma: () => 1, dataVariance: -1 })).toThrow(
      new RangeError('dataVariance must be a number in (0, 1000000], not -1.'),
    )
  })

  it('refuses a Γ that is none', () => {
    const on = vpProcess()
    expect(() => exactWalk(analyticDdpm({ gamma: () => 2 }), { m: 0, s: 1 }, on, hopsOf(on, [1, 0.5]))).toThrow(
      new RangeError('gamma must be a number in [0, 1], not 2.'),
    )
  })
})
