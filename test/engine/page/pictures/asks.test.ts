import { beforeEach, expect, test } from 'vitest'
import { createAsks } from '../../../../src/engine/page/pictures/asks'
import type { Answered, AskAnswers, Question } from '../../../../src/engine/protocol/ask'

const question: Question = { states: Float32Array.of(1), timesteps: [5], labels: [null] }
const answer = (value: number): Answered => ({ status: 'answered', output: Float32Array.of(value), ms: 1 })

let messages: AskAnswers[]
let asks: ReturnType<typeof createAsks>
const reply = (id: number, value = id) => {
  asks.hear({ kind: 'answered', id, answered: answer(value) })
}
beforeEach(() => {
  messages = []
  asks = createAsks((message) => messages.push(message))
})

test('one question is with the worker at a time, and the others come in their order', async () => {
  const answers = [asks.ask(question, 1), asks.ask(question, 1), asks.ask(question, 1)]
  expect(messages).toEqual([{ kind: 'ask', id: 1, load: 1, ...question }])
  for (const id of [1, 2, 3]) {
    expect(messages.map((message) => message.id)).toEqual(Array.from({ length: id }, (_, i) => i + 1))
    reply(id)
    expect(await answers[id - 1]).toEqual(answer(id))
  }
})

test('a cancelled question is dropped at once; one that waits is never sent, and the next waits for the one under way', async () => {
  const [first, second] = [new AbortController(), new AbortController()]
  const answers = [asks.ask(question, 1, first.signal), asks.ask(question, 1, second.signal), asks.ask(question, 1)]
  first.abort()
  second.abort()
  expect(await Promise.all(answers.slice(0, 2))).toEqual([{ status: 'dropped' }, { status: 'dropped' }])
  expect(messages).toHaveLength(1)
  reply(1)
  expect(messages.map(({ id }) => id)).toEqual([1, 3])
  reply(3)
  expect(await answers[2]).toEqual(answer(3))
  expect(await asks.ask(question, 1, first.signal)).toEqual({ status: 'dropped' }) // cancelled before it was asked
  expect(messages).toHaveLength(2)
})

test.each<[string, () => void, Answered]>([
  [
    'another network',
    () => {
      asks.drop()
    },
    { status: 'dropped' },
  ],
  [
    'a lost device',
    () => {
      asks.hear({ kind: 'lost', reason: 'driver' })
    },
    { status: 'failed', fault: { code: 'ask-lost', details: {} } },
  ],
  [
    'a worker that breaks',
    () => {
      asks.fail({ code: 'worker', details: {} })
    },
    { status: 'failed', fault: { code: 'worker', details: {} } },
  ],
])(
  '%s ends all that were asked, and a late answer to them is not taken for another’s',
  async (_, happens, expected) => {
    const answers = [asks.ask(question, 1), asks.ask(question, 1)]
    happens()
    expect(await Promise.all(answers)).toEqual([expected, expected])
    const next = asks.ask(question, 2)
    expect(messages.map(({ id, load }) => [id, load])).toEqual([
      [1, 1],
      [3, 2],
    ])
    reply(1)
    reply(3)
    expect(await next).toEqual(answer(3))
  },
)
