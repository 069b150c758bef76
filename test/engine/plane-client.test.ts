import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  AnswerFailed,
  type PlaneEngineClient,
  type PlaneListener,
  startPlaneEngine,
} from '../../src/engine/page/plane/client'
import type { EvaluateRequest, Evaluation, FromPlane, PlaneRunSpec, ToPlane } from '../../src/engine/protocol/plane'
import type { Frame, Standing } from '../../src/engine/protocol/pictures'

/** A worker that keeps what it is sent, and says what it is told to. */
class FakeWorker {
  static last: FakeWorker
  readonly messages: ToPlane[] = []
  ended = false
  onmessage: (event: { data: FromPlane }) => void = () => undefined
  onerror: (event: { message: string; preventDefault: () => void }) => void = () => undefined
  constructor() {
    FakeWorker.last = this
  }
  postMessage(message: ToPlane) {
    this.messages.push(message)
  }
  terminate() {
    this.ended = true
  }
  say(data: FromPlane) {
    this.onmessage({ data })
  }
}
vi.stubGlobal('Worker', FakeWorker)

const question = {
  answerer: 'exact',
  process: { id: 'flow', schedule: 'cosine' },
  label: null,
  changes: [],
} as const
const levels = [
  { t: 1, signal: 0, noise: 1 },
  { t: 0, signal: 1, noise: 0 },
]
const spec: PlaneRunSpec = { ...question, levels, sampler: { id: 'flow-euler' }, seed: 1, particles: 1 }
const xt = Float32Array.of(1, 2)
const start: Standing = { index: 0, xt, history: [], nfe: 0 }
const frame: Frame = { index: 1, xt, ms: 1, nfe: 1 }
const request: EvaluateRequest = { ...question, points: xt, at: { t: 0.5, signal: 0.5, noise: 0.5 } }
const evaluation: Evaluation = { score: xt, x0Hat: xt, ms: 1 }
const fault = { code: 'plane-particles', details: {} }

const listener = {
  ready: vi.fn(),
  frame: vi.fn(),
  learned: vi.fn(),
  failed: vi.fn(),
  lost: vi.fn(),
} satisfies PlaneListener
let engine: PlaneEngineClient
let worker: FakeWorker
beforeEach(() => {
  vi.clearAllMocks()
  engine = startPlaneEngine()
  engine.listen(listener)
  worker = FakeWorker.last
})

describe('runs, by slot', () => {
  test('two are open side by side, each asked for one frame at a time', () => {
    engine.begin(0, spec, start)
    engine.begin(1, spec, start)
    engine.step(1)
    expect(worker.messages).toEqual([
      { kind: 'begin', slot: 0, token: 1, spec, at: start },
      { kind: 'begin', slot: 1, token: 2, spec, at: start },
      { kind: 'step', slot: 1, token: 2 },
    ])
    worker.say({ kind: 'frame', slot: 1, token: 2, frame })
    expect(listener.frame).toHaveBeenCalledExactlyOnceWith(1, frame)
  })

  test('one that has ended, or was replaced, is never heard of again', () => {
    engine.begin(0, spec, start)
    engine.begin(0, spec, start)
    engine.begin(1, spec, start)
    engine.end(1)
    for (const [slot, token] of [
      [0, 1],
      [1, 3],
    ] as const) {
      worker.say({ kind: 'frame', slot, token, frame })
      worker.say({ kind: 'failed', of: { slot, token }, fault })
    }
    expect(listener.frame).not.toHaveBeenCalled()
    expect(listener.failed).not.toHaveBeenCalled()
    worker.say({ kind: 'failed', of: { slot: 0, token: 2 }, fault })
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(fault, 0)
  })

  test('without one nothing is asked for', () => {
    engine.step(0)
    engine.end(1)
    expect(worker.messages).toEqual([])
  })
})

describe('questions, by number', () => {
  test('each gets its own answer, in whatever order they come', async () => {
    const first = engine.evaluate(request)
    const second = engine.sample(spec, xt)
    expect(worker.messages.map((message) => 'id' in message && message.id)).toEqual([1, 2])
    worker.say({ kind: 'sampled', id: 2, xt, nfe: 3, ms: 4 })
    worker.say({ kind: 'evaluated', id: 1, evaluation })
    await expect(second).resolves.toEqual({ xt, nfe: 3, ms: 4 })
    await expect(first).resolves.toBe(evaluation)
  })

  test('one that cannot be answered is rejected, with its fault', async () => {
    const answer = engine.evaluate(request)
    worker.say({ kind: 'failed', of: { id: 1 }, fault })
    const failure: unknown = await answer.catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AnswerFailed)
    expect((failure as AnswerFailed).fault).toBe(fault)
    expect(listener.failed).not.toHaveBeenCalled()
  })

  test('one that is no longer wanted is cancelled, and its late answer dropped', async () => {
    const control = new AbortController()
    const answer = engine.likelihood({ ...request, steps: 10 }, control.signal)
    control.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    expect(worker.messages.at(-1)).toEqual({ kind: 'cancel', id: 1 })
    worker.say({ kind: 'likelihoods', id: 1, logDensity: xt })
  })

  test('one that was unwanted before it was asked is not asked', async () => {
    await expect(engine.evaluate(request, AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' })
    expect(worker.messages).toEqual([])
  })

  test('a signal that aborts after the answer cancels nothing', async () => {
    const control = new AbortController()
    const answer = engine.evaluate(request, control.signal)
    worker.say({ kind: 'evaluated', id: 1, evaluation })
    await answer
    control.abort()
    expect(worker.messages).toHaveLength(1)
  })
})

test('a lost device ends every run and fails every question', async () => {
  engine.begin(0, spec, start)
  const answer = engine.memory()
  worker.say({ kind: 'lost', reason: 'driver' })
  await expect(answer).rejects.toMatchObject({ fault: { code: 'plane-lost' } })
  worker.say({ kind: 'frame', slot: 0, token: 1, frame })
  expect(listener.frame).not.toHaveBeenCalled()
  expect(listener.lost).toHaveBeenCalledExactlyOnceWith('driver')
})

test('a worker that does not start is a fault, also of what was asked of it', async () => {
  const answer = engine.evaluate(request)
  const preventDefault = vi.fn()
  worker.onerror({ message: '', preventDefault })
  const unreachable = { code: 'worker-unreachable', details: {} }
  await expect(answer).rejects.toMatchObject({ fault: unreachable })
  expect(listener.failed).toHaveBeenCalledExactlyOnceWith(unreachable, undefined)
  expect(preventDefault).toHaveBeenCalledOnce()
})

test('closing ends the worker, and nobody waits any longer', async () => {
  const answer = engine.evaluate(request)
  engine.dispose()
  expect(worker.ended).toBe(true)
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
})
