import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromHere, reset } from '../../../src/walk/run/actions'
import {
  addStroke,
  clearPad,
  discardStroke,
  emptyPad,
  extendStroke,
  redo,
  undo,
} from '../../../src/walk/picture/pad-drawing'
import { withRun } from '../../../src/walk/run/kept-runs'
import { patchSettings, watchedRun } from '../../../src/walk/run/player'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { emptyRun } from '../../../src/walk/run/walk-run'
import { walkHistory } from '../../../src/walk/run/undo'
import { frameOf, walkWith } from '../fake-engine'

/** A walk with a history; `press` is a visitor's press of something that sets this. */
function undoable(patch: Partial<Settings> = {}) {
  const walk = walkWith(patch)
  const hand = { id: 0, isHeld: false }
  const history = walkHistory(walk.player, () => ({ ...hand }))
  const press = async (act: () => void) => {
    hand.id += 1
    act()
    await Promise.resolve()
  }
  const set = (change: Partial<Settings>) =>
    press(() => {
      patchSettings(walk.player, change)
    })
  /** Without the playhead. */
  const still = ({ settings } = walk.state()) => ({ ...settings, t: 0, frame: 0 })
  return { ...walk, history, press, set, still }
}

describe('a walk', () => {
  test('that is undone leaves the inspector and the study that are open', async () => {
    const { set, history, state } = undoable()
    await set({ seed: 3 })
    await set({ inspecting: true, study: 'bound' })
    history.undo()
    expect(state().settings).toMatchObject({ seed: defaults.seed, inspecting: true, study: 'bound' })
  })

  test('that is undone is what it was, whatever was set', async () => {
    const change: fc.Arbitrary<Partial<Settings>> = fc.oneof(
      fc.record({ steps: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ seed: fc.nat(4) }),
      fc.record({ direction: fc.constantFrom('forward' as const, 'reverse' as const) }),
      fc.record({ label: fc.constantFrom(null, 3, 7) }),
      fc.record({ sampler: fc.constantFrom('ddim' as const, 'euler' as const), eta: fc.constantFrom(0, 1) }),
      fc.record({ picture: fc.record({ kind: fc.constant('gallery' as const), index: fc.nat(3) }), t: fc.nat(1000) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), async (changes) => {
        const { set, history, still } = undoable()
        const states = [still()]
        for (const each of changes) {
          await set(each)
          if (JSON.stringify(still()) !== JSON.stringify(states.at(-1))) states.push(still())
        }
        for (const before of states.slice(0, -1).reverse()) {
          history.undo()
          expect(still()).toEqual(before)
        }
        for (const after of states.slice(1)) {
          history.redo()
          expect(still()).toEqual(after)
        }
      }),
      { numRuns: 40 },
    )
  })

  test('that was recorded comes back with its frames, at the frame where it was left, and goes on from its last', async () => {
    const { player, set, history, answer, frame, opened, state } = undoable({
      direction: 'reverse',
      steps: 4,
      frame: 2,
    })
    answer()
    answer()
    const run = watchedRun(player)
    await set({ steps: 3 })
    expect(frame()).toBe(0)
    history.undo()
    expect(watchedRun(player)).toBe(run)
    expect(state().run.recorded).toBe(2)
    expect(frame()).toBe(2)
    player.ask()
    expect(opened.at(-1)).toMatchObject({ index: 2, xt: run.frames[2]?.xt, history: run.past })
  })

  test('whose frames there was no room for is computed again up to where it was left', async () => {
    const { player, set, history, answer, frame } = undoable({ direction: 'reverse', steps: 4, frame: 2 })
    answer()
    answer()
    const frames = watchedRun(player).frames.map(({ xt }) => xt)
    await set({ steps: 3 })
    player.keptRuns = []
    history.undo()
    answer()
    answer()
    expect(frame()).toBe(2)
    expect(watchedRun(player).frames.map(({ xt }) => xt)).toEqual(frames)
  })

  test('that was walked back from here is at its t again, forward', async () => {
    const { player, press, history, state } = undoable({ t: 400 })
    await press(() => {
      fromHere(player)
    })
    history.undo()
    expect(state().settings).toEqual({ ...defaults, t: 400 })
  })

  test('that was reset is as it was, the playhead too', async () => {
    const { player, press, history, state } = undoable({ t: 640, seed: 7 })
    await press(() => {
      reset(player)
    })
    history.undo()
    expect(state().settings).toMatchObject({ t: 640, seed: 7 })
  })
})

test('runs that were left are kept while there is room, the last one longest', () => {
  const run = (seed: number, samples: number) => {
    const frames = Array.from({ length: 400 }, (_, index) => {
      const { xt } = frameOf({ samples }, index)
      return { index, xt, addedRange: 0, ms: 0, nfe: index }
    })
    return { ...emptyRun({ ...defaults, seed }), frames }
  }
  const seeds = (runs: ReturnType<typeof withRun>) => runs.map(({ settings }) => settings.seed)
  const three = [1, 2, 3].reduce<ReturnType<typeof withRun>>((keptRuns, seed) => withRun(keptRuns, run(seed, 25)), []) // 31 MB each
  expect(seeds(three)).toEqual([1, 2, 3])
  expect(seeds(withRun(three, run(4, 25)))).toEqual([2, 3, 4])
  expect(seeds(withRun(three, run(2, 25)))).toEqual([1, 3, 2])
})

test('on the pad a stroke, and what was cleared, is undone and done again; one that was given up was never there', () => {
  const [a, b] = [
    { x: 1, y: 1 },
    { x: 2, y: 2 },
  ]
  const two = addStroke(extendStroke(addStroke(emptyPad, [a]), b), [b])
  expect(two.strokes).toEqual([[a, b], [b]])
  expect(undo(two).strokes).toEqual([[a, b]])
  expect(redo(undo(two))).toEqual(two)
  expect(undo(clearPad(two)).strokes).toEqual(two.strokes)
  expect(discardStroke(two).strokes).toEqual([[a, b]])
  expect(undo(emptyPad)).toEqual(emptyPad)
})
