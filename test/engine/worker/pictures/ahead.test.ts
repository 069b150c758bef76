import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stepAhead } from '../../../../src/engine/worker/pictures/ahead'

// A run of three steps over a back end that fetches values when the test says so. A state is the number of steps that led there.

const LAST = 3
/** What happened, in order. */
let events: string[]
/** The states that hold memory. */
let heldStates: Set<number>
let fetches: Map<number, { arrive: () => void; fail: () => void }>
/** Steps that cannot be started. */
let broken: Set<number>
let ahead: boolean
let now: number

beforeEach(() => {
  ;[events, ahead, now] = [[], true, 0]
  heldStates = new Set([0])
  fetches = new Map()
  broken = new Set()
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const open = () =>
  stepAhead<number, string>(0, {
    startsAhead: (from) => ahead && from < LAST,
    leave: (state) => heldStates.delete(state),
    close: (state) => heldStates.delete(state),
  })

const start = (from: number) => {
  const to = from + 1
  if (broken.has(to)) return Promise.reject(new Error(`step ${to} cannot start`))
  events.push(`start ${to}`)
  heldStates.add(to)
  const values = new Promise<string>((resolve, reject) => {
    fetches.set(to, {
      arrive: () => {
        events.push(`arrive ${to}`)
        resolve(`values ${to}`)
      },
      fail: () => {
        reject(new Error(`values ${to} are lost`))
      },
    })
  })
  return Promise.resolve({ to, values })
}
/** Lets all that can go on go on. */
const idle = () => new Promise((resolve) => setTimeout(resolve))
const arrive = async (...steps: number[]) => {
  for (const step of steps) fetches.get(step)?.arrive()
  await idle()
}

test('a step is started before the values of the one before have arrived, and the last one has none after it', async () => {
  const run = open()
  const first = run.next(start)
  await idle()
  expect(events).toEqual(['start 1', 'start 2'])
  await arrive(1)
  expect(await first).toMatchObject({ state: 1, values: 'values 1' })
  const second = run.next(start)
  await idle()
  expect(events).toEqual(['start 1', 'start 2', 'arrive 1', 'start 3'])
  await arrive(2, 3)
  expect([await second, await run.next(start)]).toMatchObject([{ state: 2 }, { state: 3, values: 'values 3' }])
  expect(events).toHaveLength(6)
  expect([...heldStates]).toEqual([3])
  await run.close()
  expect(heldStates.size).toBe(0)
})

test('where nothing is gained by it, no step is started before it is asked for', async () => {
  ahead = false
  const run = open()
  const first = run.next(start)
  await idle()
  await arrive(1)
  await first
  expect(events).toEqual(['start 1', 'arrive 1'])
})

test('a run that is closed while a step is ahead gives everything back, once nothing is being fetched', async () => {
  const run = open()
  const first = run.next(start)
  await idle()
  await arrive(1)
  await first
  let isClosed = false
  const closed = run.close().then(() => {
    isClosed = true
  })
  await idle()
  expect(isClosed).toBe(false)
  await arrive(2)
  await closed
  expect(heldStates.size).toBe(0)
})

test('a step ahead that is forgotten is started again, from the same state', async () => {
  const run = open()
  const first = run.next(start)
  await idle()
  await arrive(1)
  await first
  const forgotten = run.forget()
  await arrive(2)
  await forgotten
  expect([...heldStates]).toEqual([1])
  events = []
  const second = run.next(start)
  await idle()
  expect(events).toEqual(['start 2', 'start 3'])
  await arrive(2)
  expect(await second).toMatchObject({ state: 2 })
})

test('a step ahead that cannot be started is reported when it is asked for, once, and can be tried again', async () => {
  const run = open()
  broken.add(2)
  const first = run.next(start)
  await idle()
  await arrive(1)
  expect(await first).toMatchObject({ state: 1 })
  await expect(run.next(start)).rejects.toThrow('step 2 cannot start')
  broken.clear()
  const second = run.next(start)
  await idle()
  await arrive(2)
  expect(await second).toMatchObject({ state: 2 })
})

test('a step ahead whose values are lost is reported when it is asked for; the run stands where the last frame left it', async () => {
  const run = open()
  const first = run.next(start)
  await idle()
  fetches.get(2)?.fail()
  await arrive(1)
  expect(await first).toMatchObject({ state: 1 })
  const second = run.next(start)
  const refused = expect(second).rejects.toThrow('values 2 are lost')
  await idle()
  await arrive(3) // it had been started from there
  await refused
  expect([...heldStates]).toEqual([1])
  events = []
  void run.next(start)
  await idle()
  expect(events).toEqual(['start 2', 'start 3'])
})

test('of a device that is lost meanwhile nothing is reported but to who waits, and closing waits for nobody', async () => {
  const run = open()
  const first = run.next(start)
  await idle()
  const refused = expect(first).rejects.toThrow('values 1 are lost')
  fetches.get(1)?.fail()
  fetches.get(2)?.fail()
  await refused
  await run.close()
  expect(heldStates.size).toBe(0)
})

test('all is settled once what is being fetched has come', async () => {
  const run = open()
  await run.settled()
  const first = run.next(start)
  await idle()
  await arrive(1)
  await first
  const settled = run.settled().then(() => events.push('settled'))
  await arrive(2)
  await settled
  expect(events.slice(-2)).toEqual(['arrive 2', 'settled'])
})

test('a step takes the time from its start, or from the frame before, to its arrival, however late it is asked for', async () => {
  const run = open()
  const at = (time: number) => {
    now = time
  }
  at(100)
  const first = run.next(start)
  await idle()
  at(150)
  await arrive(1)
  expect((await first).ms).toBe(50)
  at(180)
  await arrive(2)
  at(1000) // the page had paused
  const second = run.next(start)
  await idle()
  expect((await second).ms).toBe(30)
  at(1040)
  await arrive(3)
  expect((await run.next(start)).ms).toBe(40)
})
