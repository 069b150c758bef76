import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  ddim,
  ddpm,
  discreteProcess,
  edmProcess,
  karrasTimes,
  level,
  linearSchedule,
  posterior,
  veProcess,
  vpProcess,
  type Process,
  type SamplerStep,
  type Step,
} from '../../src/diffusion'
import { expectClose, largestError, partError } from './closeness'
import { meanOf, posteriorVariance, varianceOf, type Affine, type Gaussian } from './gaussian'
import { exactWalk, hopsOf, marginalVariance, type Hop } from './runs'
import { data, exactRun, hops, schedule } from './gaussian-runs'

function expectTrueMarginals(run: readonly (Step<Affine> & Hop)[], of: Gaussian): void {
  for (const { next, to } of run) {
    if (to.noise === 0) continue // the last step returns x̂₀, whose variance is not that of the data
    expectClose(meanOf(next), to.signal * of.m)
    expectClose(varianceOf(next) / marginalVariance(of, to), 1, 1e-9)
  }
}

describe('DDPM', () => {
  const [from, to] = [level(schedule, 700), level(schedule, 450)]
  const [x0, eps, z] = [Float32Array.of(0.4), Float32Array.of(-1.1), Float32Array.of(0.7)]
  const stepWith = (sampler: SamplerStep, v?: number) =>
    sampler({
      algebra: arrayAlgebra,
      xt: Float32Array.of(from.signal * 0.4 + from.noise * -1.1),
      from,
      to,
      normal: () => z,
      denoise: () => ({ x0Hat: x0, epsHat: eps, ...(v !== undefined && { v: Float32Array.of(v) }) }),
    })

  it('has the mean of the posterior at x̂₀', () => {
    const q = posterior(from, to)
    const xt = from.signal * 0.4 + from.noise * -1.1
    expect(largestError(stepWith(ddpm({ variance: 'beta' })).mean, [q.x0 * 0.4 + q.xt * xt])).toBeLessThan(1e-7)
  })

  it.each([
    [1, 'β', 1],
    [-1, 'β̃', 0],
    [0, 'the geometric mean of both', 0.5],
  ])('learns a variance that at v = %d is %s', (v, _name, fraction) => {
    const q = posterior(from, to)
    const deviation = Math.sqrt(q.beta ** fraction * q.betaTilde ** (1 - fraction))
    expect(largestError(stepWith(ddpm({ variance: 'learned' }), v).added ?? [], [deviation * 0.7])).toBeLessThan(1e-7)
  })

  it('says so when there is no head to learn it from', () => {
    expect(() => stepWith(ddpm({ variance: 'learned' }))).toThrow(
      'The learned variance needs a network with a variance head',
    )
  })

  it.each([1, 5, 50])('with variance β is exact for data N(0, 1), in %d steps', (steps) => {
    const of = { m: 0, s: 1 }
    expectTrueMarginals(exactRun(ddpm({ variance: 'beta' }), of, hops(schedule, steps)), of)
  })

  it('with variance β̃ is one sampler on every process; with β it is another where the variance explodes, as its description says', () => {
    const of = { m: 0, s: 0.5 }
    const end = (on: Process, variance: 'beta' | 'beta-tilde', range = {}) =>
      Math.sqrt(
        varianceOf(exactWalk(ddpm({ variance }), of, on, hopsOf(on, karrasTimes(on, 10, range))).at(-1)?.next ?? []),
      )
    const range = { sigmaMin: 0.01, sigmaMax: 80 }
    for (const on of [veProcess({ sigmaMin: 0.002, sigmaMax: 80 }), vpProcess(), discreteProcess(schedule)]) {
      expectClose(end(on, 'beta-tilde', range), end(edmProcess(), 'beta-tilde', range), 1e-6)
    }
    expectClose(end(vpProcess(), 'beta'), 0.637, 0.01)
    expectClose(end(edmProcess(), 'beta'), 0.967, 0.01)
  })

  it.each([1, 5, 50])('with variance β̃ is exact for a single point, in %d steps', (steps) => {
    const of = { m: 0.8, s: 0 }
    const run = exactRun(ddpm({ variance: 'beta-tilde' }), of, hops(schedule, steps))
    expectTrueMarginals(run, of)
    expectClose(meanOf(run.at(-1)?.next ?? []), 0.8)
    expectClose(varianceOf(run.at(-1)?.next ?? []), 0)
  })

  it.each([2, 5, 50])('with the variance that an ideal head learns is exact for any Gaussian, in %d steps', (steps) => {
    const run = exactRun(ddpm({ variance: 'learned' }), data, hops(schedule, steps))
    expectTrueMarginals(run, data)
    const last = run.at(-1)
    if (!last) throw new Error('A run has a last step.')
    expectClose(varianceOf(last.next), data.s ** 2 - posteriorVariance(data, last.from), 1e-9)
  })
})

describe('DDIM', () => {
  it("with η = 1 has DDPM's mean and variance β̃, between any two levels", () => {
    for (const process of [schedule, linearSchedule()]) {
      for (const steps of [3, 17, 200]) {
        const path = hops(process, steps)
        const ancestral = exactRun(ddpm({ variance: 'beta-tilde' }), data, path)
        exactRun(ddim({ eta: 1 }), data, path).forEach((step, i) => {
          expect(largestError(step.mean, ancestral[i]?.mean ?? [])).toBeLessThan(1e-9)
          expect(partError(step.added, ancestral[i]?.added)).toBeLessThan(1e-12)
        })
      }
    }
  })

  it.each([0, 0.3, 0.9, 1])('keeps the marginals of a single point, whatever η: %d', (eta) => {
    const of = { m: -0.6, s: 0 }
    expectTrueMarginals(exactRun(ddim({ eta }), of, hops(schedule, 12)), of)
  })

  it('adds η·√β̃ of noise', () => {
    for (const { added, from, to } of exactRun(ddim({ eta: 0.3 }), data, hops(schedule, 5)).slice(0, -1)) {
      expectClose(varianceOf(added ?? []), 0.09 * posterior(from, to).betaTilde)
    }
  })

  it.each([-0.1, 1.1, NaN, Infinity])('refuses η = %d in a sentence', (eta) => {
    expect(() => ddim({ eta })).toThrow(new RangeError(`eta must be a number in [0, 1], not ${eta}.`))
  })
})
