import { describe, expect, test } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  discreteProcess,
  equationTerms,
  level,
  linearTerms,
  type LinearTerm,
  makeSampler,
  normalArray,
  posterior,
  type Past,
  samplerInfo,
  type SamplerSpec,
  stepSums,
  tracedStep,
} from '../../src/diffusion'
import { largestError } from './closeness'

const schedule = cosineSchedule(1000)
const process = discreteProcess(schedule)
const at = (t: number) => level(schedule, t)
const of = (spec: SamplerSpec, from = 500, to = 400, before: readonly number[] = []) =>
  linearTerms({ sampler: makeSampler(spec), from: at(from), to: at(to), process, before: before.map(at) })

test('DDIM is signal·x̂₀ + noise·ε̂', () => {
  expect(of({ id: 'ddim', eta: 0 })).toEqual([
    { part: 'x0Hat', index: 0, coefficient: at(400).signal },
    { part: 'epsHat', index: 0, coefficient: at(400).noise },
  ])
})

test('DDPM is the posterior mean and fresh noise', () => {
  const q = posterior(at(500), at(400))
  expect(of({ id: 'ddpm', variance: 'beta-tilde' })).toEqual([
    { part: 'x0Hat', index: 0, coefficient: q.x0 },
    { part: 'xt', index: 0, coefficient: q.xt },
    { part: 'z', index: 0, coefficient: Math.sqrt(q.betaTilde) },
  ])
})

test('the learned variance scales its noise itself', () => {
  expect(of({ id: 'ddpm', variance: 'learned' }).at(-1)).toEqual({ part: 'fresh', index: 0, coefficient: 1 })
})

test('a step to data is x̂₀', () => {
  for (const id of ['dpm-solver++', 'lms'] as const)
    expect(of({ id, order: 1 }, 20, 0)).toMatchObject([{ part: 'x0Hat', index: 0, coefficient: 1 }])
})

describe.each<SamplerSpec>([
  { id: 'ddim', eta: 0.6 },
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'heun', churn: 0.2 },
  { id: 'euler' },
  { id: 'heun', churn: 0 },
  { id: 'midpoint' },
  { id: 'euler-ancestral', eta: 1 },
  { id: 'dpm-solver++', order: 3 },
  { id: 'sde-dpm-solver++', order: 2 },
  { id: 'pndm' },
  { id: 'lms', order: 4 },
  { id: 'unipc' },
  { id: 'rk4' },
  { id: 'reverse-sde' },
  { id: 'predictor-corrector', snr: 0.16, count: 2 },
  { id: 'langevin', step: 0.1 },
  { id: 'annealed-langevin', step: 0.1, count: 3 },
  { id: 'flow-heun' },
])('$id', (spec) => {
  test('the terms, summed, are the step, and every state that the network is asked about', () => {
    const before = [600, 700, 800].slice(0, samplerInfo(spec).memory)
    const value = (part: number, index: number) => Float32Array.of(Math.sin(17 * part + 5 * index + 1))
    const past = (t: number, i: number): Past<Float32Array> => ({
      at: at(t),
      xt: value(0, -1 - i),
      x0Hat: value(1, -1 - i),
      epsHat: value(2, -1 - i),
    })
    let [looks, draws] = [0, 0]
    const states: number[] = []
    const { next } = makeSampler(spec)<Float32Array>({
      algebra: arrayAlgebra,
      xt: value(0, 0),
      from: at(500),
      to: at(400),
      process,
      history: before.map(past),
      denoise: (x) => {
        states.push(x[0] ?? NaN)
        return { x0Hat: value(1, looks), epsHat: value(2, looks++) }
      },
      normal: () => value(3, draws++),
    })
    const sum = (terms: readonly LinearTerm[]) =>
      terms.reduce(
        (total, { part, index, coefficient }) =>
          total + coefficient * (value(['xt', 'x0Hat', 'epsHat', 'z'].indexOf(part), index)[0] ?? NaN),
        0,
      )
    expect(sum(of(spec, 500, 400, before))).toBeCloseTo(next[0] ?? NaN, 5)
    const sums = stepSums({ sampler: makeSampler(spec), from: at(500), to: at(400), process, before: before.map(at) })
    expect(sums.looks).toHaveLength(states.length)
    sums.looks.forEach(({ x }, i) => {
      expect(sum(x)).toBeCloseTo(states[i] ?? NaN, 4)
    })
  })

  test('traced, it is the very step, and its parts times their coefficients sum to it', () => {
    const draw = (seed: number) => normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 12)
    const input = () => {
      let calls = 0
      let draws = 0
      return {
        algebra: arrayAlgebra,
        xt: draw(1),
        from: at(500),
        to: at(400),
        process,
        history: [600, 700, 800]
          .slice(0, samplerInfo(spec).memory)
          .map((t) => ({ at: at(t), xt: draw(t), x0Hat: draw(t + 1), epsHat: draw(t + 2) })),
        denoise: (x: Float32Array) => ({ x0Hat: x.map(Math.sin), epsHat: draw(20 + calls++), v: draw(40) }),
        normal: () => draw(60 + draws++),
      }
    }
    const { step, sums, valueOf } = tracedStep(makeSampler(spec), input())
    expect(step).toEqual(makeSampler(spec)(input()))
    const sum = (terms: readonly LinearTerm[]) =>
      Float32Array.from(step.next, (_, k) =>
        terms.reduce((total, term) => total + term.coefficient * (valueOf(term)[k] ?? NaN), 0),
      )
    expect(largestError(sum(sums.next), step.next)).toBeLessThan(1e-6)
    if (sums.corrected) expect(largestError(sum(sums.corrected), step.corrected ?? [])).toBeLessThan(1e-6)
    const terms = equationTerms({
      keptLook: sums.keptLook,
      next: sums.next.map((term) => ({ ...term, value: valueOf(term) })),
    })
    expect(terms.map(({ value }) => value)).toEqual(expect.arrayContaining(sums.next.map(valueOf)))
  })
})

test('the noise that a variance head scales is a part of its own, which is added as it is', () => {
  const draw = (seed: number) => normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 12)
  const input = {
    algebra: arrayAlgebra,
    xt: draw(1),
    from: at(500),
    to: at(400),
    denoise: () => ({ x0Hat: draw(2), epsHat: draw(3), v: draw(4) }),
    normal: () => draw(5),
  }
  const { step, sums, valueOf } = tracedStep(makeSampler({ id: 'ddpm', variance: 'learned' }), input)
  const fresh = sums.next.find(({ part }) => part === 'fresh')
  expect(fresh && valueOf(fresh)).toEqual(step.added)
})
