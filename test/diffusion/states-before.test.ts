import { expect, test } from 'vitest'
import { type Level, samplerInfo, statesBefore } from '../../src/diffusion'

const at = (noise: number): Level => ({ t: noise, signal: 1, noise })
const down = [4, 3, 2, 1, 0].map(at)
/** Inverted first: up from the data, then down. */
const turned = [0, 2, 4, 3, 2, 1, 0].map(at)

test('a sampler without a past needs no state but its own', () => {
  expect(down.map((_, index) => statesBefore(samplerInfo({ id: 'euler' }), down, index))).toEqual([0, 0, 0, 0, 0])
})

test('one that looks back needs as many as it remembers, as far as the run has them', () => {
  const info = samplerInfo({ id: 'dpm-solver++', order: 3 })
  expect(down.map((_, index) => statesBefore(info, down, index))).toEqual([0, 1, 2, 2, 2])
})

test('one that corrects needs them all', () => {
  expect(down.map((_, index) => statesBefore(samplerInfo({ id: 'unipc' }), down, index))).toEqual([0, 1, 2, 3, 4])
})

test('the way up is no past, and has none', () => {
  const info = samplerInfo({ id: 'unipc' })
  expect([0, 1, 2, 3, 4, 5].map((index) => statesBefore(info, turned, index))).toEqual([0, 0, 0, 1, 2, 3])
})
