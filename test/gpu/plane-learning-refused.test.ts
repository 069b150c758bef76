import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Backend } from '../../src/network'
import { forget, last, learn, trainer, listen, saved } from './trainer'
import { open } from './open-backend'
import { errorOfEps, fresh, losses, shape, tuning } from './learning-moons'

let backend: Backend

beforeAll(async () => {
  backend = await open('wasm')
})

afterAll(() => {
  backend.dispose()
})

beforeEach(() => {
  fresh()
})

afterEach(() => {
  trainer.dispose()
})

test('at a learning rate of 100 the loss diverges, which is said; undoing goes back to before', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(60)
  const [before, error] = [await saved(), await errorOfEps()]
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, learningRate: 100 } })
  await learn(200)
  expect(last('diverged')).toMatchObject({ before: 60 })
  expect(Math.abs((await errorOfEps()) - error)).toBeLessThan(1e-6) // the answers are those of before
  await learn(10)
  expect(last('refused')?.fault.code).toBe('learn-diverged')
  await trainer.handle({ kind: 'undo' })
  expect(last('restored')).toMatchObject({ step: 60, tuning })
  expect(await saved()).toEqual(before)
  await learn(20)
  expect(
    losses()
      .slice(-10)
      .every((loss) => loss < 1),
  ).toBe(true)
})

test('without points there is nothing to learn, which is said', async () => {
  trainer.dispose()
  listen()
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(10)
  expect(last('refused')?.fault.code).toBe('learn-no-points')
  expect(losses()).toEqual([])
})

test('reflow of a network whose flow leads to no numbers is refused, and it learns on with its pairs of before', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(10)
  const { arrays, ...rest } = await saved() // as a file may have it: finite, and with answers beyond all numbers
  const average = {
    shape: arrays.average?.shape ?? [],
    values: (arrays.average?.values ?? new Float32Array()).map((weight) => 1e20 * weight),
  }
  await trainer.handle({ kind: 'restore', learner: { ...rest, arrays: { ...arrays, average } } })
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, pairing: 'reflow' } })
  expect(last('refused')?.fault.code).toBe('learn-reflow-astray')
  expect((await saved()).tuning.pairing).toBe('independent')
})

test('a student whose loss leaves all bounds is given up, which is said; the network stays, and has another', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(20)
  const before = await saved()
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, learningRate: 100 } })
  await learn(100, 'distil')
  expect(last('refused')?.fault.code).toBe('learn-student-diverged')
  expect(trainer.denoiser('student', null)).toBeUndefined()
  await trainer.handle({ kind: 'tune', tuning })
  expect(await saved()).toEqual(before)
  forget()
  await learn(20, 'distil')
  expect(losses()).toHaveLength(20)
  expect(losses().every(Number.isFinite)).toBe(true)
})
