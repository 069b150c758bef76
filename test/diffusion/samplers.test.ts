import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  ddpm,
  denoised,
  discreteProcess,
  edmProcess,
  flowProcess,
  level,
  levelAt,
  linearSchedule,
  logSnrTimes,
  makeSampler,
  matched,
  matchedLevel,
  normalArray,
  samplerInfo,
  subVpProcess,
  veProcess,
  type Denoised,
  type Level,
  type Prediction,
  type SamplerSpec,
} from '../../src/diffusion'
import { expectClose, largestError } from './closeness'
import { affineAlgebra, exactDenoiser, exactHead, freshNormals, meanOf, varianceOf, type Affine } from './gaussian'
import { marginalVariance, type Hop } from './runs'
import { data, exactRun, hops, schedule } from './gaussian-runs'

const specs: readonly SamplerSpec[] = [
  { id: 'ddpm', variance: 'beta' },
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'ddpm', variance: 'learned' },
  { id: 'ddim', eta: 0 },
  { id: 'ddim', eta: 0.3 },
  { id: 'ddim', eta: 1 },
]

describe.each(specs)('every sampler: %j', (spec) => {
  const sampler = makeSampler(spec)
  const shape = 8
  const fresh = (step: number) => normalArray({ seed: 5, purpose: 'step', step, sample: 0 }, shape)

  /** A run over arrays with a network that says nonsense; counts what it asks for. */
  function nonsense(prediction: Prediction, clip: boolean, path: readonly Hop[]) {
    const calls = { network: 0, noise: 0 }
    let xt = fresh(1000)
    const steps = path.map(({ from, to }, i) => {
      const denoise = (x: Float32Array, at: Level): Denoised<Float32Array> => {
        calls.network++
        return denoised(arrayAlgebra, x, at, fresh(2000 + i), { prediction, clip, v: fresh(3000 + i) })
      }
      const normal = () => {
        calls.noise++
        return fresh(i)
      }
      const step = sampler({ algebra: arrayAlgebra, xt, from, to, denoise, normal })
      xt = step.next
      return step
    })
    return { steps, calls }
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
    expect(nonsense('epsilon', true, hops(schedule, 9)).calls).toEqual({ network: 9 * nfe, noise: stochastic ? 8 : 0 })
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
