import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createHistory } from '../../src/runs/history'
import { MOST_STEPS } from '../../src/runs/steps'

interface Settings {
  readonly steps: number
  readonly seed: number
  readonly points: { readonly id: string }
  readonly t: number
}
const first: Settings = { steps: 50, seed: 1, points: { id: 'moons' }, t: 0 }

/** A room with a history and a hand; `set` is one turn of the event loop. */
function room() {
  const store = createStore(() => first)
  const hand = { id: 0, isHeld: false }
  const clock = { now: 0 }
  const history = createHistory<Settings>(
    {
      free: new Set(['t'] as const),
      read: () => store.getState(),
      onChange: (listener) => {
        store.subscribe((_, before) => {
          listener(before)
        })
      },
      restore: (to, moved) => {
        store.setState(({ t }) => ({ ...to, t: moved.has('t') ? to.t : t }))
      },
    },
    () => ({ ...hand }),
    () => clock.now,
  )
  const set = async (patch: Partial<Settings>) => {
    store.setState(patch)
    await Promise.resolve()
  }
  /** A press of the hand, and what it sets. */
  const press = (patch: Partial<Settings>) => {
    hand.id += 1
    return set(patch)
  }
  return { store, history, hand, clock, set, press, now: () => store.getState(), says: () => history.store.getState() }
}

describe('a history', () => {
  const changes = fc.array(
    fc.oneof(
      fc.record({ steps: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ seed: fc.integer({ min: 1, max: 3 }), steps: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ points: fc.record({ id: fc.constantFrom('moons', 'rings') }) }),
    ),
    { maxLength: 30 },
  )

  test('gives back, whatever was set, each of the settings before, and then again each of those after', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const { history, press, now, says } = room()
        const states = [now()]
        for (const patch of all) {
          await press(patch)
          if (JSON.stringify(now()) !== JSON.stringify(states.at(-1))) states.push(now())
        }
        for (const before of states.slice(0, -1).reverse()) {
          history.undo()
          expect(now()).toEqual(before)
        }
        expect(says().canUndo).toBe(false)
        for (const after of states.slice(1)) {
          history.redo()
          expect(now()).toEqual(after)
        }
        expect(says().canRedo).toBe(false)
      }),
      { numRuns: 100 },
    )
  })

  test('takes a slider that is dragged for one step, however long it is held, and nothing where it comes back', async () => {
    const { history, hand, clock, set, now, says } = room()
    Object.assign(hand, { id: 1, isHeld: true })
    for (const steps of [40, 30, 20]) {
      clock.now += 5000
      await set({ steps })
    }
    history.undo()
    expect(now()).toEqual(first)
    expect(says().done).toEqual({ way: 'undo', keys: ['steps'] })
    hand.id += 1
    for (const steps of [40, 50]) await set({ steps })
    expect(says().canUndo).toBe(false)
  })

  test('tells two presses apart, and what comes later than the hand’s', async () => {
    const { history, clock, press, set, now } = room()
    await press({ seed: 2 })
    await press({ seed: 3 })
    clock.now += 2000
    await set({ seed: 4 }) // a file that took its time
    for (const seed of [3, 2, 1]) {
      history.undo()
      expect(now().seed).toBe(seed)
    }
  })

  test('takes what changes in one turn for one step', async () => {
    const { history, store, press, now } = room()
    store.setState({ steps: 9 })
    await press({ seed: 7 })
    history.undo()
    expect(now()).toEqual(first)
  })

  test('leaves the playhead where it is, unless the change itself had moved it', async () => {
    const { history, press, set, now } = room()
    await press({ steps: 9 })
    await set({ t: 600 })
    history.undo()
    expect(now()).toEqual({ ...first, t: 600 })
    await press({ seed: 5, t: 0 })
    history.undo()
    expect(now()).toEqual({ ...first, t: 600 })
  })

  test('a new change ends what could be done again', async () => {
    const { history, press, now, says } = room()
    await press({ steps: 9 })
    history.undo()
    await press({ seed: 2 })
    expect(says().canRedo).toBe(false)
    history.redo()
    expect(now()).toEqual({ ...first, seed: 2 })
    expect(says().done).toEqual({ way: 'redo', keys: [] })
  })

  test('does not take a change for the visitor’s that was made for them', async () => {
    const { history, store, press, now } = room()
    await press({ steps: 9 })
    history.unrecorded(() => {
      store.setState({ seed: 8 })
    })
    history.undo()
    expect(now().steps).toBe(50)
    expect(history.store.getState().canUndo).toBe(false)
  })

  test('passes over a step that would change nothing by now, and keeps so many', async () => {
    const { history, store, press, now } = room()
    await press({ steps: 9 })
    history.unrecorded(() => {
      store.setState({ steps: 50 })
    })
    history.undo()
    expect(history.store.getState().done?.keys).toEqual([])
    for (let seed = 2; seed < MOST_STEPS + 20; seed++) await press({ seed })
    for (let i = 0; i < MOST_STEPS + 20; i++) history.undo()
    expect(now().seed).toBe(19)
  })
})
