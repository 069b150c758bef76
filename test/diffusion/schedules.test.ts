import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  constantSchedule,
  cosineSchedule,
  drawnSchedule,
  exponentialSchedule,
  givenSchedule,
  level,
  linearSchedule,
  logSnr,
  quadraticSchedule,
  scaledLinearSchedule,
  sigmoidSchedule,
  snr,
  zeroTerminalSnr,
  type Schedule,
} from '../../src/diffusion'
import { expectClose, largestError } from './closeness'

const steps = fc.integer({ min: 1, max: 10000 })

const makers: readonly [string, (T?: number) => Schedule][] = [
  ['linear', linearSchedule],
  ['cosine', cosineSchedule],
  ['quadratic', quadraticSchedule],
  ['constant', constantSchedule],
  ['scaled-linear', scaledLinearSchedule],
  ['exponential', exponentialSchedule],
  ['sigmoid', sigmoidSchedule],
  ['drawn', (T) => drawnSchedule([0.9, 0.7, 0.2, 0.01], T)],
]

describe.each(makers)('the %s schedule', (id, make) => {
  it('has its name', () => {
    expect(make()).toMatchObject({ id, T: 1000 })
  })

  it('begins with the data and loses signal at every step, for any T', () => {
    fc.assert(
      fc.property(steps, (T) => {
        const { beta, alphaBar } = make(T)
        expect([beta.length, alphaBar.length, beta[0], alphaBar[0]]).toEqual([T + 1, T + 1, 0, 1])
        expect(beta.slice(1).every((b) => b > 0 && b <= 0.999)).toBe(true)
        expect(alphaBar.every((value, t) => value > 0 && (t === 0 || value < (alphaBar[t - 1] ?? NaN)))).toBe(true)
      }),
      { numRuns: 30, examples: [[1], [2], [19], [20], [4000], [10000]] },
    )
  })

  it('keeps β_t = 1 − ᾱ_t/ᾱ_{t−1}', () => {
    const { beta, alphaBar } = make(1000)
    beta.slice(1).forEach((b, i) => {
      expectClose(1 - (alphaBar[i + 1] ?? NaN) / (alphaBar[i] ?? NaN), b, 1e-15)
    })
  })

  it('is the same process however finely T cuts it', () => {
    const coarse = make(1000).alphaBar
    const fine = make(4000).alphaBar
    for (const t of [100, 500, 900]) expectClose(fine[4 * t] ?? NaN, coarse[t] ?? NaN, 3e-3)
  })

  it.each([0, -1, 10001, 2.5, NaN, Infinity])('refuses T = %d in a sentence', (T) => {
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

  it.each([-1, 101, 0.5, NaN])('refuses t = %d in a sentence', (t) => {
    expect(() => level(schedule, t)).toThrow(new RangeError(`t must be an integer in [0, 100], not ${t}.`))
  })
})

describe('a drawn schedule', () => {
  const falling = fc
    .uniqueArray(fc.double({ min: 1e-3, max: 0.999, noNaN: true }), {
      minLength: 1,
      maxLength: 12,
      comparator: (a, b) => Math.abs(a - b) < 1e-6,
    })
    .map((values) => values.sort((a, b) => b - a))

  it('passes through its points where β need not be limited', () => {
    fc.assert(
      fc.property(falling, (curve) => {
        const { alphaBar } = drawnSchedule(curve, 10 * curve.length)
        curve.forEach((value, i) => {
          expect(alphaBar[10 * (i + 1)] ?? NaN).toBeGreaterThanOrEqual(value * (1 - 1e-9))
        })
        if (curve.every((value, i) => value > 0.01 * (curve[i - 1] ?? 1)))
          expectClose(alphaBar.at(-1) ?? NaN, curve.at(-1) ?? NaN, 1e-9)
      }),
    )
  })

  it.each([
    [[], 'The number of points of curve must be an integer in [1, 10000], not 0.'],
    [[0.9, 0], 'curve[1] must be a number in (0, 1], not 0.'],
    [[0.9, NaN], 'curve[1] must be a number in (0, 1], not NaN.'],
    [[0.9, 0.5, 0.6], 'curve must fall strictly from 1 on the data, but curve[2] is 0.6 after 0.5.'],
    [[0.9, 0.9], 'curve must fall strictly from 1 on the data, but curve[1] is 0.9 after 0.9.'],
    [[1, 0.5], 'curve must fall strictly from 1 on the data, but curve[0] is 1 after 1.'],
  ])('refuses %j in a sentence', (curve, sentence) => {
    expect(() => drawnSchedule(curve)).toThrow(new RangeError(sentence))
  })
})

describe('zero terminal SNR', () => {
  it.each(makers)('ends the %s schedule in pure noise, and keeps its first step', (_id, make) => {
    for (const T of [2, 10, 1000, 4000]) {
      const [before, { alphaBar, beta }] = [make(T), zeroTerminalSnr(make(T))]
      expect([alphaBar[0], alphaBar[T], beta[T]]).toEqual([1, 0, 1])
      expectClose(alphaBar[1] ?? NaN, before.alphaBar[1] ?? NaN, 1e-14)
      expect(alphaBar.every((value, t) => t === 0 || value < (alphaBar[t - 1] ?? NaN))).toBe(true)
      expect(beta.slice(1, -1).every((b) => b > 0 && b < 1)).toBe(true)
    }
    expect(level(zeroTerminalSnr(make()), 1000)).toEqual({ t: 1000, signal: 0, noise: 1 })
  })

  it('is an error where there is one step only', () => {
    expect(() => zeroTerminalSnr(linearSchedule(1))).toThrow(
      new RangeError('T must be at least 2 to end in pure noise, not 1.'),
    )
  })
})

it.each([
  [() => scaledLinearSchedule(1000, 0.5, 0.4), 'first must be a number in (0, 0.4], not 0.5.'],
  [() => scaledLinearSchedule(1000, 0.1, 2), 'last must be a number in (0, 0.999], not 2.'],
  [() => constantSchedule(1000, 0), 'beta must be a number in (0, 0.999], not 0.'],
])('bad ends of a schedule have their sentence: %s', (make, sentence) => {
  expect(make).toThrow(new RangeError(sentence))
})

describe('a schedule by its own numbers', () => {
  it('is the schedule that they came from', () => {
    const cosine = cosineSchedule(1000)
    const listed = givenSchedule(cosine.beta.slice(1))
    expect(largestError(listed.alphaBar, cosine.alphaBar)).toBeLessThanOrEqual(1e-15)
    expect(listed.id).toBe('given')
  })

  it('may end without any signal', () => {
    expect([...givenSchedule([0.5, 1]).alphaBar]).toEqual([1, 0.5, 0])
  })

  it.each([[[]], [[0.1, 0, 0.2]], [[0.1, NaN]], [[1, 0.5]], [[0.1, 1.5]], [[-0.1]]])('refuses %j', (betas) => {
    expect(() => givenSchedule(betas)).toThrow(/must be/)
  })
})
