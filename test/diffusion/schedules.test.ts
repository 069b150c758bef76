import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cosineSchedule, level, linearSchedule, logSnr, snr } from '../../src/diffusion'
import { expectClose } from './closeness'

const steps = fc.integer({ min: 1, max: 10000 })

describe.each([{ make: linearSchedule }, { make: cosineSchedule }])('$make.name', ({ make }) => {
  it('begins with the data and loses signal at every step, for any T', () => {
    fc.assert(fc.property(steps, T => {
      const { beta, alphaBar } = make(T)
      expect([beta.length, alphaBar.length, beta[0], alphaBar[0]]).toEqual([T + 1, T + 1, 0, 1])
      expect(beta.slice(1).every(b => b > 0 && b <= 0.999)).toBe(true)
      expect(alphaBar.every((value, t) => value > 0 && (t === 0 || value < (alphaBar[t - 1] ?? NaN)))).toBe(true)
    }), { numRuns: 60, examples: [[1], [2], [19], [20], [4000], [10000]] })
  })

  it('keeps β_t = 1 − ᾱ_t/ᾱ_{t−1}', () => {
    const { beta, alphaBar } = make(1000)
    beta.slice(1).forEach((b, i) => { expectClose(1 - (alphaBar[i + 1] ?? NaN) / (alphaBar[i] ?? NaN), b, 1e-15) })
  })

  it('is the same process however finely T cuts it', () => {
    const coarse = make(1000).alphaBar
    const fine = make(4000).alphaBar
    for (const t of [100, 500, 900]) expectClose(fine[4 * t] ?? NaN, coarse[t] ?? NaN, 3e-3)
  })

  it.each([0, -1, 10001, 2.5, NaN, Infinity])('refuses T = %d in a sentence', T => {
    expect(() => make(T)).toThrow(new RangeError(`T must be an integer in [1, 10000], not ${T}.`))
  })
})

it("the linear schedule has DDPM's ends", () => {
  const { beta } = linearSchedule()
  expectClose(beta[1] ?? NaN, 1e-4, 1e-18)
  expectClose(beta[1000] ?? NaN, 0.02, 1e-16)
})

it('the cosine schedule is f(t)/f(0) until β is limited', () => {
  const { alphaBar, T } = cosineSchedule()
  const f = (t: number) => Math.cos(((t / T + 0.008) / 1.008) * (Math.PI / 2)) ** 2
  for (const t of [1, 10, 500, 998]) expectClose((alphaBar[t] ?? NaN) / (f(t) / f(0)), 1, 1e-9)
})

describe('a level', () => {
  const schedule = cosineSchedule(100)

  it('splits a variance of one into signal and noise', () => {
    for (let t = 0; t <= 100; t++) {
      const { signal, noise } = level(schedule, t)
      expectClose(signal ** 2 + noise ** 2, 1, 1e-15)
    }
  })

  it('falls in log-SNR from +∞ on the data', () => {
    expect(level(schedule, 0)).toEqual({ t: 0, signal: 1, noise: 0 })
    const lambda = Array.from({ length: 101 }, (_, t) => logSnr(level(schedule, t)))
    expect([snr(level(schedule, 0)), lambda[0]]).toEqual([Infinity, Infinity])
    expect(lambda.every((value, t) => t === 0 || value < (lambda[t - 1] ?? NaN))).toBe(true)
    expectClose(Math.exp(lambda[30] ?? NaN), snr(level(schedule, 30)))
    expect(logSnr({ t: 100, signal: 0, noise: 1 })).toBe(-Infinity)
  })

  it.each([-1, 101, 0.5, NaN])('refuses t = %d in a sentence', t => {
    expect(() => level(schedule, t)).toThrow(new RangeError(`t must be an integer in [0, 100], not ${t}.`))
  })
})
