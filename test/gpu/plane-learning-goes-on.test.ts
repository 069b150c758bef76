import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Backend, counters, memory } from '../../src/network'
import { networkFile } from '../../src/plane/learn/network-file'
import { all, forget, last, learn, trainer, saved } from './trainer'
import { open } from './open-backend'
import { fresh, losses, shape, tuning } from './learning-moons'

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

test('the same seed learns the same network, in whatever pieces', async () => {
  const each = { ...tuning, timeSampling: 'importance' } as const
  await trainer.handle({ kind: 'create', shape, tuning: each })
  await learn(40)
  const wholeLearner = await saved()
  const wholeLosses = losses()
  trainer.dispose()
  fresh()
  await trainer.handle({ kind: 'create', shape, tuning: each })
  for (const steps of [1, 13, 1, 1, 24]) await learn(steps)
  expect(losses()).toEqual(wholeLosses)
  expect(await saved()).toEqual(wholeLearner)
})

test('a network that was saved as a file and opened goes on as if it had never stopped', async () => {
  await trainer.handle({ kind: 'create', shape, tuning: { ...tuning, timeSampling: 'importance' } })
  await learn(25)
  const bytes = networkFile(await saved())
  await learn(30)
  const expected = losses().slice(25)
  trainer.dispose()
  fresh()
  await trainer.handle({ kind: 'open', file: 'a.safetensors', bytes })
  expect(last('restored')).toMatchObject({ shape, step: 25 })
  await learn(30)
  expect(losses()).toEqual(expected)
})

test('a file that is none is refused in words, and the network stays', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(3)
  const bytes = networkFile(await saved())
  const text = (from: string, to: string) => {
    const offset = new TextDecoder('latin1').decode(bytes).indexOf(from)
    const broken = bytes.slice()
    broken.set(new TextEncoder().encode(to), offset)
    return broken
  }
  const broken: readonly (readonly [string, Uint8Array])[] = [
    ['truncated', bytes.slice(0, bytes.length - 8)],
    ['truncated', bytes.slice(0, 4)],
    ['header', bytes.slice(8)],
    ['field', text('noisewalk', 'daydreams')],
    ['field', text('epsilon', 'epsilom')],
    ['field', text('\\"width\\":32', '\\"width\\":0 ')],
    ['tensor-shape', text('\\"depth\\":2', '\\"depth\\":3')],
    ['tensor-unexpected', text('average', 'averagf')],
    ['not-json', text('\\"format', '\\\\format')],
    ['tensor-value', Uint8Array.from(bytes, (byte, i) => (i >= bytes.length - 4 ? 255 : byte))],
  ]
  for (const [code, file] of broken) {
    await trainer.handle({ kind: 'open', file: 'a.safetensors', bytes: file })
    expect(last('refused')?.fault.code).toBe(code)
  }
  expect(all('refused')).toHaveLength(broken.length)
  expect((await saved()).step).toBe(3)
})

test('the page has a copy wherever it rests, by no read-back of its own, and one that went on from it goes on as if it had never stopped', async () => {
  await trainer.handle({
    kind: 'create',
    shape: { ...shape, width: 8 },
    tuning: { ...tuning, batch: 16, timeSampling: 'importance' },
  })
  const readbacks = counters().readbacks
  await learn(40)
  expect(counters().readbacks - readbacks).toBe(4)
  const copy = last('copy')?.learner
  if (!copy) throw new Error('there is no copy')
  expect(copy).toEqual(await saved())
  expect(copy.step).toBe(40)
  await learn(20)
  const expected = losses().slice(40)
  trainer.dispose()
  fresh()
  await trainer.handle({ kind: 'restore', learner: copy })
  await learn(20)
  expect(losses()).toEqual(expected)
})

test('a copy is never of a network that diverged, and follows every change of it', async () => {
  await trainer.handle({ kind: 'create', shape, tuning })
  await learn(60)
  await trainer.handle({ kind: 'tune', tuning: { ...tuning, learningRate: 100 } })
  await learn(200)
  expect(last('diverged')).toBeDefined()
  expect(last('copy')?.learner.step).toBe(60)
  forget()
  await trainer.handle({ kind: 'undo' })
  expect(last('copy')?.learner).toMatchObject({ step: 60, tuning })
  await trainer.handle({ kind: 'go', steps: null })
  await trainer.work()
  await trainer.handle({ kind: 'pause' })
  expect(last('copy')?.learner.step).toBe(last('paused')?.step)
})

test('nothing is left behind: the same tensors after 20 steps and after 300, none after the end, and one read-back in ten steps', async () => {
  trainer.dispose()
  const before = memory().tensors
  fresh()
  await trainer.handle({
    kind: 'create',
    shape: { ...shape, width: 8 },
    tuning: { ...tuning, batch: 16, timeSampling: 'importance', pairing: 'optimal-transport' },
  })
  await learn(20)
  await learn(10, 'distil')
  const early = memory().tensors
  const readbacks = counters().readbacks
  await learn(280)
  expect(counters().readbacks - readbacks).toBe(28)
  await learn(20, 'distil')
  expect(memory().tensors).toBe(early)
  trainer.dispose()
  expect(memory().tensors).toBe(before)
})
