import { beforeEach, expect, test } from 'vitest'
import type { Answered, AskAnswers, FromAsk } from '../../../../src/engine/protocol/ask'
import type { Loaded } from '../../../../src/engine/worker/pictures/load'
import { createAsking } from '../../../../src/engine/worker/pictures/asking'

const loaded = { unet: {} } as Loaded
const answer: Answered = { status: 'answered', output: Float32Array.of(1), variance: Float32Array.of(2), ms: 1 }
const question = (id: number, load = 1): AskAnswers => ({
  kind: 'ask',
  id,
  load,
  states: Float32Array.of(1, 2),
  timesteps: [0, 999],
  labels: [null, 3],
})

let present: { loaded: Loaded | undefined; load: number }
let posted: (FromAsk & { readonly buffers: number })[]
let prepared: number[]
let happens: () => Promise<Answered>
const onAsk = (message: AskAnswers) =>
  createAsking(
    {
      post: (reply, transfer) => posted.push({ ...reply, buffers: transfer.length }),
      present: () => present,
      faultOf: (error) => ({ code: 'network', details: { message: String(error) } }),
    },
    {
      prepare: (_, states) => {
        prepared.push(states)
        return Promise.resolve()
      },
      answer: () => happens(),
    },
  )(message)
beforeEach(() => {
  ;[present, posted, prepared, happens] = [{ loaded, load: 1 }, [], [], () => Promise.resolve(answer)]
})

test('a question is answered after the programs of so many pictures are there; its arrays are handed over, not copied', async () => {
  await onAsk(question(7))
  expect(posted).toEqual([{ kind: 'answered', id: 7, answered: answer, buffers: 2 }])
  expect(prepared).toEqual([2])
})

test('a question to a network that was replaced is dropped, one to no network is refused', async () => {
  await onAsk(question(1, 0))
  present = { loaded: undefined, load: 1 }
  await onAsk(question(2))
  expect(posted.map(({ answered }) => answered)).toEqual([
    { status: 'dropped' },
    { status: 'failed', fault: { code: 'ask-network', details: {} } },
  ])
  expect(prepared).toEqual([])
})

test('what goes wrong is answered, as the loss of the device where that was the reason', async () => {
  happens = () => Promise.reject(new Error('no such class'))
  await onAsk(question(1))
  happens = () => {
    present = { loaded: undefined, load: 1 }
    return Promise.reject(new Error('gone'))
  }
  await onAsk(question(2))
  expect(posted.map(({ answered }) => answered)).toMatchObject([
    { status: 'failed', fault: { code: 'network' } },
    { status: 'failed', fault: { code: 'ask-lost' } },
  ])
})
