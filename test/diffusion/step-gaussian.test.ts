import { describe, expect, test } from 'vitest'
import {
  addedDeviation,
  arrayAlgebra,
  boundTerm,
  cosineSchedule,
  discreteProcess,
  klBits,
  learnedDeviation,
  level,
  makeSampler,
  type Normal,
  normalArray,
  posterior,
  reverseLogVariance,
  type ReverseVariance,
  samplerInfo,
  type SamplerSpec,
  stepSums,
  truePosterior,
} from '../../src/diffusion'
import { expectClose } from './closeness'

const schedule = cosineSchedule(1000)
const ladder = Array.from({ length: 1001 }, (_, t) => level(schedule, t))
const at = (t: number) => level(schedule, t)
const sumsOf = (spec: SamplerSpec, from = 500, to = 400) =>
  stepSums({
    sampler: makeSampler(spec),
    from: at(from),
    to: at(to),
    process: discreteProcess(schedule),
    before: [600, 700, 800].slice(0, samplerInfo(spec).memory).map(at),
  })

describe('the KL of two Gaussians', () => {
  test('is that of numerical integration', () => {
    const density = ({ mean, deviation }: Normal, x: number) =>
      Math.exp(-((x - mean) ** 2) / (2 * deviation ** 2)) / (deviation * Math.sqrt(2 * Math.PI))
    for (const [q, p] of [
      [
        { mean: 0.3, deviation: 0.5 },
        { mean: -0.2, deviation: 0.9 },
      ],
      [
        { mean: -1, deviation: 0.2 },
        { mean: -0.9, deviation: 0.19 },
      ],
    ] as const) {
      const [from, steps, width] = [q.mean - 12 * q.deviation, 20_000, 24 * q.deviation]
      let bits = 0
      for (let i = 0; i < steps; i++) {
        const x = from + ((i + 0.5) * width) / steps
        bits += (density(q, x) * Math.log2(density(q, x) / density(p, x)) * width) / steps
      }
      expectClose(klBits(q, p), bits, 1e-6)
    }
  })

  test('is 0 of equal ones, and infinite where one is a point', () => {
    const [wide, point] = [
      { mean: 1, deviation: 2 },
      { mean: 1, deviation: 0 },
    ]
    expect(klBits(wide, wide)).toBe(0)
    expect(klBits(point, point)).toBe(0)
    expect([klBits(wide, point), klBits(point, wide), klBits(point, { ...point, mean: 2 })]).toEqual([
      Infinity,
      Infinity,
      Infinity,
    ])
  })

  test.each<ReverseVariance>(['beta', 'beta-tilde', 'learned'])(
    'summed over the values of a picture, of variance %s, is the bound’s term',
    (variance) => {
      const d = 20
      const [x0, noise, x0Hat, v] = [1, 2, 3, 4].map((seed) =>
        normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, d),
      ) as [Float32Array, Float32Array, Float32Array, Float32Array]
      const [from, to] = [at(300), at(299)]
      const q = posterior(from, to)
      const logVariance = reverseLogVariance(ladder, 300, variance)
      const sum = Array.from(x0, (value, k) => {
        const xt = from.signal * value + from.noise * (noise[k] ?? NaN)
        const p = {
          mean: truePosterior(from, to, x0Hat[k] ?? NaN, xt).mean,
          deviation: Math.exp(logVariance(v[k]) / 2),
        }
        return klBits(truePosterior(from, to, value, xt), p)
      }).reduce((a, b) => a + b)
      expectClose(sum / d, boundTerm({ ladder, variance, decoder: 'density' }, 300, x0, { x0Hat, v }), 1e-6)
      expectClose(
        learnedDeviation(arrayAlgebra, q, v)[3] ?? NaN,
        Math.exp(reverseLogVariance(ladder, 300, 'learned')(v[3]) / 2),
        1e-6,
      )
    },
  )
})

test('a step to data learns no deviation', () => {
  expect(learnedDeviation(arrayAlgebra, posterior(at(1), at(0)), Float32Array.of(0.5))).toEqual(Float32Array.of(0))
})

const specs: readonly SamplerSpec[] = [
  { id: 'ddim', eta: 0 },
  { id: 'ddim', eta: 0.6 },
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'ddpm', variance: 'learned' },
  { id: 'euler' },
  { id: 'heun', churn: 0 },
  { id: 'heun', churn: 0.2 },
  { id: 'midpoint' },
  { id: 'rk4' },
  { id: 'dpm-solver++', order: 3 },
  { id: 'unipc' },
  { id: 'pndm' },
  { id: 'lms', order: 4 },
  { id: 'euler-ancestral', eta: 1 },
  { id: 'sde-dpm-solver++', order: 2 },
  { id: 'reverse-sde' },
  { id: 'predictor-corrector', snr: 0.16, count: 1 },
  { id: 'langevin', step: 0.1 },
  { id: 'annealed-langevin', step: 0.1, count: 1 },
  { id: 'annealed-langevin', step: 0.1, count: 3 },
  { id: 'flow-euler' },
  { id: 'flow-midpoint' },
  { id: 'flow-heun' },
]

test.each(specs)('what $id says of the law of its step is what its code does', (spec) => {
  const { looks, next } = sumsOf(spec)
  const isFresh = ({ part }: { readonly part: string }) => part === 'z' || part === 'fresh'
  const asksOfNoise = looks.some(({ x }) => x.some(isFresh))
  expect(samplerInfo(spec).law).toBe(asksOfNoise ? 'noise-first' : next.some(isFresh) ? 'gaussian' : 'point')
  expect(samplerInfo(spec).corrects).toBe(sumsOf(spec).corrected !== undefined)
})

test('the deviation of DDPM’s noise is √β̃ or √β, that of a step without noise 0, and a learned one is not a number', () => {
  const q = posterior(at(500), at(400))
  expect(addedDeviation(sumsOf({ id: 'ddpm', variance: 'beta-tilde' }))).toBeCloseTo(Math.sqrt(q.betaTilde), 12)
  expect(addedDeviation(sumsOf({ id: 'ddpm', variance: 'beta' }))).toBeCloseTo(Math.sqrt(q.beta), 12)
  expect(addedDeviation(sumsOf({ id: 'ddim', eta: 0 }))).toBe(0)
  expect(addedDeviation(sumsOf({ id: 'ddpm', variance: 'learned' }))).toBeNull()
})
