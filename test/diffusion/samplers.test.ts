import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  ddim,
  ddpm,
  denoised,
  discreteProcess,
  edmProcess,
  flowProcess,
  karrasTimes,
  level,
  levelAt,
  linearSchedule,
  logSnrTimes,
  makeSampler,
  matched,
  matchedLevel,
  normalArray,
  posterior,
  samplerInfo,
  subVpProcess,
  timeGrid,
  veProcess,
  vpProcess,
  type Denoised,
  type Level,
  type Prediction,
  type Process,
  type SamplerSpec,
  type SamplerStep,
  type Schedule,
  type Step,
} from '../../src/diffusion'
import { expectClose, largestError, partError } from './closeness'
import {
  affineAlgebra,
  exactDenoiser,
  exactHead,
  freshNormals,
  meanOf,
  posteriorVariance,
  varianceOf,
  type Affine,
  type Gaussian,
} from './gaussian'
import { exactWalk, hopsOf, marginalVariance, type Hop } from './runs'

const schedule = cosineSchedule()
const data: Gaussian = { m: 0.3, s: 0.5 }
const specs: readonly SamplerSpec[] = [
  { id: 'ddpm', variance: 'beta' },
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'ddpm', variance: 'learned' },
  { id: 'ddim', eta: 0 },
  { id: 'ddim', eta: 0.3 },
  { id: 'ddim', eta: 1 },
]

/** The steps of a run, from a level to the next. */
function hops(process: Schedule, steps: number): Hop[] {
  const grid = timeGrid('trailing', process.T, steps)
  return grid.slice(1).map((t, i) => ({ from: level(process, grid[i] ?? NaN), to: level(process, t) }))
}

/** All steps of a run from the true marginal with the exact denoiser; states are exact affine functions of the noise. */
function exactRun(sampler: SamplerStep, of: Gaussian, path: readonly Hop[]): (Step<Affine> & Hop)[] {
  const normal = freshNormals(2)
  const start = path[0]?.from ?? level(schedule, 0)
  let xt: Affine = [start.signal * of.m, Math.sqrt(marginalVariance(of, start))]
  return path.map(({ from, to }) => {
    const head = () => (to.noise > 0 ? exactHead(of, from, to) : 0)
    const step = sampler({
      algebra: affineAlgebra,
      xt,
      from,
      to,
      normal,
      denoise: exactDenoiser(affineAlgebra, of, [1], head),
    })
    xt = step.next
    return { ...step, from, to }
  })
}

function expectTrueMarginals(run: readonly (Step<Affine> & Hop)[], of: Gaussian): void {
  for (const { next, to } of run) {
    if (to.noise === 0) continue // the last step returns x̂₀, whose variance is not that of the data
    expectClose(meanOf(next), to.signal * of.m)
    expectClose(varianceOf(next) / marginalVariance(of, to), 1, 1e-9)
  }
}

