import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { normalArray } from '../../src/diffusion'
import type { RecordingCard } from '../../src/walk/recording'
import { defaults, sameRun, type Settings } from '../../src/walk/model/settings'
import { SIZE } from '../../src/walk/picture/mnist-shape'
import { pathOf } from '../../src/walk/model/path'

const read = (path: string) => readFileSync(new URL(`../../public/${path}`, import.meta.url))
const card = JSON.parse(read('recordings/digits.json').toString()) as RecordingCard
const bytes = read('recordings/digits.bin')
const again = 'run `npm run record` again'

test('the recording is of the weights that are shipped', () => {
  const model = JSON.parse(read('models/digits-v/card.json').toString()) as {
    files: Record<string, { sha256: string }>
  }
  expect(card.weights, again).toBe(model.files['unet/diffusion_pytorch_model.safetensors']?.sha256)
})

test('and of the default settings', () => {
  const settings: Settings = { ...defaults, ...card.settings }
  expect(sameRun(settings, defaults), again).toBe(true)
  expect(card.times, again).toEqual(pathOf(defaults).times)
})

test('it has a picture a frame of each of xt, x̂₀ and ε̂, and is small', () => {
  expect(bytes.length).toBe(3 * card.times.length * SIZE * SIZE)
  expect(bytes.length).toBeLessThan(200_000)
})

test('the noise of a first visit is ordinary, and no pixel of it strays into the corners of what comes of it', () => {
  for (const purpose of ['start', 'forward'] as const) {
    const noise = normalArray({ seed: defaults.seed, purpose, step: 0, sample: 0 }, SIZE * SIZE)
    expect(Math.max(...noise.map(Math.abs)), purpose).toBeLessThan(3.5) // of 784 values, the largest is beyond that in a third of all draws
  }
  const last = bytes.subarray((card.times.length - 1) * SIZE * SIZE, card.times.length * SIZE * SIZE)
  const border = last.filter(
    (_, i) => Math.min(i % SIZE, Math.floor(i / SIZE), SIZE - 1 - (i % SIZE), SIZE - 1 - Math.floor(i / SIZE)) < 3,
  )
  expect(Math.max(...border)).toBeLessThan(10)
})
