import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RecordingCard } from '../../src/walk/recording'
import { defaults, sameRun, type Settings } from '../../src/walk/settings'
import { SIZE } from '../../src/walk/mnist-shape'
import { pathOf } from '../../src/walk/path'

const read = (path: string) => readFileSync(new URL(`../../public/${path}`, import.meta.url))
const card = JSON.parse(read('recordings/digits.json').toString()) as RecordingCard
const bytes = read('recordings/digits.bin')
const again = 'run `npm run record` again'

test('the recording is of the weights that are shipped', () => {
  const model = JSON.parse(read('models/digits-v/card.json').toString()) as { files: Record<string, { sha256: string }> }
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
