import { beforeEach, expect, test } from 'vitest'
import type { AskLook, FromLook, LookedStep, LookRequest } from '../../../../src/engine/protocol/look'
import type { Loaded } from '../../../../src/engine/worker/pictures/load'
import type { Look } from '../../../../src/engine/worker/pictures/look'
import { createLooking } from '../../../../src/engine/worker/pictures/looking'

// A worker's queue, and looks that take as many steps as they say.

const request = { spec: { samples: 1 } } as LookRequest
const loaded = { unet: {} } as Loaded
const step = { next: Float32Array.of(1), xt: Float32Array.of(2) } as LookedStep

let events: string[]
let present: { loaded: Loaded | undefined; load: number }
let posted: (FromLook & { readonly buffers: number })[]
let queue: Promise<void>
let steps: number
let broken: Error | undefined
const add = (work: () => Promise<void>) => {
  queue = queue.then(work)
}
const idle = async () => {
  let lastQueue
  do {
    lastQueue = queue
    await queue
  } while (lastQueue !== queue)
}
function open() {
  const looking = createLooking(
    {
      post: (message, transfer) => posted.push({ ...message, buffers: transfer.length }),
      present: () => present,
      later: add,
      faultOf: (error) => ({ code: 'network', details: { message: String(error) } }),
    },
    {
      prepare: () => Promise.resolve(),
      begin: () => ({ request }) as Look,
      on: () => {
        if (broken) return Promise.reject(broken)
        events.push('look')
        steps -= 1
        return Promise.resolve(steps > 0 ? undefined : step)
      },
      end: () => {
        events.push('end')
      },
    },
  )
  const ask = (id: number, load = 1) => {
    const message: AskLook = { kind: 'look', id, load, request }
    looking.announce(message)
    add(() => looking.onLook(message))
  }
  return { ask }
}
beforeEach(() => {
  ;[events, posted, queue, steps, broken, present] = [[], [], Promise.resolve(), 1, undefined, { loaded, load: 1 }]
})

test('a look is answered, and what it holds is given back; its arrays are handed over, not copied', async () => {
  open().ask(1)
  await idle()
  expect(posted).toEqual([{ kind: 'looked', id: 1, looked: { status: 'looked', step }, buffers: 2 }])
  expect(events).toEqual(['look', 'end'])
})

test('between the steps of a long look whatever else is asked comes first: playing waits for one step at most', async () => {
  steps = 3
  open().ask(1)
  add(() => {
    events.push('frame 1')
    add(() =>
      Promise.resolve()
        .then(() => events.push('frame 2'))
        .then(() => undefined),
    )
    return Promise.resolve()
  })
  await idle()
  expect(events).toEqual(['look', 'frame 1', 'look', 'frame 2', 'look', 'end'])
})

test('a newer question drops the one before it, whether it has begun or not', async () => {
  steps = 3
  const { ask } = open()
  ask(1)
  await queue
  ask(2)
  ask(3)
  steps = 3
  await idle()
  expect(posted.map(({ id, looked }) => [id, looked.status])).toEqual([
    [1, 'dropped'],
    [2, 'dropped'],
    [3, 'looked'],
  ])
})

test('a question to a network that was replaced is dropped, one to no network is refused', async () => {
  const { ask } = open()
  ask(1, 0)
  await idle()
  present = { loaded: undefined, load: 1 }
  ask(2)
  await idle()
  expect(posted.map(({ looked }) => looked)).toEqual([
    { status: 'dropped' },
    { status: 'failed', fault: { code: 'look-network', details: {} } },
  ])
})

test('a device that is lost between two steps is said, and nothing of it is given back', async () => {
  steps = 2
  open().ask(1)
  add(() => {
    present = { loaded: undefined, load: 1 }
    return Promise.resolve()
  })
  await idle()
  expect(posted.map(({ looked }) => looked)).toEqual([{ status: 'failed', fault: { code: 'look-lost', details: {} } }])
  expect(events).toEqual(['look'])
})

test('a step that fails is said, and what it holds is given back', async () => {
  broken = new Error('no such class')
  open().ask(1)
  await idle()
  expect(posted[0]?.looked).toMatchObject({ status: 'failed', fault: { code: 'network' } })
  expect(events).toEqual(['end'])
})
