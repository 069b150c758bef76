import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cosineInterpolant,
  cosineSchedule,
  discreteProcess,
  edmProcess,
  flowProcess,
  level,
  levelAt,
  levelOfSigma,
  linearSchedule,
  logSnr,
  posterior,
  sde,
  subVpProcess,
  timeOf,
  veProcess,
  vpProcess,
  zeroTerminalSnr,
  type Process,
} from '../../src/diffusion'
import { expectClose } from './closeness'

const named: readonly [string, Process][] = [
  ['linear', discreteProcess(linearSchedule())],
  ['cosine on 4000 steps', discreteProcess(cosineSchedule(4000))],
  ['cosine on 1 step', discreteProcess(cosineSchedule(1))],
  ['zero terminal SNR', discreteProcess(zeroTerminalSnr(linearSchedule()))],
  ['VP', vpProcess()],
  ['sub-VP', subVpProcess()],
  ['VE', veProcess()],
  ['EDM', edmProcess()],
  ['flow', flowProcess()],
  ['cosine interpolant', cosineInterpolant()],
]
const fraction = fc.double({ min: 0.001, max: 0.999, noNaN: true })

describe.each(named)('the process %s', (_name, process) => {
  const timeAt = (part: number) => part * process.tMax

  it('begins with the data and ends with more noise than ever', () => {
    expect(levelAt(process, 0)).toEqual({ t: 0, signal: 1, noise: 0 })
    const end = levelAt(process, process.tMax)
    expect(end.noise).toBeGreaterThan(0.5)
    expect(end.noise).toBeLessThan(Infinity)
    expect(process.tMin).toBeLessThanOrEqual(process.tMax)
  })

  it('loses log-SNR at every moment', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        fc.pre(b - a > 1e-6)
        expect(logSnr(levelAt(process, timeAt(a)))).toBeGreaterThan(logSnr(levelAt(process, timeAt(b))))
      }),
    )
  })

  it('has the derivatives of its own scales', () => {
    fc.assert(
      fc.property(fraction, (part) => {
        const t = timeAt(part)
        const step = 1e-5 * t
        fc.pre(Math.ceil(t - step) === Math.ceil(t + step)) // not over a knot
        const [low, at, high] = [process.scales(t - step), process.scales(t), process.scales(t + step)]
        expectClose((high.signal - low.signal) / (2 * step), at.dSignal, 1e-5 * (1 + 1e-5 / step))
        expectClose((high.noise - low.noise) / (2 * step) / at.dNoise, 1, 1e-4)
      }),
    )
  })

  it('finds the time of a log-SNR, a level of a σ/α, and both ends', () => {
    fc.assert(
      fc.property(fraction, (part) => {
        const at = levelAt(process, timeAt(part))
        expectClose(timeOf(process, logSnr(at)) / at.t, 1, 1e-9)
        expectClose(levelOfSigma(process, at.noise / at.signal).t / at.t, 1, 1e-9)
      }),
    )
    expect(timeOf(process, Infinity)).toBe(0)
    expect(levelOfSigma(process, 0)).toEqual({ t: 0, signal: 1, noise: 0 })
    expect(timeOf(process, -Infinity)).toBe(process.tMax)
    expect(levelOfSigma(process, Infinity).t).toBe(process.tMax)
  })

  it('is an SDE whose steps are those of the posterior: β ≈ g²·dt', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.99, noNaN: true }), (part) => {
        const t = timeAt(part)
        const dt = 1e-6 * t
        fc.pre(Math.ceil(t - dt) === Math.ceil(t))
        const { drift, diffusion } = sde(process, t)
        const [from, to] = [levelAt(process, t), levelAt(process, t - dt)]
        expect(diffusion).toBeGreaterThan(0)
        expectClose(posterior(from, to).beta / dt / diffusion, 1, 1e-3)
        expectClose((from.signal / to.signal - 1) / dt / (drift || 1), drift && 1, 1e-3)
      }),
    )
  })

  it.each([-1e-9, NaN, Infinity])('refuses t = %d in a sentence', (t) => {
    expect(() => levelAt(process, t)).toThrow(new RangeError(`t must be a number in [0, ${process.tMax}], not ${t}.`))
    expect(() => sde(process, t)).toThrow(RangeError)
  })
})

