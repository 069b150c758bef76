import { expect, test } from 'vitest'
import { ddim } from '../../src/lessons/content/ddim'
import { normalArray, slerp, correlationOf } from '../../src/diffusion'
import { answerOver } from './plane-over-arrays'

test('marginals: half way the clouds of η = 0 and η = 1 are the same, their particles are not', async () => {
  const { truth, figures } = await answerOver(ddim, 'marginals', { particles: 150, pointCount: 400 })
  expect(truth).toBe('cloud')
  expect(figures['cloud']).toBeLessThan(0.08)
  expect(figures['particles']).toBeGreaterThan(1)
}, 60_000)

test('between: the mean of two noises is √½ as strong, the arc’s middle as strong as each, for any seed', () => {
  for (const seed of [1, 2, 3]) {
    const [a, b] = [0, 1].map((sample) => normalArray({ seed, purpose: 'start', step: 0, sample }, 784))
    if (!a || !b) throw new Error('no noises')
    const strength = (x: Float32Array) => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0) / 784)
    expect(Math.abs(strength(a.map((value, i) => (value + (b[i] ?? NaN)) / 2)) - Math.SQRT1_2)).toBeLessThan(0.06)
    expect(Math.abs(strength(slerp(a, b, 0.5)) - 1)).toBeLessThan(0.06)
    expect(Math.abs(correlationOf(a, b))).toBeLessThan(0.12) // almost at a right angle: 0 ± 0.04
  }
})
