import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boundTerm,
  boundWeight,
  cosineSchedule,
  drawFrom,
  gaussianOracle,
  importanceOfStrata,
  level,
  linearSchedule,
  logStrata,
  normalArray,
  sizeOf,
  stratifiedSum,
  uniformArray,
  variationalBound,
  type MeasuredTerm,
  type ReverseModel,
  type DenoisedState,
} from '../../../src/diffusion'
import golden from '../../golden/bound.json'
import { expectClose, largestError } from '../closeness'
import { exactHead } from '../gaussian'

describe('strata of equal width on a logarithmic axis', () => {
  it('cover every t once, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (T, share) => {
        const count = 1 + Math.floor(share * (T - 1))
        const strata = logStrata(T, count)
        expect(strata).toHaveLength(count)
        strata.forEach(({ first, last }, k) => {
          expect(first).toBe((strata[k - 1]?.last ?? 0) + 1)
          expect(last).toBeGreaterThanOrEqual(first)
        })
        expect(strata.at(-1)?.last).toBe(T)
      }),
    )
  })

  it('are single at the first t, where the terms are largest, and wide at the last', () => {
    const sizes = logStrata(1000, 24).map(sizeOf)
    expect(sizes.slice(0, 6)).toEqual([1, 1, 1, 1, 1, 1])
    expect(sizes.at(-1)).toBe(250)
  })

  it('give each t of theirs the same chance', () => {
    expect([0, 0.24, 0.25, 0.5, 0.999].map((u) => drawFrom({ first: 5, last: 8 }, u))).toEqual([5, 5, 6, 7, 8])
    expect(drawFrom({ first: 3, last: 3 }, 0.7)).toBe(3)
  })
})

describe('the sum of a stratified sample', () => {
  it.each(golden.sums)('and its error are numpy’s: $terms.length terms in $strata.length strata', (row) => {
    const { strata, terms, total, error, probabilities, deviation, uniformDeviation } = row
    const sum = stratifiedSum(strata, terms)
    expectClose(sum.total, total, 1e-12)
    expectClose(sum.error, error, 1e-12)
    const importance = importanceOfStrata(sum)
    expect(largestError(importance?.probabilities ?? [], probabilities)).toBeLessThan(1e-12)
    expectClose(importance?.deviation ?? NaN, deviation, 1e-9)
    expectClose(importance?.uniformDeviation ?? NaN, uniformDeviation, 1e-9)
  })

  it('is not known before every stratum was measured, nor its error before each was twice', () => {
    const strata = logStrata(10, 2)
    const once = [
      { t: 2, value: 1 },
      { t: 9, value: 3 },
    ]
    expect(stratifiedSum(strata, once.slice(0, 1)).total).toBeNaN()
    expect(stratifiedSum(strata, once)).toMatchObject({ total: 3 + 7 * 3, error: NaN })
    expect(stratifiedSum(strata, [...once, ...once]).error).toBe(0)
    expect(() => stratifiedSum(strata, [{ t: 11, value: 1 }])).toThrow('t = 11 is in none of the strata.')
  })

  it('asks for no t in particular where nothing was measured, or all is 0', () => {
    expect(importanceOfStrata(stratifiedSum(logStrata(4, 2), []))).toBeUndefined()
    const zeros = [1, 2, 3, 4].map((t) => ({ t, value: 0 }))
    expect(importanceOfStrata(stratifiedSum(logStrata(4, 2), zeros))).toBeUndefined()
  })
})

describe('the importance sampler over strata', () => {
  it('spreads the estimate of the sum less than uniform t do, and not at all where a term has one value', () => {
    const terms = [1, 2, 3, 4].map((t) => ({ t, value: 10 / t ** 2 }))
    const importance = importanceOfStrata(stratifiedSum(logStrata(4, 4), terms))
    expect(importance?.deviation).toBeLessThan(1e-6)
    expect(importance?.uniformDeviation).toBeGreaterThan(10)
  })
})