describe('the SDEs of the literature follow from α and σ', () => {
  const t = fc.double({ min: 1e-3, max: 1, noNaN: true })
  const beta = (s: number) => 0.1 + 19.9 * s

  it('VP: f = −β/2, g² = β', () => {
    fc.assert(
      fc.property(t, (s) => {
        expectClose(sde(vpProcess(), s).drift, -beta(s) / 2)
        expectClose(sde(vpProcess(), s).diffusion / beta(s), 1, 1e-10)
      }),
    )
  })

  it('sub-VP: g² = β·(1 − e^(−2∫β))', () => {
    fc.assert(
      fc.property(t, (s) => {
        const integral = 0.1 * s + 9.95 * s * s
        expectClose(sde(subVpProcess(), s).diffusion, beta(s) * -Math.expm1(-2 * integral), 1e-10)
      }),
    )
  })

  it('VE: f = 0, g = σ·√(2·log(σ_max/σ_min)); EDM: g² = 2t', () => {
    fc.assert(
      fc.property(t, (s) => {
        const sigma = 0.01 * 5000 ** s
        expectClose(sde(veProcess(), s).diffusion, 2 * sigma ** 2 * Math.log(5000), 1e-10)
        expect(sde(edmProcess(), s)).toEqual({ drift: 0, diffusion: 2 * s })
      }),
    )
    expect(sde(veProcess(), 0.5).drift).toBe(0)
  })

  it("DDPM's linear schedule tends to VP", () => {
    const [discrete, continuous] = [discreteProcess(linearSchedule(4000)), vpProcess()]
    for (const s of [0.1, 0.5, 0.9])
      expectClose(levelAt(discrete, 4000 * s).signal / levelAt(continuous, s).signal, 1, 2e-2)
  })
})

describe('a schedule between its steps', () => {
  it('is the schedule at integers', () => {
    for (const schedule of [linearSchedule(), cosineSchedule(250), zeroTerminalSnr(cosineSchedule())]) {
      const process = discreteProcess(schedule)
      for (const t of [0, 1, 2, 100, 249, 250]) {
        expectClose(levelAt(process, t).signal, level(schedule, t).signal, 1e-14)
        expectClose(levelAt(process, t).noise, level(schedule, t).noise, 1e-14)
      }
    }
  })

  it('has the rate −log(1 − β) over each step', () => {
    const schedule = linearSchedule()
    for (const t of [1, 2, 500, 1000]) {
      expectClose(sde(discreteProcess(schedule), t - 0.3).diffusion / -Math.log1p(-(schedule.beta[t] ?? NaN)), 1, 1e-9)
    }
  })
})

it.each([
  [() => vpProcess({ betaMin: -1, betaMax: 20 }), 'betaMin must be a number in [0, 1000], not -1.'],
  [() => vpProcess({ betaMin: 3, betaMax: 2 }), 'betaMin must be a number in [0, 2], not 3.'],
  [() => subVpProcess({ betaMin: 0, betaMax: 0 }), 'betaMax must be a number in (0, 1000], not 0.'],
  [() => veProcess({ sigmaMin: 0 }), 'sigmaMin must be a number in (0, 50], not 0.'],
  [() => veProcess({ sigmaMin: 50 }), 'sigmaMin must be below sigmaMax, not 50 for both.'],
  [() => edmProcess({ sigmaMax: NaN }), 'sigmaMax must be a number in (0, 1000000], not NaN.'],
  [() => timeOf(flowProcess(), NaN), 'lambda must be a number in [-Infinity, Infinity], not NaN.'],
  [() => levelOfSigma(flowProcess(), -1), 'sigma must be a number in [0, Infinity], not -1.'],
])('bad input to a process has its sentence: %s', (make, sentence) => {
  expect(make).toThrow(new RangeError(sentence))
})
