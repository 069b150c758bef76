import { expect, test } from 'vitest'
import {
  arrayAlgebra,
  dataSetOracle,
  ddim,
  levelAt,
  noised,
  normalArray,
  posterior,
  rmsDifference,
} from '../../src/diffusion'
import { oracle, points, process, stepOf } from './walk-over-arrays'

const mean = [0, 1].map(
  (j) => ((points[j] ?? NaN) + (points[j + 2] ?? NaN) + (points[j + 4] ?? NaN) + (points[j + 6] ?? NaN)) / 4,
)
const x0 = points.slice(2, 4)

test('the first guess is the mean of all data, whatever the noise', () => {
  const at = levelAt(process, 1000)
  for (const x of [
    [0.3, -1],
    [-2, 1.5],
  ])
    expect(rmsDifference(oracle.posteriorMean(Float64Array.from(x), at), mean)).toBeLessThan(1e-3)
})

test('of all guesses the mean of what is possible has the least squared error', () => {
  const at = levelAt(process, 700)
  const xt = Float64Array.from([-0.2, 0.6])
  const weights = oracle.posteriorWeights(xt, at)
  const error = (guess: ArrayLike<number>) =>
    weights.reduce((sum, w, i) => sum + w * rmsDifference(guess, points.slice(2 * i, 2 * i + 2)) ** 2, 0)
  const best = oracle.posteriorMean(xt, at)
  for (const [i, w] of weights.entries()) {
    expect(w).toBeLessThan(0.9) // several are possible
    expect(error(points.slice(2 * i, 2 * i + 2))).toBeGreaterThan(error(best))
  }
  for (const d of [0.05, -0.05]) expect(error(best.map((value) => value + d))).toBeGreaterThan(error(best))
})

test('the less noise, the fewer pictures are possible, down to one', () => {
  const eps = normalArray({ seed: 3, purpose: 'forward', step: 0, sample: 0 }, 2)
  const possible = [1000, 800, 600, 400, 200, 20].map((t) => {
    const at = levelAt(process, t)
    const weights = oracle.posteriorWeights(noised(Float32Array.from(x0), eps, at), at)
    return 1 / weights.reduce((sum, w) => sum + w * w, 0) // the effective number
  })
  expect(possible[0]).toBeCloseTo(4, 2)
  for (const [i, n] of possible.slice(1).entries()) expect(n).toBeLessThanOrEqual((possible[i] ?? NaN) + 1e-9)
  expect(possible.at(-1)).toBeCloseTo(1, 3)
})

test('a step goes a little towards the guess, and leaves a little less noise', () => {
  const [from, to] = stepOf(20, 8)
  const xt = Float32Array.from([0.4, -0.9])
  const x0Hat = Float32Array.from([-0.3, 0.7])
  const epsHat = xt.map((x, i) => (x - from.signal * (x0Hat[i] ?? NaN)) / from.noise)
  const normal = () => new Float32Array(2)
  const { next } = ddim({ eta: 0 })({
    algebra: arrayAlgebra,
    xt,
    from: from,
    to: to,
    denoise: () => ({ x0Hat, epsHat }),
    normal,
  })
  const share = rmsDifference(next, x0Hat) / rmsDifference(xt, x0Hat)
  expect(share).toBeGreaterThan(0.8)
  expect(share).toBeLessThan(1)
  expect(to.noise).toBeLessThan(from.noise)
})

test('into noise needs nobody’s knowledge: no data but the one picture is in the sum', () => {
  const at = levelAt(process, 500)
  const eps = normalArray({ seed: 1, purpose: 'forward', step: 0, sample: 0 }, 2)
  const xt = noised(Float32Array.from(x0), eps, at)
  xt.forEach((x, i) => {
    expect(x).toBeCloseTo(at.signal * (x0[i] ?? NaN) + at.noise * (eps[i] ?? NaN), 6)
  })
  expect(posterior(at, levelAt(process, 450)).x0).toBeGreaterThan(0) // but the way back needs x₀, or a guess of it
})

test('of one picture only, the guess is that picture from the first step on', () => {
  const alone = dataSetOracle(x0, 2)
  expect([...alone.posteriorMean(Float64Array.from([2, 2]), levelAt(process, 1000))]).toEqual([...x0])
})
