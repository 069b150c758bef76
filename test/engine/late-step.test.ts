import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Engine, type EngineListener, startEngine } from '../../src/engine/page/pictures/client'
import { type PlaneEngineClient, type PlaneListener, startPlaneEngine } from '../../src/engine/page/plane/client'
import type { PlaneRunSpec } from '../../src/engine/protocol/plane'
import type { RunSpec, Standing } from '../../src/engine/protocol/pictures'

interface Message {
  readonly kind: string
  readonly [field: string]: unknown
}

/** A worker that keeps what it is sent, and says what it is told to. */
class FakeWorker {
  static all: FakeWorker[] = []
  readonly messages: Message[] = []
  ended = false
  onmessage: (event: { data: Message }) => void = () => undefined
  constructor() {
    FakeWorker.all.push(this)
  }
  postMessage(message: Message) {
    this.messages.push(message)
  }
  terminate() {
    this.ended = true
  }
  say(data: Message) {
    this.onmessage({ data })
  }
}
const page = { hidden: false }
vi.stubGlobal('Worker', FakeWorker)
vi.stubGlobal('document', page)

const worker = () => FakeWorker.all.at(-1) as FakeWorker
const pass = (seconds: number) => {
  vi.advanceTimersByTime(1000 * seconds)
}
beforeEach(() => {
  FakeWorker.all = []
  page.hidden = false
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const levels = [
  { t: 1000, signal: 0, noise: 1 },
  { t: 0, signal: 1, noise: 0 },
]
const xt = Float32Array.of(1)
const at: Standing = { index: 0, xt, history: [], nfe: 0 }
const frame = (ms: number) => ({ index: 1, xt, ms, nfe: 1 })
const late = (seconds: number) => ({ code: 'late', details: { seconds } })

describe('a step of the walk', () => {
  const spec: RunSpec = {
    process: 'discrete',
    levels,
    sampler: { id: 'ddim', eta: 0 },
    changes: [{ kind: 'clip' }],
    label: 3,
    seed: 1,
    samples: 1,
  }
  const listener = {
    progress: vi.fn(),
    preparing: vi.fn(),
    ready: vi.fn(),
    frame: vi.fn(),
    failed: vi.fn(),
    lost: vi.fn(),
  } satisfies EngineListener
  let engine: Engine
  /** A run whose first step has been asked for, on a machine that took so long for the self-test and to be ready. */
  const ask = (selfTestMs: number, loadMs: number, of = spec) => {
    engine.load({ kind: 'shelf', url: 'https://host/models/digits/' }, 'auto')
    worker().say({ kind: 'ready', load: 1, ready: { selfTestMs, loadMs } })
    engine.open(of, at)
    engine.step()
  }
  beforeEach(() => {
    vi.clearAllMocks()
    engine = startEngine()
    engine.listen(listener)
  })

  test('that does not come in 30 seconds is a fault, once, and is not heard any more', () => {
    ask(100, 1000)
    pass(29)
    expect(listener.failed).not.toHaveBeenCalled()
    pass(600)
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(30), false)
    worker().say({ kind: 'frame', token: 1, frame: frame(1) })
    expect(listener.frame).not.toHaveBeenCalled()
  })

  test('that comes is none, nor is one that nobody asked for', () => {
    ask(100, 1000)
    pass(29)
    worker().say({ kind: 'frame', token: 1, frame: frame(29_000) })
    pass(600)
    engine.step()
    engine.close()
    pass(600)
    expect(listener.failed).not.toHaveBeenCalled()
  })

  test.each([
    ['by the self-test, for as many pictures', 1000, 1000, { ...spec, samples: 4 }, 160],
    ['by the sampler', 1000, 1000, { ...spec, sampler: { id: 'rk4' } as const }, 160],
    ['by what it took to be ready', 100, 90_000, spec, 90],
  ])('is waited for longer on a slow machine: %s', (_, selfTestMs, loadMs, of, seconds) => {
    ask(selfTestMs, loadMs, of)
    pass(seconds - 1)
    expect(listener.failed).not.toHaveBeenCalled()
    pass(1)
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(seconds), false)
  })

  test('is waited for 20 times as long as the longest one before', () => {
    ask(100, 1000)
    for (const ms of [5000, 3000]) {
      worker().say({ kind: 'frame', token: 1, frame: frame(ms) })
      engine.step()
    }
    pass(99)
    expect(listener.failed).not.toHaveBeenCalled()
    pass(1)
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(100), false)
  })

  test('is waited for anew while programs are compiled', () => {
    ask(100, 1000)
    for (let doneCount = 1; doneCount <= 5; doneCount++) {
      pass(20)
      worker().say({ kind: 'preparing', token: 1, done: doneCount, total: 5 })
    }
    expect(listener.failed).not.toHaveBeenCalled()
  })

  test('is not waited for while the page is hidden', () => {
    ask(100, 1000)
    pass(20)
    page.hidden = true
    pass(3600)
    page.hidden = false
    pass(9)
    expect(listener.failed).not.toHaveBeenCalled()
    pass(1)
    expect(listener.failed).toHaveBeenCalledOnce()
  })

  test.each<[string, () => Promise<unknown>]>([
    ['a look at a recorded step', () => engine.look({ spec, at, before: [], sample: 0 })],
    ['a question to the network', () => engine.ask({ states: xt, timesteps: [500], labels: [null] })],
  ])('%s is waited for as a step is', async (_, question) => {
    const answered = question()
    pass(29)
    expect(listener.failed).not.toHaveBeenCalled()
    worker().say({ kind: 'progress', load: 0, phase: 'build', done: 1, total: 2 })
    pass(29)
    expect(listener.failed).not.toHaveBeenCalled()
    pass(1)
    expect(await answered).toEqual({ status: 'failed', fault: late(30) })
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(30), false)
    pass(600)
    expect(listener.failed).toHaveBeenCalledOnce()
  })

  test('is asked of another worker after a restart, which is asked again what was not answered', async () => {
    engine.judge(true)
    ask(100, 1000)
    const keptHashes = engine.keptHashes(['a'])
    pass(30)
    engine.restart()
    expect(FakeWorker.all.map(({ ended }) => ended)).toEqual([true, false])
    expect(worker().messages).toEqual([
      { kind: 'judge', on: true },
      { kind: 'kept', hashes: ['a'], forget: [] },
    ])
    worker().say({ kind: 'kept', keptHashes: ['a'] })
    expect(await keptHashes).toEqual(['a'])
    engine.open(spec, at)
    engine.step()
    worker().say({ kind: 'frame', token: 2, frame: frame(1) })
    expect(listener.frame).toHaveBeenCalledOnce()
  })
})

