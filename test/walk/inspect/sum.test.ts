import { describe, expect, test } from 'vitest'
import { arrayAlgebra, equationTerms, makeProcess, makeSampler, normalArray, tracedStep } from '../../../src/diffusion'
import { largestDifference, partialSum, rootMeanSquare } from '../../../src/walk/inspect/sum'
import { pathOf } from '../../../src/walk/model/path'
import { modelOf } from '../../../src/walk/model/models'
import { defaults } from '../../../src/walk/model/settings'
import { samplerSpec, SAMPLERS, withSampler } from '../../../src/runs/sampler-settings'

const VALUES = 64
const noise = (step: number) => new Float32Array(normalArray({ seed: 5, purpose: 'step', step, sample: 0 }, VALUES))

/** A denoiser that is wrong in its own way at every pixel, and a variance head. */
const denoise = (x: Float32Array, { signal, noise: sigma }: { signal: number; noise: number }) => {
  const x0Hat = x.map((value, i) => Math.tanh(value * signal) * (1 + 0.1 * Math.sin(i)))
  return { x0Hat, epsHat: x.map((value, i) => (value - signal * (x0Hat[i] ?? NaN)) / sigma), v: x.map(Math.tanh) }
}

/** A step of a sampler over arrays, and what it is made of, as the engine says it. */
function stepOf(sampler: (typeof SAMPLERS)[number]) {
  const settings = { ...defaults, ...withSampler(sampler), steps: 5 }
  const spec = samplerSpec(settings)
  if (spec.id === 'rk45') throw new Error('its step is no one sum')
  const { levels } = pathOf(settings)
  const [before, from, to] = levels.slice(1) as [(typeof levels)[0], (typeof levels)[0], (typeof levels)[0]]
  const scale = Math.hypot(from.signal, from.noise)
  const xt = noise(1).map((value) => scale * value)
  let draws = 2
  const { step, sums, valueOf } = tracedStep(makeSampler(spec), {
    algebra: arrayAlgebra,
    xt,
    from,
    to,
    process: makeProcess(settings.process, modelOf(settings).schedule),
    history: [{ at: before, xt: noise(9), ...denoise(noise(9), before) }],
    denoise,
    normal: () => noise(draws++),
  })
  const terms = equationTerms({ ...sums, next: sums.next.map((term) => ({ ...term, values: valueOf(term) })) })
  return { xt, terms, next: step.next }
}

describe('adding up the terms of a step', () => {
  test.each(SAMPLERS.filter((id) => id !== 'rk45'))(
    '%s: their sum is the next state, to float32’s rounding',
    (sampler) => {
      const { xt, terms, next } = stepOf(sampler)
      expect(next.every(Number.isFinite)).toBe(true)
      const sizes = terms.map(({ coefficient, values }) => Math.abs(coefficient) * Math.max(...values.map(Math.abs)))
      const rounding = 8 * 2 ** -24 * sizes.reduce((sum, size) => sum + size, 0)
      expect(largestDifference(partialSum(xt, terms, terms.length), next)).toBeLessThan(rounding)
      expect(largestDifference(partialSum(xt, terms, terms.length - 1), next)).toBeGreaterThan(rounding)
    },
  )

  test('before anything is added stands xₜ; then the sum grows term by term, without a jump', () => {
    const start = Float32Array.of(4, 4)
    const terms = [
      { coefficient: 0.5, values: Float32Array.of(2, 0) },
      { coefficient: -1, values: Float32Array.of(1, 3) },
    ]
    expect(partialSum(start, terms, 0)).toBe(start)
    expect([...partialSum(start, terms, 0.5)]).toEqual([2.5, 2])
    expect([...partialSum(start, terms, 1)]).toEqual([1, 0])
    expect([...partialSum(start, terms, 1.5)]).toEqual([0.5, -1.5])
    expect([...partialSum(start, terms, 2)]).toEqual([0, -3])
  })

  test('differences are of the worst pixel and of all of them; of lists that do not match there is none', () => {
    const [a, b] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(1, 2, 3, 2)]
    expect(largestDifference(a, b)).toBe(2)
    expect(rootMeanSquare(a, b)).toBe(1)
    expect(rootMeanSquare(Float32Array.of(3, -3))).toBe(3)
    expect(largestDifference(a, b.subarray(1))).toBeNaN()
  })
})
