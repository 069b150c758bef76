import { describe, expect, test } from 'vitest'
import { dataLevel, klBits, level, linearSchedule, posterior } from '../../../src/diffusion'
import type { LookedStep } from '../../../src/engine/protocol/look'
import { bell, drawnFrom, drawnKnowing, holding, klOfAll, whyNone } from '../../../src/walk/inspect/gaussians'

const schedule = linearSchedule(1000)
const [from, to] = [level(schedule, 500), level(schedule, 499)]
const x0 = Float32Array.of(0.5, -1, 1)
const xt = Float32Array.of(0.3, -0.9, 1.4)

/** A step whose network says x̂₀, with the width of a sampler. */
const stepWith = (x0Hat: Float32Array, deviation: number | Float32Array): LookedStep => {
  const q = posterior(from, to)
  const mean = x0Hat.map((value, i) => q.x0 * value + q.xt * (xt[i] ?? NaN))
  return { from, to, xt, gaussian: { mean, deviation } } as LookedStep
}

describe('one pixel as two Gaussians', () => {
  test('a network that says the truth, with the true width, is no bit away', () => {
    const step = stepWith(x0, Math.sqrt(posterior(from, to).betaTilde))
    for (const bits of klOfAll(step, x0)) expect(bits).toBeCloseTo(0, 6)
  })

  test('with the width β and a wrong guess, the divergence is the closed form of two Gaussians', () => {
    const q = posterior(from, to)
    const wrong = Float32Array.of(0.4, -1, 0.2)
    const step = stepWith(wrong, Math.sqrt(q.beta))
    const bits = klOfAll(step, x0)
    x0.forEach((truth, i) => {
      const distance = q.x0 * (truth - (wrong[i] ?? NaN))
      const nats = 0.5 * (Math.log(q.beta / q.betaTilde) + (q.betaTilde + distance ** 2) / q.beta - 1)
      expect(bits[i]).toBeCloseTo(nats / Math.LN2, 5)
    })
  })

  test('where the network learned its width, each value has its own', () => {
    const step = stepWith(x0, Float32Array.of(0.01, 0.02, 0.03))
    expect(drawnFrom(step, 1)?.deviation).toBeCloseTo(0.02, 7)
    expect(drawnFrom(step, 2)?.deviation).toBeCloseTo(0.03, 7)
    const q = drawnKnowing(step, x0, 2)
    expect(klOfAll(step, x0)[2]).toBeCloseTo(klBits(q, { mean: q.mean, deviation: Math.fround(0.03) }), 4)
  })

  test('a bell encloses 1, and four deviations hold all of them', () => {
    const normal = { mean: 0.2, deviation: 0.05 }
    const [low, high] = holding([normal, { mean: -0.1, deviation: 0.02 }])
    expect(low).toBeCloseTo(-0.18, 12)
    expect(high).toBeCloseTo(0.4, 12)
    const spots = bell(normal, -0.2, 0.6, 401)
    expect(spots.reduce((sum, [, y]) => sum + y * 0.002, 0)).toBeCloseTo(1, 3)
  })
})

describe('where a step has no Gaussian, the reason is known', () => {
  const step = (patch: Partial<LookedStep> = {}) => ({ from, to, ...patch }) as LookedStep
  test.each([
    ['DDIM draws nothing', { id: 'ddim', eta: 0 }, step(), 'point'],
    ['RK45 is adaptive', { id: 'rk45', tolerance: 1e-3 }, step(), 'adaptive'],
    ['an inversion leads up', { id: 'ddpm', variance: 'beta' }, step({ from: to, to: from }), 'up'],
    ['the last step of DDPM draws nothing', { id: 'ddpm', variance: 'beta' }, step({ to: dataLevel }), 'no-noise'],
  ] as const)('%s', (_, sampler, of, why) => {
    expect(whyNone({ sampler: sampler as never }, of)).toBe(why)
  })

  test('a step that has one has no reason', () => {
    expect(whyNone({ sampler: { id: 'ddpm', variance: 'beta' } as never }, stepWith(x0, 0.1))).toBeUndefined()
  })
})
