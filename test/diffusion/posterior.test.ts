import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cosineSchedule,
  discreteProcess,
  edmProcess,
  flowProcess,
  level,
  levelAt,
  linearSchedule,
  noised,
  normalArray,
  posterior,
  subVpProcess,
  type Level,
} from '../../src/diffusion'
import { expectClose } from './closeness'

const schedules = [linearSchedule(), cosineSchedule()]
const pair = fc
  .tuple(fc.constantFrom(...schedules), fc.integer({ min: 1, max: 1000 }), fc.nat(999))
  .filter(([, t, s]) => s < t)
  .map(([schedule, t, s]) => ({ schedule, t, s, from: level(schedule, t), to: level(schedule, s) }))

describe('the posterior q(x_s | x_t, x₀)', () => {
  it("is DDPM's eq. 6–7 with β = 1 − ᾱ_t/ᾱ_s, between any two levels", () => {
    fc.assert(
      fc.property(pair, ({ schedule, t, s, from, to }) => {
        const [t_ = NaN, s_ = NaN] = [schedule.alphaBar[t], schedule.alphaBar[s]]
        const beta = 1 - t_ / s_
        const q = posterior(from, to)
        expectClose(q.beta / beta, 1, 1e-9)
        expectClose(q.betaTilde, ((1 - s_) / (1 - t_)) * beta)
        expectClose(q.x0, (Math.sqrt(s_) * beta) / (1 - t_), 1e-9)
        expectClose(q.xt, (Math.sqrt(1 - beta) * (1 - s_)) / (1 - t_), 1e-9)
      }),
    )
  })

  it('gives back the marginal of x_s: signal and variance', () => {
    fc.assert(
      fc.property(pair, ({ from, to }) => {
        const q = posterior(from, to)
        expectClose(q.x0 + q.xt * from.signal, to.signal)
        expectClose(q.betaTilde + (q.xt * from.noise) ** 2, to.noise ** 2)
      }),
    )
  })

  it("keeps the schedule's β between neighbours, to the last digits, also where ᾱ hardly changes", () => {
    const fine = cosineSchedule(10000)
    for (const t of [1, 2, 50, 5000, 9999, 10000]) {
      expectClose(posterior(level(fine, t), level(fine, t - 1)).beta / (fine.beta[t] ?? NaN), 1, 1e-9)
    }
  })

  it('knows x₀ when it steps to the data', () => {
    const schedule = cosineSchedule()
    expect(posterior(level(schedule, 300), level(schedule, 0))).toMatchObject({ x0: 1, xt: 0, betaTilde: 0 })
  })

  it('forgets x_t when that has no signal', () => {
    const to = level(cosineSchedule(), 700)
    const q = posterior({ t: 1000, signal: 0, noise: 1 }, to)
    expect(q).toMatchObject({ x0: to.signal, xt: 0, betaTilde: to.noise ** 2, beta: 1 })
  })

  it('of data N(0, I), x_s knows x_t: the variance is β, and on any process what β becomes by rescaling', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(edmProcess(), flowProcess(), subVpProcess(), discreteProcess(cosineSchedule())),
        fc.double({ min: 0.01, max: 0.98, noNaN: true }),
        (on, part) => {
          const [from, to] = [levelAt(on, (part + 0.02) * on.tMax), levelAt(on, part * on.tMax)]
          const variance = (at: Level) => at.signal ** 2 + at.noise ** 2
          const covariance = (from.signal / to.signal) * variance(to)
          expectClose(posterior(from, to).upper / (variance(to) - covariance ** 2 / variance(from)), 1, 1e-9)
          if (on.id === 'discrete') expectClose(posterior(from, to).upper / posterior(from, to).beta, 1, 1e-12)
        },
      ),
    )
  })

  it('is an error upwards, and where nothing changes', () => {
    const [low, high] = [level(cosineSchedule(), 3), level(cosineSchedule(), 5)]
    expect(() => posterior(low, high)).toThrow(RangeError)
    expect(() => posterior(low, low)).toThrow('lower noise level')
    const data = level(cosineSchedule(), 0)
    expect(() => posterior(data, data)).toThrow(RangeError)
  })
})

describe('the forward process', () => {
  const n = 50_000
  const eps = normalArray({ seed: 1, purpose: 'forward', step: 0, sample: 0 }, n)

  it('has the marginal N(α·x₀, σ²) at every level', () => {
    for (const t of [0, 1, 250, 500, 1000]) {
      const at = level(cosineSchedule(), t)
      const xt = noised(new Float32Array(n).fill(0.7), eps, at)
      const mean = xt.reduce((sum, x) => sum + x, 0) / n
      const variance = xt.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n
      expect(Math.abs(mean - 0.7 * at.signal)).toBeLessThanOrEqual((4 * at.noise) / Math.sqrt(n) + 1e-6)
      expect(Math.abs(variance - at.noise ** 2)).toBeLessThanOrEqual(4 * at.noise ** 2 * Math.sqrt(2 / n) + 1e-6)
    }
  })

  it('returns the data at t = 0, and writes where it is told', () => {
    const x0 = Float32Array.of(-1, 0.25, 1)
    const out = new Float32Array(3)
    expect(noised(x0, eps.subarray(0, 3), level(cosineSchedule(), 0), out)).toBe(out)
    expect(out).toEqual(x0)
  })

  it('refuses states of different lengths', () => {
    expect(() => noised(new Float32Array(3), new Float32Array(2), level(cosineSchedule(), 1))).toThrow(
      'x0, eps and out must be of one length, not 3, 2 and 3.',
    )
  })
})
