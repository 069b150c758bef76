import { beforeEach, describe, expect, test } from 'vitest'
import type { FromTrainer, SavedLearner, ToTrainer } from '../../src/engine/protocol/learning'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'
import type { Plane } from '../../src/plane/context'
import { learningEvents } from '../../src/plane/learn/events'
import {
  bringBack,
  distilOn,
  followLearning,
  learnOn,
  pauseLearning,
  startAgain,
  undoDivergence,
} from '../../src/plane/learn/follow'
import { shapeOf, tuningOf } from '../../src/plane/learn/lesson'
import { smoothed, upTo, withLosses } from '../../src/plane/learn/losses'
import { defaults } from '../../src/plane/settings'
import { createPlaneStore, noLosses, type PlaneStore } from '../../src/plane/store'

describe('losses', () => {
  test('are kept as they come while they are few', () => {
    const record = withLosses(withLosses(noLosses, [3, 2]), [1])
    expect(record).toEqual({ every: 1, means: [3, 2, 1], rest: [] })
  })

  test('are joined where they become many: no step is lost, and their mean stays', () => {
    let record = noLosses
    for (let i = 0; i < 2000; i++)
      record = withLosses(
        record,
        Array.from({ length: 7 }, (_, k) => (7 * i + k) / 14000),
      )
    expect(record.means.length).toBeLessThanOrEqual(4096)
    expect(record.every).toBeGreaterThan(1)
    expect(record.means.length * record.every + record.rest.length).toBe(14000)
    const sum =
      record.means.reduce((total, mean) => total + record.every * mean, 0) +
      record.rest.reduce((total, loss) => total + loss, 0)
    expect(Math.abs(sum / 14000 - 0.49996429)).toBeLessThan(1e-6)
    expect([...record.means].sort((a, b) => a - b)).toEqual(record.means)
  })

  test('of steps that were undone are forgotten', () => {
    expect(upTo({ every: 2, means: [5, 4, 3], rest: [9] }, 4)).toEqual({ every: 2, means: [5, 4], rest: [] })
  })

  test('a constant is its own moving average from the beginning', () => {
    for (const value of smoothed(Array.from({ length: 300 }, () => 0.7)))
      expect(Math.abs(value - 0.7)).toBeLessThan(1e-12)
  })
})

