import { describe, expect, test } from 'vitest'
import { arrayAlgebra, convert, cosineSchedule, level, normalArray, rmsDifference } from '../../src/diffusion'
import { ERROR_TIMES, examplesAt, magnified, meansPerTime } from '../../src/lessons/content/answers-measures'

const cosine = cosineSchedule()
const normal = (step: number) => normalArray({ seed: 5, purpose: 'noise', step, sample: 0 }, 400)
const x = normal(0)
const output = normal(1)
const off = output.map((value, i) => value + 0.01 * (normal(2)[i] ?? NaN))

describe.each([1, 100, 500, 900, 999])('at t = %i', (t) => {
  const at = level(cosine, t)
  const error = (from: 'epsilon' | 'sample' | 'v_prediction', to: 'epsilon' | 'sample') =>
    rmsDifference(convert(arrayAlgebra, x, at, off, from, to), convert(arrayAlgebra, x, at, output, from, to)) /
    rmsDifference(off, output)
  const times = magnified(at)
  test('an error is multiplied by σ/α from ε̂ to x̂₀, by α/σ back, and from v̂ by σ and α, at most 1', () => {
    expect(error('epsilon', 'sample') / times.x0FromEps).toBeCloseTo(1, 2)
    expect(error('sample', 'epsilon') / times.epsFromX0).toBeCloseTo(1, 2)
    expect(error('v_prediction', 'sample') / times.x0FromV).toBeCloseTo(1, 1)
    expect(error('v_prediction', 'epsilon') / times.epsFromV).toBeCloseTo(1, 1)
    expect(Math.max(times.x0FromV, times.epsFromV)).toBeLessThanOrEqual(1)
  })
  test('the score is ε̂ by −σ, and so all the larger the less noise there is', () => {
    const s = convert(arrayAlgebra, x, at, output, 'epsilon', 'score')
    const expected = output.map((value) => -value / at.noise)
    expect(rmsDifference(s, expected) * at.noise).toBeLessThan(1e-5)
  })
})

test('x̂₀ and ε̂ of any answer give x_t again', () => {
  const at = level(cosine, 500)
  const [x0, eps] = (['sample', 'epsilon'] as const).map((to) =>
    convert(arrayAlgebra, x, at, output, 'v_prediction', to),
  )
  const mixed = x.map((_, i) => at.signal * (x0?.[i] ?? NaN) + at.noise * (eps?.[i] ?? NaN))
  expect(rmsDifference(mixed, x)).toBeLessThan(1e-6)
})

test('one step before pure noise an error of ε̂ is multiplied by more than 600', () => {
  expect(magnified(level(cosine, 999)).x0FromEps).toBeGreaterThan(600)
})

test('v is mostly noise near the picture, and mostly minus the picture in noise', () => {
  expect(level(cosine, 10).signal).toBeGreaterThan(0.99)
  expect(level(cosine, 990).noise).toBeGreaterThan(0.99)
})

test('on the board: 0.5 with α = 0.6, σ = 0.8 and ε̂ = 0.25 gives x̂₀ = 0.5', () => {
  expect((0.5 - 0.8 * 0.25) / 0.6).toBeCloseTo(0.5, 12)
})

test('each t is asked behind three noises, whose mean counts', () => {
  const x0 = new Float32Array(4)
  const examples = examplesAt(cosine, ERROR_TIMES, { x0, label: 3, seed: 1 })
  expect(examples).toHaveLength(33)
  expect(examples.slice(0, 3).map(({ at }) => at.t)).toEqual([1, 1, 1])
  expect(meansPerTime([1, 2, 3, 4, 5, 6])).toEqual([2, 5])
})