describe('the bound of Gaussian data, asked of the network that knows them', () => {
  const data = { m: 0.3, s: 0.5 }
  const oracle = gaussianOracle([data.m], data.s ** 2)
  const T = 200
  const schedule = cosineSchedule(T)
  const ladder = Array.from({ length: T + 1 }, (_, t) => level(schedule, t))
  const model: ReverseModel = { ladder, variance: 'learned', decoder: 'density' }
  const x0 = Float64Array.of(0.9)
  const atLevel = (t: number) => {
    const [to, from] = [ladder[t - 1], ladder[t]]
    if (!from || !to) throw new Error('No such level.')
    return { from, to }
  }
  const sayOf = (t: number, eps: number): DenoisedState => {
    const { from, to } = atLevel(t)
    const xt = Float64Array.of(from.signal * (x0[0] ?? NaN) + from.noise * eps)
    return { x0Hat: oracle.posteriorMean(xt, from), v: Float64Array.of(t > 1 ? exactHead(data, from, to) : 0) }
  }
  /** The terms are quadratic in ε, so that their mean is that of ε = ±1 (Gauss–Hermite). */
  const exact = [-1, 1].reduce((sum, eps) => {
    const { terms } = variationalBound(model, x0, (t) => sayOf(t, eps))
    return sum + terms.reduce((a, b) => a + b, 0) / 2
  }, 0)
  const strata = logStrata(T, 12)
  const sampled = (seed: number, rounds: number): MeasuredTerm[] =>
    Array.from({ length: rounds * strata.length }, (_, n) => {
      const [u = 0] = uniformArray({ seed, purpose: 'times', step: n, sample: 0 }, 1)
      const [eps = 0] = normalArray({ seed, purpose: 'noise', step: n, sample: 0 }, 1)
      const t = drawFrom(strata[n % strata.length] ?? { first: 1, last: 1 }, u)
      return { t, value: boundTerm(model, t, x0, sayOf(t, eps)) }
    })

  it('is estimated without bias, and its error bar is honest', () => {
    const scores = Array.from({ length: 200 }, (_, seed) => {
      const { total, error } = stratifiedSum(strata, sampled(seed, 12))
      return (total - exact) / error
    })
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length
    const spread = Math.sqrt(scores.reduce((sum, z) => sum + (z - mean) ** 2, 0) / (scores.length - 1))
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(scores.length))
    expect(spread).toBeGreaterThan(0.8)
    expect(spread).toBeLessThan(1.4) // a standard error of twelve measurements is itself uncertain
  })

  it('is known better by the root of the number of measurements', () => {
    const [few, many] = [8, 128].map((rounds) => stratifiedSum(strata, sampled(1, rounds)).error) as [number, number]
    expect(few / many).toBeGreaterThan(2.5)
    expect(few / many).toBeLessThan(6)
  })
})

describe('the weight of the squared error in the bound', () => {
  const schedules = { linear: linearSchedule(), cosine: cosineSchedule() }

  it.each(golden.weights)('is the paper’s at t = $t of $schedule', ({ schedule, t, beta, betaTilde }) => {
    const namedSchedule = schedules[schedule as keyof typeof schedules]
    const ladder = Array.from({ length: namedSchedule.T + 1 }, (_, i) => level(namedSchedule, i))
    expectClose(boundWeight(ladder, t, 'beta') / beta, 1, 1e-9)
    expectClose(boundWeight(ladder, t, 'beta-tilde') / betaTilde, 1, 1e-9)
  })

  it('is what a squared error adds to the term', () => {
    const ladder = Array.from({ length: 1001 }, (_, t) => level(schedules.cosine, t))
    for (const variance of ['beta', 'beta-tilde'] as const)
      for (const t of [2, 40, 700]) {
        const at = ladder[t]
        if (!at) throw new Error('No such level.')
        const term = (errorInEps: number) =>
          boundTerm({ ladder, variance, decoder: 'density' }, t, Float64Array.of(0), {
            x0Hat: Float64Array.of((errorInEps * at.noise) / at.signal),
          })
        expectClose((term(0.3) - term(0)) / (0.09 * boundWeight(ladder, t, variance)), 1, 1e-9)
      }
    expect(() => boundWeight(ladder, 1, 'beta')).toThrow('no squared error to weigh')
  })
})
