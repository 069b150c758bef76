import { beforeEach, expect, test, vi } from 'vitest'
import { type LaneEngine, lanesLost, startLaneEngine } from '../../../../src/engine/page/pictures/lane-engine'
import type { FromLanes, LaneStep } from '../../../../src/engine/protocol/lanes'
import type { EngineReady, FromEngine } from '../../../../src/engine/protocol/pictures'

let messages: { readonly kind: string; readonly id?: number; readonly load?: number; readonly again?: boolean }[]
let worker: { onmessage: (event: { data: FromEngine | FromLanes }) => void; onerror: (event: unknown) => void }
let ended: number
let engine: LaneEngine
const say = (data: FromEngine | FromLanes) => {
  worker.onmessage({ data })
}
const ready = { loadMs: 1, selfTestMs: 1 } as EngineReady
const lane = {} as LaneStep

beforeEach(() => {
  ;[messages, ended] = [[], 0]
  const fake = {
    postMessage: (message: (typeof messages)[number]) => messages.push(message),
    terminate: () => {
      ended += 1
    },
  }
  engine = startLaneEngine({ backend: 'wasm', kernels: 'own' }, () => {
    worker = fake as unknown as typeof worker
    return fake as unknown as Worker
  })
})

test('a network is loaded, a classifier beside it, and lanes step by the load that is there', async () => {
  const loading = engine.load({ kind: 'shelf', url: 'https://host/models/digits-v/' })
  say({ kind: 'progress', load: 1, phase: 'download', done: 1, total: 2 })
  say({ kind: 'ready', load: 1, ready })
  expect(await loading).toEqual({ status: 'ready', ready })
  const led = engine.classifier('https://host/models/digits-classifier/')
  say({ kind: 'classifier', load: 1, state: { status: 'loading', done: 1, total: 2 } })
  say({ kind: 'classifier', load: 1, state: { status: 'ready', labels: [], accuracy: [] } })
  expect(await led).toEqual({ status: 'ready' })
  const advancing = engine.advance([lane, lane])
  const advanced = { status: 'advanced', lanes: [], calls: 1, ms: 5 } as const
  say({ kind: 'advanced', id: 1, advanced })
  expect(await advancing).toEqual(advanced)
  expect(messages.map(({ kind, load }) => [kind, load])).toEqual([
    ['load', 1],
    ['classifier', 1],
    ['advance', 1],
  ])
})

test('what fails says why', async () => {
  const loading = engine.load({ kind: 'shelf', url: 'https://host/' })
  const fault = { code: 'checksum', details: {} }
  say({ kind: 'failed', token: null, load: 1, fault })
  expect(await loading).toEqual({ status: 'failed', fault })
  const led = engine.classifier('https://host/')
  say({ kind: 'classifier', load: 1, state: { status: 'failed', fault } })
  expect(await led).toEqual({ status: 'failed', fault })
})

test('a lost device answers what is being asked; the network is asked for again, without being fetched', async () => {
  const advancing = engine.advance([lane])
  say({ kind: 'lost', reason: 'gone' })
  expect(await advancing).toEqual({ status: 'failed', fault: lanesLost })
  void engine.load({ kind: 'shelf', url: 'https://host/' }, true)
  expect(messages.at(-1)).toMatchObject({ kind: 'load', load: 1, again: true })
})

test('a worker that stands still is given up, and one that is ended answers nobody', async () => {
  vi.useFakeTimers()
  const advancing = engine.advance([lane])
  vi.advanceTimersByTime(60_000)
  expect(await advancing).toMatchObject({ status: 'failed', fault: { code: 'late' } })
  vi.useRealTimers()
  const last = engine.advance([lane])
  engine.end()
  expect(await last).toEqual({ status: 'failed', fault: lanesLost })
  expect(ended).toBe(1)
})
