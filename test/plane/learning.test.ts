import { beforeEach, expect, test } from 'vitest'
import { bringBack, distilOn, learnOn, startAgain, undoDivergence } from '../../src/plane/learn/follow'
import { shapeOf, tuningOf } from '../../src/plane/learn/learner-settings'
import { defaults } from '../../src/plane/settings'
import { noLosses } from '../../src/plane/store'
import { store, messages, plane, tell, openRoom, learning, set, kinds, learned, saved } from './learning-room'

beforeEach(openRoom)

test('nothing begins before it is asked for', () => {
  set({ width: 8, learningRate: 1 })
  expect(messages).toEqual([])
  learnOn(plane, null)
  expect(kinds()).toEqual(['create', 'go'])
  expect(messages[0]).toMatchObject({ shape: { width: 8 }, tuning: { learningRate: 1 } })
})

test('what can change while it learns is tuned; another network begins where it has to, and the one before is kept', () => {
  learned()
  set({ learningRate: 0.5 })
  set({ pairing: 'optimal-transport' })
  expect(kinds()).toEqual(['tune', 'tune'])
  set({ prediction: 'sample' })
  expect(kinds().slice(2)).toEqual(['save', 'create'])
  set({ t: 500, process: 'edm', seed: 8 }) // are the room's and the next network's
  expect(messages).toHaveLength(4)
})

test('starting again loses nothing: the one before can be brought back, and back again', () => {
  learned()
  startAgain(plane)
  tell({ kind: 'saved', id: 2, learner: saved })
  tell({ kind: 'created', parameters: 9 })
  expect(learning()).toMatchObject({ status: 'waiting', step: 0, replaced: saved })
  set({ learningRate: 1 })
  messages.length = 0
  bringBack(plane)
  expect(messages).toEqual([{ kind: 'restore', learner: saved }])
  tell({ kind: 'restored', cause: 'other', shape: saved.shape, tuning: saved.tuning, step: 20, parameters: 9 })
  expect(learning()).toMatchObject({ status: 'paused', step: 20 })
  expect(store.getState().settings.learningRate).toBe(defaults.learningRate)
  expect(kinds()).not.toContain('create')
})

test('a network that is brought back shows neither losses nor a student of the one between, though that was as large and had learned longer', () => {
  learned()
  startAgain(plane)
  tell({ kind: 'saved', id: 2, learner: saved })
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
  messages.length = 0
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
  tell({ kind: 'saved', id: 2, learner: saved })
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
  tell({ kind: 'saved', id: 2, learner: { ...saved, step: 0 } })
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
