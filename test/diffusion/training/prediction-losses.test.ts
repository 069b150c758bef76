import { describe, expect, test } from 'vitest'
import {
  arrayAlgebra,
  convert,
  cosineSchedule,
  descentDirection,
  guessLosses,
  level,
  linearSchedule,
  lossCurve,
  lossTargets,
  meanLoss,
  noised,
  normalArray,
  predictionLosses,
  simpleLoss,
  squaredErrors,
  stratifiedTime,
  type NoisyExample,
  type PredictionLosses,
} from '../../../src/diffusion'

const d = 784
const normal = (step: number, sample = 0) => normalArray({ seed: 3, purpose: 'noise', step, sample }, d)
const picture = (k: number) => normal(k, 9).map((z) => Math.tanh(z))
const example = (t: number, k = 0): NoisyExample => ({
  x0: picture(k),
  eps: normal(k),
  at: level(cosineSchedule(1000), t),
})

describe('the loss of ε, x₀ and v, from one answer', () => {
  test.each([1, 100, 500, 900, 999])('is of each what a network that predicts it would have, at t = %i', (t) => {
    const of = example(t)
    const { at } = of
    const xt = noised(of.x0, of.eps, at)
    for (const prediction of lossTargets) {
      const output = normal(1, 4) // what such a network says
      const convertTo = (to: 'sample' | 'epsilon') => convert(arrayAlgebra, xt, at, output, prediction, to)
      const answer = { x0Hat: convertTo('sample'), epsHat: convertTo('epsilon') }
      const { epsilon, sample, v_prediction } = predictionLosses(of, answer)
      expect(epsilon).toBeCloseTo(simpleLoss(of.eps, answer.epsHat), 10)
      const factor = (at.noise / at.signal) ** 2
      expect(sample / (factor * epsilon)).toBeCloseTo(1, 2)
      expect(v_prediction / (epsilon / at.signal ** 2)).toBeCloseTo(1, 2)
    }
  })

  test('is 0 of the truth', () => {
    const of = example(700)
    const losses = predictionLosses(of, { x0Hat: of.x0, epsHat: of.eps })
    for (const target of lossTargets) expect(losses[target]).toBeLessThan(1e-12)
  })
})

test('of ε the loss of an answer of zeros is 1, and of noise 2, within four errors of a thousand presses; of v as α and σ say', () => {
  const schedule = linearSchedule(1000)
  const presses = Array.from({ length: 1000 }, (_, k) => {
    const [u = 0] = normal(k, 1).map((z) => Math.abs(z) % 1)
    const of = { x0: picture(k), eps: normal(k), at: level(schedule, stratifiedTime(k, u, 1000, 20)) }
    return { of, zero: guessLosses(of, new Float32Array(d)), random: guessLosses(of, normal(k, 2)) }
  })
  const mean = (losses: 'zero' | 'random', target: keyof PredictionLosses) =>
    meanLoss(
      lossCurve(
        presses.map((press) => ({ t: press.of.at.t, loss: press[losses][target] })),
        1000,
        20,
      ),
    )
  for (const [losses, expected] of [
    ['zero', 1],
    ['random', 2],
  ] as const) {
    const { mean: estimate, error } = mean(losses, 'epsilon')
    expect(error).toBeLessThan(0.005)
    expect(Math.abs(estimate - expected)).toBeLessThan(4 * error)
  }
  const power = presses.reduce((sum, { of }) => sum + simpleLoss(of.x0, new Float32Array(d)), 0) / presses.length
  const expected =
    presses.reduce((sum, { of: { at } }) => sum + at.signal ** 2 + at.noise ** 2 * power, 0) / presses.length
  const { mean: vLoss, error } = mean('zero', 'v_prediction')
  expect(Math.abs(vLoss - expected)).toBeLessThan(4 * error)
})

test('the squared errors’ mean is the loss, and a small step along the descent direction lowers it as its slope says', () => {
  const [eps, epsHat] = [normal(0), normal(1)]
  const loss = simpleLoss(eps, epsHat)
  const errors = squaredErrors(eps, epsHat)
  expect(errors.reduce((sum, value) => sum + value, 0) / d).toBeCloseTo(loss, 5)
  const down = descentDirection(eps, epsHat)
  const h = 0.5
  const moved = arrayAlgebra.combine([1, epsHat], [h, down])
  const slope = down.reduce((sum, value) => sum + value ** 2, 0)
  expect((loss - simpleLoss(eps, moved)) / (h * slope)).toBeCloseTo(1, 2)
  const all = arrayAlgebra.combine([1, epsHat], [d / 2, down])
  expect(simpleLoss(eps, all)).toBeLessThan(1e-12) // so far along it the answer is right
})
