import { expect, test } from 'vitest'
import card from '../../public/models/digits-v/card.json'
import { ddim, ddpm, arrayAlgebra, posterior, samplerInfo, rmsDifference } from '../../src/diffusion'
import { stepOf, walked } from './walk-over-arrays'

test('every step asks the network once', () => {
  expect(samplerInfo({ id: 'ddim', eta: 0 }).nfe).toBe(1)
  for (const variance of ['beta', 'beta-tilde'] as const) expect(samplerInfo({ id: 'ddpm', variance }).nfe).toBe(1)
})

test('one step, and the last step of any walk, leaves the guess', () => {
  for (const [from, to] of [stepOf(1, 0), stepOf(20, 19)]) {
    const x0Hat = Float32Array.from([0.2, -0.4])
    const input = {
      algebra: arrayAlgebra,
      xt: Float32Array.from([1, 2]),
      from: from,
      to: to,
      denoise: () => ({ x0Hat, epsHat: Float32Array.from([9, 9]) }),
      normal: () => Float32Array.from([5, 5]),
    }
    for (const sampler of [ddim({ eta: 0 }), ddpm({ variance: 'beta' }), ddpm({ variance: 'beta-tilde' })])
      expect(rmsDifference(sampler(input).next, x0Hat)).toBeLessThan(1e-6)
  }
})

test('with many steps DDIM’s distance halves as the steps double; the first steps buy most', () => {
  const long = walked({ id: 'ddim', eta: 0 }, 1000)
  const [one, five, fifty, hundred] = [1, 5, 50, 100].map((n) =>
    rmsDifference(walked({ id: 'ddim', eta: 0 }, n), long),
  ) as [number, number, number, number]
  expect(fifty / hundred).toBeGreaterThan(1.6)
  expect(fifty / hundred).toBeLessThan(2.8)
  expect((one - five) / 4).toBeGreaterThan((five - fifty) / 45)
})

/** The noise that a picture has at s after a step with a perfect guess of x₀, as a share of what it should have. */
const noiseShares = (steps: number, variance: 'beta' | 'betaTilde') => {
  return Array.from({ length: steps - 1 }, (_, i) => {
    const [from, to] = stepOf(steps, i)
    const q = posterior(from, to)
    return ((q.xt * from.noise) ** 2 + q[variance]) / to.noise ** 2
  })
}

test('β̃ brings just the noise that the next level has; β more, much more where steps are long, hardly in a thousand', () => {
  for (const steps of [5, 1000]) for (const share of noiseShares(steps, 'betaTilde')) expect(share).toBeCloseTo(1, 9)
  expect(Math.max(...noiseShares(5, 'beta'))).toBeGreaterThan(2.5)
  const thousand = noiseShares(1000, 'beta')
  expect(thousand.every((share) => share > 1)).toBe(true)
  expect(thousand.filter((share) => share > 1.05).length).toBeLessThan(50)
})

test('β is the right variance for data that is itself noise', () => {
  // There E[x₀ | xₜ] = α·xₜ, and x_s = (x0·α + xt)·xₜ + √β·z has variance 1 again.
  const [from, to] = stepOf(5, 1)
  const q = posterior(from, to)
  expect((q.x0 * from.signal + q.xt) ** 2 + q.beta).toBeCloseTo(1, 9)
})

test('the network’s card says that ten steps are read as asked as often as fifty', () => {
  const shares = [10, 50].map(
    (steps) =>
      card.quality.runs.find((run) => run.sampler === 'ddim' && run.steps === steps && !('guidance' in run))?.accuracy,
  )
  for (const share of shares) expect(Math.round(1000 * (share ?? NaN)) / 10).toBeCloseTo(98.5, 6)
  expect(card.quality.runs.every(({ samples }) => samples === 10_000)).toBe(true)
})
