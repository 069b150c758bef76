import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { normalArray } from '../../src/diffusion'
import type { LearnerShape, LearnerTuning } from '../../src/engine/protocol/learning'
import type { PointSet } from '../../src/engine/protocol/plane'
import type { Backend } from '../../src/network'
import { networkFile } from '../../src/plane/learn/network-file'
import { all, messages, last, learn, trainer, listen, saved } from './trainer'
import { open } from './open-backend'

const shape: LearnerShape = {
  process: { id: 'discrete', schedule: 'cosine' },
  prediction: 'v_prediction',
  width: 8,
  depth: 1,
  seed: 3,
  dropClass: 0.2,
}
const tuning: LearnerTuning = {
  batch: 16,
  learningRate: 5e-3,
  weighting: 'simple',
  timeSampling: 'uniform',
  pairing: 'independent',
}
const points: PointSet = {
  xy: normalArray({ seed: 1, purpose: 'points', step: 0, sample: 0 }, 80),
  labels: Uint8Array.from({ length: 40 }, (_, i) => i % 2),
}

let backend: Backend
beforeAll(async () => {
  backend = await open('wasm')
})
afterAll(() => {
  backend.dispose()
})
beforeEach(() => {
  listen(points)
})
afterEach(() => {
  trainer.dispose()
})

describe('learning that breaks off', () => {
  test('is told, and the learner rests: what is asked later is done', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(3)
    await trainer.handle({ kind: 'restore', learner: { ...(await saved()), step: 2 ** 32 - 1 } }) // of the next step, nothing can be drawn
    await learn(10)
    expect(last('refused')?.fault.code).toBe('learn-stopped')
    expect(messages.at(-1)?.kind).toBe('paused')
    await trainer.handle({ kind: 'create', shape, tuning })
    await learn(4)
    expect(last('progress')).toMatchObject({ step: 4, running: false })
    expect(all('refused')).toHaveLength(1)
  })

  test('is not to be had by a file: one of as many steps as cannot be counted is refused', async () => {
    await trainer.handle({ kind: 'create', shape, tuning })
    await trainer.handle({
      kind: 'open',
      file: 'a.safetensors',
      bytes: networkFile({ ...(await saved()), step: 2 ** 32 - 1 }),
    })
    expect(last('refused')).toMatchObject({ fault: { code: 'field', details: { field: 'step' } }, of: 'open' })
  })
})

test('undoing keeps the student; another network takes it away', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(3)
  const before = await saved()
  await learn(2, 'distil')
  await trainer.handle({ kind: 'undo' })
  expect(last('restored')?.cause).toBe('undo')
  expect(trainer.denoiser('student', null)).toBeDefined()
  await trainer.handle({ kind: 'restore', learner: before })
  expect(last('restored')?.cause).toBe('other')
  expect(trainer.denoiser('student', null)).toBeUndefined()
})

test.each([1, 2, 3, 4])(
  'however unevenly examples weigh, a network that learns is kept and copied (seed %i)',
  async (seed) => {
    await trainer.handle({
      kind: 'create',
      shape: { ...shape, prediction: 'score', seed },
      tuning: { ...tuning, weighting: 'own' },
    })
    for (let i = 0; i < 10; i++) {
      await learn(20)
      expect(last('copy')?.learner.step).toBe(20 * (i + 1))
    }
  },
)

test('pairs of reflow are gone with the points that they lead to, and by no undoing do they come back', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(10)
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, pairing: 'reflow' } })
  await learn(190) // kept, with its pairs
  expect((await saved()).arrays).toHaveProperty(['pairs.eps'])
  trainer.setPoints({ ...points, xy: points.xy.map((x) => x + 1) })
  expect(messages.at(-1)?.kind).toBe('unpaired')
  for (const undone of [false, true]) {
    if (undone) await trainer.handle({ kind: 'undo' })
    const now = await saved()
    expect(now.tuning.pairing).toBe('independent')
    expect(now.arrays).not.toHaveProperty(['pairs.eps'])
  }
  trainer.setPoints(points)
  expect(all('unpaired')).toHaveLength(1)
})
