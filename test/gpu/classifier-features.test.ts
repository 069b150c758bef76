import { expect, test } from 'vitest'
import { cosineSchedule, dataLevel } from '../../src/diffusion'
import { loadJudge } from '../../src/engine/worker/pictures/load-judge'
import { readState } from '../../src/engine/worker/pictures/run'
import { buildUNet, memory } from '../../src/network'
import { surest } from '../../src/walk/classifier/readings'
import { type FeaturesCard, referenceOf } from '../../src/walk/quality/reference'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())

test('what the classifier sees in the starter digits is what is stored of them, to half a byte’s step', async () => {
  const backend = await open('wasm')
  const judge = await loadJudge('/models/digits-classifier', { cache: false })
  const tiny = await checkpoint('/test/golden/tiny')
  const loaded = { backend, checkpoint: tiny, unet: buildUNet(tiny), schedule: cosineSchedule(1000), judge }
  const card = (await (await fetch('/features/digits.json')).json()) as FeaturesCard & { readonly samples: number }
  const { features, dimension } = referenceOf(card, await bytesOf('/features/digits.bin'))
  const xt = Float32Array.from(await bytesOf('/samples/digits.bin'), (byte) => byte / 127.5 - 1)
  const of = { xt, samples: card.samples, at: dataLevel }

  const before = memory().tensors
  const alone = await readState(loaded, judge, of)
  const both = await readState(loaded, judge, { ...of, features: true })
  expect(memory().tensors).toBe(before)
  expect(alone.features).toBeUndefined()
  expect(difference(both.probabilities, alone.probabilities)).toBe(0)
  const labels = Array.from({ length: 10 }, (_, i) => surest(both.probabilities, i, 10).label)
  expect(labels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])

  expect(both.features).toHaveLength(card.samples * dimension)
  const steps = (both.features ?? new Float32Array()).map(
    (value, i) => Math.abs(value - (features[i] ?? NaN)) / (card.step[i % dimension] ?? NaN),
  )
  expect(Math.max(...steps)).toBeLessThan(0.55)
  judge.classifier.dispose()
  loaded.unet.dispose()
  backend.dispose()
})
