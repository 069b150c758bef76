import { expect, test } from 'vitest'
import { dataSetOracle, type Level } from '../../src/diffusion'
import { score } from '../../src/lessons/content/score'
import { levelOnTimeline } from '../../src/plane/path'
import { answerOver, planeOf } from './plane-over-arrays'

const level = (t: number): Level => levelOnTimeline({ process: 'discrete', schedule: 'cosine' }, t)

test('arrows: the score is longest far out, where the density is least; the density itself is steepest on the slope', async () => {
  const { truth, figures } = await answerOver(score, 'arrows')
  expect(truth).toBe('far')
  expect(figures['far']).toBeGreaterThan(2 * (figures['slope'] ?? NaN))
  expect(figures['slope']).toBeGreaterThan(5 * (figures['middle'] ?? NaN))
  const { points } = planeOf(score, 'arrows')
  const oracle = dataSetOracle(points.xy, 2)
  const steepness = (r: number) => {
    const place = Float64Array.of(r * Math.cos(Math.PI / 6), r * Math.sin(Math.PI / 6))
    return Math.hypot(...oracle.score(place, level(300))) * Math.exp(oracle.logDensity(place, level(300)))
  }
  expect(steepness(1)).toBeGreaterThan(steepness(0))
  expect(steepness(1)).toBeGreaterThan(steepness(3))
})

test('guess: the score points from xₜ to α·x̂₀, over σ²', () => {
  const { points } = planeOf(score, 'guess')
  const oracle = dataSetOracle(points.xy, 2)
  const at = level(450)
  for (const x of [Float64Array.of(0.3, -0.8), Float64Array.of(2, 1)]) {
    const mean = oracle.posteriorMean(x, at)
    oracle.score(x, at).forEach((s, k) => {
      expect(s).toBeCloseTo((at.signal * (mean[k] ?? NaN) - (x[k] ?? NaN)) / at.noise ** 2, 9)
    })
  }
})

test('climb: without their noise, Langevin’s steps pile the particles up on a few spots', async () => {
  const { truth, figures } = await answerOver(score, 'climb', { particles: 100 })
  expect(truth).toBe('peaks')
  expect(figures['without']).toBeLessThan(20)
}, 60_000)

test('stuck: plain Langevin leaves nearly every particle on the side on which it began', async () => {
  const { figures } = await answerOver(score, 'stuck', { particles: 100 })
  expect(figures['share']).toBeGreaterThan(0.93)
}, 60_000)

test('annealed: the side is decided at middling noise, and the start does not tell it', async () => {
  const { truth, figures } = await answerOver(score, 'annealed', { particles: 150 })
  expect(truth).toBeGreaterThan(200)
  expect(truth).toBeLessThan(450)
  expect(figures['start']).toBeLessThan(0.65)
}, 120_000)