describe('the room and its learner', () => {
  let store: PlaneStore
  let sent: ToTrainer[]
  let plane: Plane
  let tell: (message: FromTrainer) => void
  beforeEach(() => {
    store = createPlaneStore({ xy: Float32Array.of(0, 0), labels: Uint8Array.of(0) })
    sent = []
    plane = {
      store,
      engine: {
        learn: (message: ToTrainer) => {
          sent.push(message)
        },
      } as unknown as PlaneEngineClient,
    }
    tell = learningEvents(store)
    followLearning(plane)
  })
  const learning = () => store.getState().learning
  const set = (patch: Partial<typeof defaults>) => {
    store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }))
  }
  const kinds = () => sent.map(({ kind }) => kind)
  /** A network that has learned twenty steps, and rests. */
  function learned(): void {
    learnOn(plane, 20)
    tell({ kind: 'created', parameters: 9 })
    tell({
      kind: 'progress',
      who: 'network',
      step: 20,
      losses: Float32Array.from({ length: 20 }, () => 1),
      stepsPerSecond: 50,
      running: false,
    })
    tell({ kind: 'paused', who: 'network', step: 20 })
    sent.length = 0
  }
  const saved: SavedLearner = { shape: shapeOf(defaults), tuning: tuningOf(defaults), step: 20, arrays: {} }

  test('nothing begins before it is asked for', () => {
    set({ width: 8, learningRate: 1 })
    expect(sent).toEqual([])
    learnOn(plane, null)
    expect(kinds()).toEqual(['create', 'go'])
    expect(sent[0]).toMatchObject({ shape: { width: 8 }, tuning: { learningRate: 1 } })
  })

  test('what can change while it learns is tuned; another network begins where it has to, and the one before is kept', () => {
    learned()
    set({ learningRate: 0.5 })
    set({ pairing: 'optimal-transport' })
    expect(kinds()).toEqual(['tune', 'tune'])
    set({ prediction: 'sample' })
    expect(kinds().slice(2)).toEqual(['save', 'create'])
    set({ t: 500, process: 'edm', seed: 8 }) // are the room's and the next network's
    expect(sent).toHaveLength(4)
  })

  test('starting again loses nothing: the one before can be brought back, and back again', () => {
    learned()
    startAgain(plane)
    tell({ kind: 'saved', id: 2, saved })
    tell({ kind: 'created', parameters: 9 })
    expect(learning()).toMatchObject({ status: 'waiting', step: 0, replaced: saved })
    set({ learningRate: 1 })
    sent.length = 0
    bringBack(plane)
    expect(sent).toEqual([{ kind: 'restore', saved }])
    tell({ kind: 'restored', cause: 'other', shape: saved.shape, tuning: saved.tuning, step: 20, parameters: 9 })
    expect(learning()).toMatchObject({ status: 'paused', step: 20 })
    expect(store.getState().settings.learningRate).toBe(defaults.learningRate)
    expect(kinds()).not.toContain('create')
  })

  test('a network that is brought back shows neither losses nor a student of the one between, though that was as large and had learned longer', () => {
    learned()
    startAgain(plane)
    tell({ kind: 'saved', id: 2, saved })
    tell({ kind: 'created', parameters: 9 })
    learnOn(plane, null)
    tell({
      kind: 'progress',
      who: 'network',
      step: 50,
      losses: Float32Array.from({ length: 50 }, () => 7),
      stepsPerSecond: 50,
      running: false,
    })
    distilOn(plane)
    tell({
      kind: 'progress',
      who: 'student',
      step: 3,
      losses: Float32Array.of(3, 2, 1),
      stepsPerSecond: 50,
      running: false,
    })
    bringBack(plane)
    tell({ kind: 'restored', cause: 'other', shape: saved.shape, tuning: saved.tuning, step: 20, parameters: 9 })
    expect(learning()).toMatchObject({ step: 20, losses: noLosses, studentStep: 0, studentLosses: noLosses })
  })

  test('undoing keeps the student', () => {
    learned()
    distilOn(plane)
    tell({
      kind: 'progress',
      who: 'student',
      step: 3,
      losses: Float32Array.of(3, 2, 1),
      stepsPerSecond: 50,
      running: false,
    })
    tell({ kind: 'diverged', step: 23, before: 20 })
    undoDivergence(plane)
    tell({ kind: 'restored', cause: 'undo', shape: saved.shape, tuning: saved.tuning, step: 20, parameters: 9 })
    expect(learning()).toMatchObject({ step: 20, studentStep: 3 })
    expect(learning().studentLosses.means).toEqual([3, 2, 1])
  })

  test('a loss that diverged is told, and undone with the settings of before', () => {
    learned()
    set({ learningRate: 100 })
    learnOn(plane, null)
    tell({ kind: 'diverged', step: 23, before: 20 })
    expect(learning()).toMatchObject({ status: 'diverged', before: 20 })
    tell({ kind: 'paused', who: 'network', step: 20 })
    expect(learning().status).toBe('diverged')
    undoDivergence(plane)
    tell({
      kind: 'restored',
      cause: 'undo',
      shape: shapeOf(defaults),
      tuning: tuningOf(defaults),
      step: 20,
      parameters: 9,
    })
    expect(learning()).toMatchObject({ status: 'paused', step: 20, before: undefined })
    expect(learning().losses.means).toHaveLength(20)
    expect(store.getState().settings.learningRate).toBe(defaults.learningRate)
  })

  test('a size that is changed twice at once loses no network that learned, and learns on', () => {
    learned()
    learnOn(plane, null)
    sent.length = 0
    set({ width: 128 })
    set({ width: 256 })
    expect(kinds()).toEqual(['save', 'create', 'go', 'create', 'go'])
    tell({
      kind: 'progress',
      who: 'network',
      step: 30,
      losses: new Float32Array(10),
      stepsPerSecond: 50,
      running: true,
    }) // of the first, on its way before
    expect(learning().step).toBe(0)
    tell({ kind: 'saved', id: 2, saved })
    tell({ kind: 'created', parameters: 9 })
    tell({
      kind: 'progress',
      who: 'network',
      step: 10,
      losses: new Float32Array(10),
      stepsPerSecond: 50,
      running: true,
    }) // of the one between
    tell({ kind: 'created', parameters: 9 })
    expect(learning()).toMatchObject({ status: 'learning', step: 0, replaced: saved, shape: { width: 256 } })
    set({ width: 64 }) // before it has told of a step
    expect(kinds().slice(-2)).toEqual(['create', 'go'])
    tell({ kind: 'saved', id: 2, saved: { ...saved, step: 0 } })
    expect(learning().replaced).toEqual(saved)
  })

  test('begun again while it learned, it waits, whatever the one before had still to tell', () => {
    learned()
    learnOn(plane, null)
    startAgain(plane)
    tell({
      kind: 'progress',
      who: 'network',
      step: 30,
      losses: new Float32Array(10),
      stepsPerSecond: 50,
      running: true,
    })
    tell({ kind: 'created', parameters: 9 })
    expect(learning()).toMatchObject({ status: 'waiting', step: 0 })
  })

  test('reflow that is refused is not set', () => {
    learned()
    set({ pairing: 'reflow' })
    tell({ kind: 'refused', fault: { code: 'learn-reflow-astray', details: {} } })
    expect(store.getState().settings.pairing).toBe('independent')
    expect(learning().fault?.code).toBe('learn-reflow-astray')
  })

  test('other points end reflow, and that is said', () => {
    learned()
    set({ pairing: 'reflow' })
    tell({ kind: 'unpaired' })
    expect(store.getState().settings.pairing).toBe('independent')
    expect(store.getState().notices).toEqual([{ kind: 'unpaired' }])
  })

  test('a student’s steps are counted for themselves', () => {
    learned()
    distilOn(plane)
    tell({
      kind: 'progress',
      who: 'student',
      step: 3,
      losses: Float32Array.of(3, 2, 1),
      stepsPerSecond: 10,
      running: true,
    })
    expect(learning()).toMatchObject({ status: 'learning', who: 'student', step: 20, studentStep: 3 })
    expect(learning().studentLosses.means).toEqual([3, 2, 1])
    expect(learning().losses.means).toHaveLength(20)
  })

  describe('and a device that is lost', () => {
    const ready = { status: 'ready', ready: { backend: 'wasm', device: '', software: false, refused: [] } } as const
    const lose = () => {
      store.setState({ engine: { status: 'opening' } })
    }
    const comeBack = () => {
      store.setState({ engine: ready })
    }
    const copied = () => store.getState().notices.filter(({ kind }) => kind === 'copied')
    beforeEach(() => {
      store.setState({ engine: ready })
    })

    test('takes no network with it: its copy goes on, and how old that is, is said', () => {
      learned()
      tell({ kind: 'copy', saved })
      learnOn(plane, null)
      tell({
        kind: 'progress',
        who: 'network',
        step: 50,
        losses: Float32Array.from({ length: 30 }, () => 1),
        stepsPerSecond: 50,
        running: true,
      })
      sent.length = 0
      lose()
      expect(learning()).toMatchObject({ lost: true, status: 'learning', step: 20, fault: undefined })
      expect(learning().losses.means).toHaveLength(20)
      expect(copied()).toEqual([
        { kind: 'copied', step: 20, ms: expect.any(Number) as number, steps: 30, student: false },
      ])
      expect(sent).toEqual([])
      comeBack()
      expect(sent).toEqual([
        { kind: 'restore', saved },
        { kind: 'go', steps: null },
      ])
      tell({ kind: 'restored', cause: 'other', shape: saved.shape, tuning: saved.tuning, step: 20, parameters: 9 })
      expect(learning()).toMatchObject({ lost: false, status: 'learning', step: 20 })
      expect(learning().losses.means).toHaveLength(20)
    })

    test('a network that rested rests again; what was set meanwhile holds', () => {
      learned()
      tell({ kind: 'copy', saved })
      lose()
      set({ learningRate: 0.5 })
      comeBack()
      expect(sent).toEqual([{ kind: 'restore', saved: { ...saved, tuning: { ...saved.tuning, learningRate: 0.5 } } }])
      expect(learning().status).toBe('paused')
    })

    test('paused meanwhile, it does not learn on; asked to learn, it does', () => {
      learned()
      tell({ kind: 'copy', saved })
      lose()
      learnOn(plane, null)
      pauseLearning(plane)
      comeBack()
      expect(kinds()).toEqual(['restore'])
      sent.length = 0
      lose()
      learnOn(plane, null)
      comeBack()
      expect(kinds()).toEqual(['restore', 'go'])
    })

    test('where another network was asked for meanwhile, that begins, and the copy can be brought back', () => {
      learned()
      tell({ kind: 'copy', saved })
      lose()
      set({ width: 8 })
      comeBack()
      expect(kinds()).toEqual(['create'])
      tell({ kind: 'created', parameters: 9 })
      expect(learning()).toMatchObject({ step: 0, replaced: saved })
    })

    test('takes the student with it, which is said', () => {
      learned()
      tell({ kind: 'copy', saved })
      distilOn(plane)
      tell({
        kind: 'progress',
        who: 'student',
        step: 3,
        losses: Float32Array.of(3, 2, 1),
        stepsPerSecond: 10,
        running: true,
      })
      lose()
      expect(learning()).toMatchObject({ status: 'paused', who: 'network', studentStep: 0 })
      expect(copied()).toMatchObject([{ student: true }])
    })

    test('takes a network of which there is no copy yet, and that is said', () => {
      learned()
      lose()
      expect(learning()).toMatchObject({ status: 'none', shape: undefined, step: 0, fault: { code: 'learn-lost' } })
      comeBack()
      expect(sent).toEqual([])
    })
  })
})
