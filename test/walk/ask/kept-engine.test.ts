import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EngineListener, startEngine } from '../../../src/engine/page/pictures/client'
import { Unanswered } from '../../../src/walk/ask/answers'
import { keepEngine } from '../../../src/walk/ask/kept-engine'
import type { SecondEngine } from '../../../src/walk/ask/second-engine'
import { toyEngines } from '../decided/toy-engine'

const source = (name: string) => ({ kind: 'shelf', url: `https://host/models/${name}/` }) as const
const never = new AbortController().signal

/** Engines of a test: how many were started, how many were ended, and what they loaded. */
function engines(fault?: Parameters<typeof toyEngines>[0]) {
  const { start: startToy, calls } = toyEngines(fault)
  const listeners: EngineListener[] = []
  let started = 0
  const start: typeof startEngine = () => {
    started += 1
    const engine = startToy()
    return {
      ...engine,
      listen: (listener) => {
        listeners.push(listener)
        engine.listen(listener)
      },
    }
  }
  return { start, calls, listeners, started: () => started }
}

const load =
  (name: string) =>
  async (engine: SecondEngine): Promise<void> => {
    await engine.load(source(name), 'auto')
  }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

test('an engine and its network stay for the next work; another network takes its place', async () => {
  const { start, calls, started } = engines()
  const keeper = keepEngine(start)
  await keeper.use(never, load('digits'))
  await keeper.use(never, load('digits'))
  expect([started(), calls.ended]).toEqual([1, 0])
  expect(calls.loaded).toEqual([source('digits')])
  await keeper.use(never, load('fashion'))
  await keeper.use(never, load('digits'))
  expect(started()).toBe(1)
  expect(calls.loaded).toEqual(['digits', 'fashion', 'digits'].map(source))
})

test('what a visitor has opened is loaded again only where it is another object', async () => {
  const { start, calls } = engines()
  const keeper = keepEngine(start)
  const files = [['card.json', new Blob()]] as const
  const [one, other] = [
    { kind: 'files', files },
    { kind: 'files', files },
  ] as const
  for (const opened of [one, one, other])
    await keeper.use(never, async (engine) => {
      await engine.load(opened, 'auto')
    })
  expect(calls.loaded).toEqual([one, other])
})

test('it ends once it has had no work for a minute, or when nothing more is wanted of it', async () => {
  const { start, calls, started } = engines()
  const keeper = keepEngine(start)
  await keeper.use(never, load('digits'))
  await vi.advanceTimersByTimeAsync(59_000)
  await keeper.use(never, load('digits'))
  await vi.advanceTimersByTimeAsync(59_000)
  expect(calls.ended).toBe(0)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(calls.ended).toBe(1)
  await keeper.use(never, load('digits'))
  expect(started()).toBe(2)
  keeper.end()
  expect(calls.ended).toBe(2)
  keeper.end()
  expect(calls.ended).toBe(2)
})

test('ended at work, it finishes the work and does not stay', async () => {
  const { start, calls } = engines()
  const keeper = keepEngine(start)
  await keeper.use(never, async (engine) => {
    await engine.load(source('digits'), 'auto')
    keeper.end()
    expect(calls.ended).toBe(0)
    await engine.load(source('fashion'), 'auto')
  })
  expect(calls.loaded).toHaveLength(2)
  expect(calls.ended).toBe(1)
})

test('two works at once have an engine each, and one of the two stays', async () => {
  const { start, calls, started } = engines()
  const keeper = keepEngine(start)
  await Promise.all([keeper.use(never, load('digits')), keeper.use(never, load('fashion'))])
  expect([started(), calls.ended]).toEqual([2, 1])
})

test('work that is given up, that fails or that loses its device takes its engine with it', async () => {
  const { start, calls, listeners, started } = engines()
  const keeper = keepEngine(start)
  const stop = new AbortController()
  await expect(
    keeper.use(stop.signal, async (engine) => {
      stop.abort()
      await engine.load(source('digits'), 'auto')
    }),
  ).rejects.toThrow(Unanswered)
  await expect(keeper.use(stop.signal, load('digits'))).rejects.toThrow(Unanswered)
  expect([started(), calls.ended, calls.loaded.length]).toEqual([2, 2, 0])

  const refused = engines({ fault: { code: 'http', details: {} } })
  await expect(keepEngine(refused.start).use(never, load('digits'))).rejects.toThrow(Unanswered)
  expect(refused.calls.ended).toBe(1)

  await keeper.use(never, load('digits'))
  listeners.at(-1)?.lost('the device is gone')
  await keeper.use(never, load('digits'))
  expect([started(), calls.ended]).toEqual([4, 3])
})

test('the classifier beside a network is placed once', async () => {
  let placements = 0
  const { start: startToy } = toyEngines({ classifier: { status: 'ready', labels: ['0', '1'], accuracy: [] } })
  const start = () => {
    const engine = startToy()
    return {
      ...engine,
      classifier: (url: string) => {
        placements += 1
        engine.classifier(url)
      },
    }
  }
  const keeper = keepEngine(start)
  const place = (name: string) => async (engine: SecondEngine) => {
    await engine.load(source(name), 'auto')
    expect(await engine.classifier('https://host/models/reader/')).toEqual(['0', '1'])
  }
  for (const name of ['digits', 'digits', 'fashion']) await keeper.use(never, place(name))
  expect(placements).toBe(2) // it goes with the network beside which it stood
})