describe.each(specs)('every sampler: %j', (spec) => {
  const sampler = makeSampler(spec)
  const shape = 8
  const fresh = (step: number) => normalArray({ seed: 5, purpose: 'step', step, sample: 0 }, shape)

  /** A run over arrays with a network that says nonsense; counts what it asks for. */
  function nonsense(prediction: Prediction, clip: boolean, path: readonly Hop[]) {
    const asked = { network: 0, noise: 0 }
    let xt = fresh(1000)
    const steps = path.map(({ from, to }, i) => {
      const denoise = (x: Float32Array, at: Level): Denoised<Float32Array> => {
        asked.network++
        return denoised(arrayAlgebra, x, at, fresh(2000 + i), { prediction, clip, v: fresh(3000 + i) })
      }
      const normal = () => {
        asked.noise++
        return fresh(i)
      }
      const step = sampler({ algebra: arrayAlgebra, xt, from, to, denoise, normal })
      xt = step.next
      return step
    })
    return { steps, asked }
  }

  it('shows its parts: next = mean + added', () => {
    for (const { next, mean, added } of nonsense('epsilon', true, hops(schedule, 9)).steps) {
      const sum = added ? arrayAlgebra.combine([1, mean], [1, added]) : mean
      expect(largestError(sum, next)).toBe(0)
    }
  })

  it('ends without noise, on x̂₀ itself', () => {
    const { next, x0Hat, added } = nonsense('epsilon', true, hops(schedule, 9)).steps.at(-1) ?? {}
    expect(added).toBeUndefined()
    expect(next).toEqual(x0Hat)
  })

  it('costs and draws what its description says', () => {
    const { nfe, stochastic } = samplerInfo(spec)
    expect(nonsense('epsilon', true, hops(schedule, 9)).asked).toEqual({ network: 9 * nfe, noise: stochastic ? 8 : 0 })
  })

  it.each(['epsilon', 'sample', 'v_prediction', 'score'] as const)(
    'stays finite when clipped and the network says nonsense by %s',
    (prediction) => {
      const pureNoise: Hop = { from: { t: 1000, signal: 0, noise: 1 }, to: level(schedule, 990) }
      for (const path of [hops(linearSchedule(), 1), hops(schedule, 7), hops(cosineSchedule(50), 50), [pureNoise]]) {
        for (const { next } of nonsense(prediction, true, path).steps) {
          expect(next.every((x) => Math.abs(x) < 100)).toBe(true)
        }
      }
    },
  )

  it('never mixes up the mean of Gaussian data, however many steps', () => {
    for (const steps of [1, 7, 200])
      expectClose(meanOf(exactRun(sampler, data, hops(schedule, steps)).at(-1)?.next ?? []), data.m)
  })

  it('tends to the variance of Gaussian data with the number of steps, in order 1', () => {
    const errors = [50, 100, 200].map((steps) => {
      const end = exactRun(sampler, data, hops(schedule, steps)).at(-1)?.next ?? []
      return Math.abs(varianceOf(end) - data.s ** 2)
    })
    const [coarse = NaN, middle = NaN, fine = NaN] = errors
    expect(fine).toBeLessThan(0.01)
    expect(Math.log2(coarse / middle)).toBeGreaterThan(0.8)
    expect(Math.log2(middle / fine)).toBeGreaterThan(0.8)
  })

  it('samples the mean and variance that theory gives', () => {
    const n = 20_000
    const noise = (step: number) => normalArray({ seed: 11, purpose: 'step', step, sample: 0 }, n)
    const path = hops(schedule, 6)
    let xt = noise(1000)
    path.forEach(({ from, to }, i) => {
      const head = () => (to.noise > 0 ? exactHead(data, from, to) : 0)
      const denoise = exactDenoiser(arrayAlgebra, data, new Float32Array(n).fill(1), head)
      xt = sampler({ algebra: arrayAlgebra, xt, from, to, denoise, normal: () => noise(i) }).next
    })
    const exact = exactRun(sampler, data, path).at(-1)?.next ?? []
    const mean = xt.reduce((sum, x) => sum + x, 0) / n
    const variance = xt.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
    expect(Math.abs(mean - meanOf(exact))).toBeLessThan(4 * Math.sqrt(varianceOf(exact) / n))
    expect(Math.abs(variance / varianceOf(exact) - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
  })
})

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

it('a variance head of one process is right on every other, through the level of equal log-SNR', () => {
  const training = discreteProcess(schedule)
  for (const on of [edmProcess(), veProcess(), flowProcess(), subVpProcess()]) {
    const times = logSnrTimes(on, 8, { sigmaMin: 0.1, sigmaMax: 40 })
    let xt: Affine = [0, 0]
    const normal = freshNormals(2)
    times.slice(1, -1).forEach((t, i) => {
      const [from, to] = [levelAt(on, times[i] ?? NaN), levelAt(on, t)]
      if (i === 0) xt = [from.signal * data.m, Math.sqrt(marginalVariance(data, from))]
      const head = () => exactHead(data, matchedLevel(training, from), matchedLevel(training, to))
      const trained = exactDenoiser(affineAlgebra, data, [1], head)
      xt = ddpm({ variance: 'learned' })({
        algebra: affineAlgebra,
        xt,
        from,
        to,
        normal,
        denoise: matched(affineAlgebra, training, trained),
      }).next
      expectClose(varianceOf(xt) / marginalVariance(data, to), 1, 1e-8)
    })
  }
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
