import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type EngineListener, startEngine } from '../../../../src/engine/page/pictures/client'
import type { AskLook, FromLook, LookedStep, LookRequest } from '../../../../src/engine/protocol/look'
import type {
  EngineReady,
  Frame,
  FromEngine,
  RunSpec,
  Standing,
  ToEngine,
} from '../../../../src/engine/protocol/pictures'

/** A worker that keeps what it is sent, and says what it is told to. */
class FakeWorker {
  static last: FakeWorker
  readonly messages: (ToEngine | AskLook)[] = []
  onmessage: (event: { data: FromEngine | FromLook }) => void = () => undefined
  onerror: (event: { message: string; preventDefault: () => void }) => void = () => undefined
  constructor() {
    FakeWorker.last = this
  }
  postMessage(message: ToEngine | AskLook) {
    this.messages.push(message)
  }
  terminate = vi.fn()
  say(data: FromEngine | FromLook) {
    this.onmessage({ data })
  }
}
vi.stubGlobal('Worker', FakeWorker)

const spec: RunSpec = {
  process: 'discrete',
  levels: [
    { t: 1000, signal: 0, noise: 1 },
    { t: 0, signal: 1, noise: 0 },
  ],
  sampler: { id: 'ddim', eta: 0 },
  changes: [{ kind: 'clip' }],
  label: 3,
  seed: 1,
  samples: 1,
}
const xt = Float32Array.of(1)
const start: Standing = { index: 0, xt, history: [], nfe: 0 }
const frame: Frame = { index: 1, xt, ms: 1, nfe: 1 }
const fault = { code: 'network', details: {} }

const listener = {
  progress: vi.fn(),
  preparing: vi.fn(),
  ready: vi.fn(),
  frame: vi.fn(),
  failed: vi.fn(),
  lost: vi.fn(),
  classifier: vi.fn(),
} satisfies EngineListener
let engine: ReturnType<typeof startEngine>
let worker: FakeWorker
beforeEach(() => {
  vi.clearAllMocks()
  engine = startEngine()
  engine.listen(listener)
  worker = FakeWorker.last
})

test('a run is opened, and asked for one frame at a time', () => {
  engine.open(spec, start)
  engine.step()
  expect(worker.messages).toEqual([
    { kind: 'open', token: 1, spec, at: start },
    { kind: 'step', token: 1 },
  ])
  worker.say({ kind: 'frame', token: 1, frame })
  expect(listener.frame).toHaveBeenCalledExactlyOnceWith(frame)
})

describe('a run that has ended is never heard of again', () => {
  test('when another has replaced it', () => {
    engine.open(spec, start)
    engine.step()
    engine.open({ ...spec, label: 4 }, start)
    worker.say({ kind: 'frame', token: 1, frame })
    worker.say({ kind: 'failed', token: 1, load: 0, fault })
    expect(listener.frame).not.toHaveBeenCalled()
    expect(listener.failed).not.toHaveBeenCalled()
    worker.say({ kind: 'frame', token: 2, frame })
    expect(listener.frame).toHaveBeenCalledOnce()
  })

  test('when it was closed', () => {
    engine.open(spec, start)
    engine.step()
    engine.close()
    worker.say({ kind: 'frame', token: 1, frame })
    expect(listener.frame).not.toHaveBeenCalled()
  })

  test('when the device was lost', () => {
    engine.open(spec, start)
    worker.say({ kind: 'lost', reason: 'driver' })
    worker.say({ kind: 'frame', token: 1, frame })
    expect(listener.frame).not.toHaveBeenCalled()
    expect(listener.lost).toHaveBeenCalledExactlyOnceWith('driver')
  })
})

test('without an open run nothing is asked for', () => {
  engine.step()
  engine.close()
  expect(worker.messages).toEqual([])
})

test('faults of the present run, and of loading, are told apart', () => {
  engine.open(spec, start)
  worker.say({ kind: 'failed', token: 1, load: 0, fault })
  worker.say({ kind: 'failed', token: null, load: 0, fault })
  expect(listener.failed.mock.calls).toEqual([
    [fault, true],
    [fault, false],
  ])
})

test('a worker that does not start is a fault', () => {
  const preventDefault = vi.fn()
  worker.onerror({ message: 'Uncaught RangeError: no', preventDefault })
  expect(listener.failed).toHaveBeenCalledExactlyOnceWith(
    { code: 'worker', details: { message: 'Uncaught RangeError: no' } },
    false,
  )
  expect(preventDefault).toHaveBeenCalledOnce()
})

test.each([
  '',
  undefined,
  'Uncaught TypeError: Failed to fetch dynamically imported module: https://host/worker.js',
  'TypeError: Importing a module script failed.',
  'error loading dynamically imported module',
])('a worker whose program does not come is told as a fault of the network: %j', (message) => {
  worker.onerror({ message: message as string, preventDefault: () => undefined })
  expect(listener.failed).toHaveBeenCalledExactlyOnceWith({ code: 'worker-unreachable', details: {} }, false)
})

test('after a lost device it is said that the network was there', () => {
  const source = { kind: 'shelf' as const, url: 'https://host/models/digits/' }
  engine.load(source, 'auto')
  engine.load(source, 'auto', true)
  expect(worker.messages.flatMap((message) => (message.kind === 'load' ? [message.again] : []))).toEqual([false, true])
})

test('ended, it ends its worker and asks for nothing more', () => {
  engine.open(spec, start)
  engine.end()
  engine.step()
  expect(worker.terminate).toHaveBeenCalledOnce()
  expect(worker.messages.map(({ kind }) => kind)).toEqual(['open'])
})

