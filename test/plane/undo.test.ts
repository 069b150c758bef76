import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ToTrainer } from '../../src/engine/protocol/learning'
import { patchPlane } from '../../src/plane/context'
import { brushOf, emptySheet, sheet, stroke } from '../../src/plane/data/brush'
import { followLearning } from '../../src/plane/learn/follow'
import { shapeOf, tuningOf } from '../../src/plane/learn/learner-settings'
import { type PlaneSettings, runOf } from '../../src/plane/settings'
import { planeHistory } from '../../src/plane/undo'
import { seek } from '../../src/runs/playback'
import { planeWith } from './fake-plane'

/** A plane with a history; `press` is a visitor's press of something that does this. */
function undoable(patch: Partial<PlaneSettings> = {}) {
  const room = planeWith(patch)
  const hand = { id: 0, isHeld: false }
  const history = planeHistory(
    room.plane,
    (frame) => {
      seek(room.player, frame)
    },
    () => ({ ...hand }),
  )
  const press = async (act: () => void) => {
    hand.id += 1
    act()
    await Promise.resolve()
  }
  const set = (change: Partial<PlaneSettings>) =>
    press(() => {
      patchPlane(room.plane, change)
    })
  /** Without the playhead. */
  const still = ({ settings, points } = room.state()) => ({ settings: { ...settings, t: 0, frame: 0 }, points })
  return { ...room, history, press, set, still }
}

test('a plane that is undone has the settings and the points before, whatever was set or drawn', async () => {
  const place = fc.record({ x: fc.integer({ min: -2, max: 2 }), y: fc.integer({ min: -2, max: 2 }) })
  type Act = (room: ReturnType<typeof undoable>) => Promise<void>
  const sets =
    (change: Partial<PlaneSettings>): Act =>
    ({ set }) =>
      set(change)
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.integer({ min: 1, max: 5 }).map((steps) => sets({ steps })),
    fc.constantFrom('rings' as const, 'heart' as const).map((id) => sets({ points: { kind: 'distribution', id } })),
    fc.constantFrom('score' as const, 'none' as const).map((arrows) => sets({ arrows })),
    fc.boolean().map(
      (two): Act =>
        ({ set, state }) =>
          set({ beside: two ? runOf(state().settings) : null }),
    ),
    fc.tuple(place, fc.boolean()).map(
      ([at, erase]): Act =>
        ({ press, plane }) =>
          press(() => {
            stroke(plane, [at, at], { erase, other: false })
          }),
    ),
    fc.constant<Act>(({ press, plane }) =>
      press(() => {
        emptySheet(plane)
      }),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const room = undoable()
      const { history, plane } = room
      brushOf(plane).setState({ on: true })
      const standing = () => ({ ...room.still(), sheet: sheet(plane) })
      const states = [standing()]
      for (const each of acts) {
        await each(room)
        if (JSON.stringify(standing()) !== JSON.stringify(states.at(-1))) states.push(standing())
      }
      for (const before of states.slice(0, -1).reverse()) {
        history.undo()
        expect(standing()).toEqual(before)
      }
      for (const after of states.slice(1)) {
        history.redo()
        expect(standing()).toEqual(after)
      }
    }),
    { numRuns: 60 },
  )
})

test('a run that is come back to is walked again from the same noise, to the frame where it was left', async () => {
  const { player, set, history, answer, frame } = undoable({ direction: 'reverse', steps: 3, frame: 2 })
  answer()
  answer()
  const before = player.runs[0]
  await set({ steps: 2 })
  expect(frame()).toBe(0)
  history.undo()
  answer()
  answer()
  expect(frame()).toBe(2)
  expect(player.runs[0]?.run.spec).toEqual(before?.run.spec)
  expect(player.runs[0]?.run.frames).toEqual(before?.run.frames)
})

test('a particle that is looked at is no step', async () => {
  const { set, history, state } = undoable()
  await set({ arrows: 'score' })
  await set({ chosen: 2 })
  history.undo()
  expect(state().settings).toMatchObject({ arrows: 'none', chosen: 2 })
})

test('a network that was given up for a wider one is had back by undo, and not learned again', async () => {
  const { plane, set, history, state } = undoable({ width: 8 })
  const messages: ToTrainer[] = []
  plane.engine.learn = (message) => {
    messages.push(message)
  }
  followLearning(plane)
  const { settings } = state()
  const saved = { shape: shapeOf(settings), tuning: tuningOf(settings), step: 20, arrays: {} }
  plane.store.setState(({ learning }) => ({
    learning: { ...learning, status: 'paused', step: 20, shape: saved.shape },
  }))
  await set({ width: 16 })
  expect(messages.map(({ kind }) => kind)).toEqual(['save', 'create'])
  plane.store.setState(({ learning }) => ({ learning: { ...learning, replaced: saved } })) // as the engine answers
  history.undo()
  expect(messages.slice(2)).toEqual([{ kind: 'restore', learner: saved }])
  expect(state().learning.shape).toEqual(saved.shape)
})
