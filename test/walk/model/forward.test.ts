import { expect, test } from 'vitest'
import { createForward } from '../../../src/walk/model/forward'
import { modelOf } from '../../../src/walk/model/models'
import { defaults } from '../../../src/walk/model/settings'
import { T } from '../../../src/runs/timeline'
import { SIZE } from '../../../src/walk/picture/mnist-shape'

const x0 = Float32Array.from({ length: SIZE * SIZE }, (_, i) => Math.sin(i))
const seed = (value: number) => ({ model: 'digits', schedule: 'own' as const, seed: value })

test('dragging back returns the same picture, bit for bit', () => {
  const forward = createForward()
  const at = (t: number) => forward(x0, seed(1), t).xt.slice()
  const there = [0, 1, 250, 999, T].map(at)
  at(500)
  expect([0, 1, 250, 999, T].map(at)).toEqual(there)
})

test('another seed is another noise, and the first comes back with its seed', () => {
  const forward = createForward()
  const first = forward(x0, seed(1), 500).xt.slice()
  expect(forward(x0, seed(2), 500).xt).not.toEqual(first)
  expect(forward(x0, seed(1), 500).xt).toEqual(first)
})

test('it begins at the picture and ends in pure noise', () => {
  const forward = createForward()
  expect(forward(x0, seed(1), 0).xt).toEqual(x0)
  const { xt, eps, level } = forward(x0, seed(1), T)
  expect(Math.max(...xt.map((value, i) => Math.abs(value - (eps[i] ?? 0))))).toBeLessThan(2 * level.signal)
  expect(level.signal).toBeLessThan(0.01)
})

test('xₜ = √ᾱₜ·x₀ + √(1−ᾱₜ)·ε, elementwise', () => {
  const { xt, eps } = createForward()(x0, seed(3), 400)
  const alphaBar = modelOf(defaults).schedule.alphaBar[400] ?? NaN
  xt.forEach((value, i) => {
    expect(value).toBeCloseTo(Math.sqrt(alphaBar) * (x0[i] ?? 0) + Math.sqrt(1 - alphaBar) * (eps[i] ?? 0), 6)
  })
})