test('memory is answered in the order of asking', async () => {
  const requests = [engine.memory(), engine.memory()]
  for (const tensors of [1, 2])
    worker.say({ kind: 'memory', memory: { tensors, bytes: 0, dispatches: 0, readBacks: 0 } })
  expect((await Promise.all(requests)).map(({ tensors }) => tensors)).toEqual([1, 2])
})

test('loading, its progress and its end', () => {
  engine.load({ kind: 'shelf', url: 'https://host/models/digits/' }, 'auto')
  expect(worker.messages).toEqual([
    {
      kind: 'load',
      load: 1,
      source: { kind: 'shelf', url: 'https://host/models/digits/' },
      backend: 'auto',
      kernels: 'own',
      again: false,
    },
  ])
  worker.say({ kind: 'progress', load: 1, phase: 'download', done: 1, total: 2 })
  expect(listener.progress).toHaveBeenCalledExactlyOnceWith('download', 1, 2)
})

test('nothing of a network that was replaced by another is taken for the other’s', () => {
  engine.load({ kind: 'shelf', url: 'https://host/models/digits/' }, 'auto')
  engine.open(spec, start)
  engine.load({ kind: 'shelf', url: 'https://host/models/fashion/' }, 'auto')
  worker.say({ kind: 'progress', load: 1, phase: 'download', done: 1, total: 2 })
  worker.say({ kind: 'ready', load: 1, ready: {} as EngineReady })
  worker.say({ kind: 'failed', token: null, load: 1, fault })
  worker.say({ kind: 'frame', token: 1, frame })
  for (const callback of [listener.progress, listener.ready, listener.failed, listener.frame])
    expect(callback).not.toHaveBeenCalled()
})

test('a classifier belongs to the network beside which it was asked for', () => {
  engine.load({ kind: 'shelf', url: 'https://host/models/digits/' }, 'auto')
  engine.classifier('https://host/models/digits-classifier/')
  expect(worker.messages.at(-1)).toEqual({ kind: 'classifier', load: 1, url: 'https://host/models/digits-classifier/' })
  worker.say({ kind: 'classifier', load: 1, state: { status: 'loading', done: 1, total: 2 } })
  engine.load({ kind: 'shelf', url: 'https://host/models/growing/' }, 'auto')
  worker.say({ kind: 'classifier', load: 1, state: { status: 'ready', labels: [], accuracy: [] } })
  expect(listener.classifier).toHaveBeenCalledExactlyOnceWith({ status: 'loading', done: 1, total: 2 })
})

test('readings are answered in the order of asking, and one that cannot be had is none', async () => {
  const of = { xt, samples: 1, at: { t: 1, signal: 1, noise: 0.1 } }
  const requests = [engine.read(of), engine.read(of)]
  worker.say({ kind: 'reading', reading: { probabilities: Float32Array.of(1) } })
  worker.say({ kind: 'reading', reading: null })
  expect(await Promise.all(requests)).toEqual([{ probabilities: Float32Array.of(1) }, undefined])
})

describe('a look at a recorded step', () => {
  const request: LookRequest = { spec, at: start, before: [], sample: 0 }
  const looked = { status: 'dropped' } as const
  const step = { status: 'looked', step: { index: 1 } as LookedStep } as const
  const load = () => {
    engine.load({ kind: 'shelf', url: 'models/digits' }, 'auto')
  }

  test('is asked of the network that is loaded, and answered', async () => {
    load()
    const answer = engine.look(request)
    expect(worker.messages.at(-1)).toEqual({ kind: 'look', id: 1, load: 1, request })
    worker.say({ kind: 'looked', id: 1, looked: step })
    expect(await answer).toBe(step)
  })

  test('the newest is answered: those before it are dropped, whatever comes of them', async () => {
    const [first, second] = [engine.look(request), engine.look(request)]
    expect(await first).toEqual(looked)
    worker.say({ kind: 'looked', id: 1, looked: step })
    worker.say({ kind: 'looked', id: 2, looked: step })
    expect(await second).toBe(step)
  })

  test.each<[string, () => void]>([
    [
      'another run',
      () => {
        engine.open(spec, start)
      },
    ],
    [
      'the end of its run',
      () => {
        engine.open(spec, start)
        engine.close()
      },
    ],
    ['another network', load],
    [
      'the end of the worker',
      () => {
        engine.end()
      },
    ],
  ])('%s drops it', async (_, happens) => {
    const answer = engine.look(request)
    happens()
    expect(await answer).toEqual(looked)
  })

  test.each<[string, () => void, string]>([
    [
      'a lost device',
      () => {
        worker.say({ kind: 'lost', reason: 'gone' })
      },
      'look-lost',
    ],
    [
      'another worker in the place of one that stands still',
      () => {
        engine.restart()
      },
      'look-lost',
    ],
    [
      'a worker that breaks',
      () => {
        worker.onerror({ message: 'broke', preventDefault: () => undefined })
      },
      'worker',
    ],
  ])('%s is a fault with a code', async (_, happens, code) => {
    const answer = engine.look(request)
    happens()
    expect(await answer).toMatchObject({ status: 'failed', fault: { code } })
  })

  test('does not touch the run that is open', () => {
    engine.open(spec, start)
    void engine.look(request)
    worker.say({ kind: 'frame', token: 1, frame })
    expect(listener.frame).toHaveBeenCalledWith(frame)
    expect(listener.failed).not.toHaveBeenCalled()
  })
})