describe('a step of the plane', () => {
  const question = {
    answerer: 'exact',
    process: { id: 'flow', schedule: 'cosine' },
    label: null,
    changes: [],
  } as const
  const spec: PlaneRunSpec = { ...question, levels, sampler: { id: 'flow-euler' }, seed: 1, particles: 1 }
  const listener = {
    ready: vi.fn(),
    frame: vi.fn(),
    learned: vi.fn(),
    failed: vi.fn(),
    lost: vi.fn(),
  } satisfies PlaneListener
  let engine: PlaneEngineClient
  beforeEach(() => {
    vi.clearAllMocks()
    engine = startPlaneEngine()
    engine.listen(listener)
    engine.begin(0, spec, at)
    engine.begin(1, spec, at)
    engine.step(0)
  })

  test('that does not come in 30 seconds is a fault, though the network learns on', () => {
    for (let second = 0; second < 40; second++) {
      pass(1)
      worker().say({ kind: 'learned', message: {} })
    }
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(30), undefined)
  })

  test('is waited for though the one beside it has come', () => {
    engine.step(1)
    worker().say({ kind: 'frame', slot: 0, token: 1, frame: frame(1) })
    pass(30)
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(30), undefined)
  })

  test('that comes is none, nor is one of a run that has ended', () => {
    worker().say({ kind: 'frame', slot: 0, token: 1, frame: frame(1) })
    engine.step(1)
    engine.end(1)
    pass(600)
    expect(listener.failed).not.toHaveBeenCalled()
  })

  test('is waited for ten times longer while questions are answered, which fail with it', async () => {
    const sampled = engine.sample(spec, xt)
    pass(299)
    expect(listener.failed).not.toHaveBeenCalled()
    pass(1)
    expect(listener.failed).toHaveBeenCalledExactlyOnceWith(late(300), undefined)
    await expect(sampled).rejects.toMatchObject({ fault: late(300) })
  })

  test('is asked of another worker after a restart', () => {
    pass(30)
    engine.restart()
    expect(FakeWorker.all.map(({ ended }) => ended)).toEqual([true, false])
    engine.begin(0, spec, at)
    engine.step(0)
    expect(worker().messages.map(({ kind }) => kind)).toEqual(['begin', 'step'])
    worker().say({ kind: 'frame', slot: 0, token: 3, frame: frame(1) })
    expect(listener.frame).toHaveBeenCalledOnce()
  })
})
