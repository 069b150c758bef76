import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Message, messageOf, type Slide } from '../../src/lessons/presenter/notes-channel'
import { seed } from '../property-seed'

const slide: Slide = { title: 'a', step: 1, of: 5, heading: 'b', question: '', notes: 'c', next: 'd', since: 0 }
const messages: readonly Message[] = [
  { kind: 'hello' },
  { kind: 'bye' },
  { kind: 'go', by: 1 },
  { kind: 'go', by: -1 },
  { kind: 'slide', slide },
]

test.each(messages)('the two windows understand $kind', (message) => {
  expect(messageOf(structuredClone(message))).toEqual(message)
})

test.each([
  null,
  'hello',
  { kind: 'go', by: 2 },
  { kind: 'go', by: '1' },
  { kind: 'slide' },
  { kind: 'slide', slide: { ...slide, step: NaN } },
  { kind: 'slide', slide: { ...slide, notes: 'x'.repeat(30_000) } },
  { kind: 'slide', slide: { ...slide, title: ['a'] } },
])('and nothing else: %j', (data) => {
  expect(messageOf(data)).toBeUndefined()
})

test('no message of any shape breaks the window', () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      const message = messageOf(data)
      expect(message === undefined || ['hello', 'bye', 'go', 'slide'].includes(message.kind)).toBe(true)
    }),
    { seed, numRuns: 300 },
  )
})
