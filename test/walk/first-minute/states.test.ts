import { expect, test } from 'vitest'
import {
  type Event,
  type FirstMinute,
  next,
  ACTIVITIES,
  type PlayheadPlace,
} from '../../../src/walk/first-minute/states'

const invite: FirstMinute = { kind: 'invite' }
const forward = (t: number): Event => ({ kind: 'stands', place: { direction: 'forward', t } })
const reverse = (frame: number, complete = false): Event => ({
  kind: 'stands',
  place: { direction: 'reverse', frame, complete } satisfies PlayheadPlace,
})
const walked = (...events: readonly Event[]) => events.reduce(next, invite)
const kinds = (...events: readonly Event[]) => events.map((_, i) => walked(...events.slice(0, i + 1)).kind)

test('a picture dissolves, comes back, and what happened is told with the first activity to try next', () => {
  expect(kinds(forward(200), forward(700), forward(1000), reverse(0), reverse(1), reverse(50, true))).toEqual([
    'dissolving',
    'dissolving',
    'noise',
    'noise',
    'returning',
    'offer',
  ])
  expect(walked(reverse(50, true))).toEqual({ kind: 'offer', after: 'return', activity: 'other-noise', past: [] })
})

test('dragging back leads back, and a walk that is turned round half way dissolves again', () => {
  expect(kinds(forward(1000), forward(500), forward(0))).toEqual(['noise', 'dissolving', 'invite'])
  expect(kinds(reverse(20), forward(300))).toEqual(['returning', 'dissolving'])
})

test('one activity is offered at a time, each once, and then the doors', () => {
  let state = walked(reverse(50, true))
  const offered: string[] = []
  while (state.kind === 'offer') {
    offered.push(state.activity)
    state = next(state, { kind: 'begins', activity: state.activity })
    expect(state.kind).toBe('doing')
    state = next(state, state.kind === 'doing' && state.activity === 'how' ? { kind: 'skips' } : reverse(50, true))
  }
  expect(offered).toEqual(ACTIVITIES)
  expect(state).toEqual({ kind: 'doors' })
})

test('what is skipped is not offered again, and what the visitor did unasked is not offered at all', () => {
  const offer = walked(reverse(50, true))
  expect(next(offer, { kind: 'skips' })).toEqual({
    kind: 'offer',
    after: 'return',
    activity: 'other-class',
    past: ['other-noise'],
  })
  const stateAfterDrawing = next(next(offer, { kind: 'begins', activity: 'draw' }), reverse(30, true))
  expect(stateAfterDrawing).toEqual({ kind: 'offer', after: 'draw', activity: 'other-noise', past: ['draw'] })
  expect(ACTIVITIES.reduce((state) => next(state, { kind: 'skips' }), offer)).toEqual({ kind: 'doors' })
})

test('an activity is over when its walk has come to its end, and the answer to a question when it is put away', () => {
  const doing = next(walked(reverse(50, true)), { kind: 'begins', activity: 'other-noise' })
  expect(next(doing, reverse(0))).toEqual(doing)
  expect(next(doing, forward(500))).toEqual(doing)
  const state = next(doing, { kind: 'begins', activity: 'how' })
  expect(next(state, reverse(50, true))).toEqual(state)
})

test('nothing is offered before a picture has come back', () => {
  for (const event of [{ kind: 'begins', activity: 'other-noise' }, { kind: 'skips' }] as const)
    expect(next(invite, event)).toEqual(invite)
})

test('the visitor can leave from everywhere, and is never asked again', () => {
  const states = [
    invite,
    walked(forward(500)),
    walked(forward(1000)),
    walked(reverse(3)),
    walked(reverse(50, true)),
    { kind: 'doors' } as const,
  ]
  for (const state of states) expect(next(state, { kind: 'leaves' })).toEqual({ kind: 'over' })
  for (const event of [forward(500), reverse(50, true), { kind: 'skips' } as const])
    expect(next({ kind: 'over' }, event)).toEqual({ kind: 'over' })
})
