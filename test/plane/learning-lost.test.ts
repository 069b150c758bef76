import { beforeEach, describe, expect, test } from 'vitest'
import { distilOn, learnOn, pauseLearning } from '../../src/plane/learn/follow'
import { store, messages, plane, tell, openRoom, learning, set, kinds, learned, saved } from './learning-room'

beforeEach(openRoom)

describe('a device that is lost', () => {
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
    tell({ kind: 'copy', learner: saved })
    learnOn(plane, null)
    tell({
      kind: 'progress',
      who: 'network',
      step: 50,
      losses: Float32Array.from({ length: 30 }, () => 1),
      stepsPerSecond: 50,
      running: true,
    })
    messages.length = 0
    lose()
    expect(learning()).toMatchObject({ lost: true, status: 'learning', step: 20, fault: undefined })
    expect(learning().losses.means).toHaveLength(20)
    expect(copied()).toEqual([
      { kind: 'copied', step: 20, ms: expect.any(Number) as number, steps: 30, student: false },
    ])
    expect(messages).toEqual([])
    comeBack()
    expect(messages).toEqual([
      { kind: 'restore', learner: saved },
      { kind: 'go', steps: null },
    ])
    tell({ kind: 'restored', cause: 'other', shape: saved.shape, tuning: saved.tuning, step: 20, parameters: 9 })
    expect(learning()).toMatchObject({ lost: false, status: 'learning', step: 20 })
    expect(learning().losses.means).toHaveLength(20)
  })

  test('a network that rested rests again; what was set meanwhile holds', () => {
    learned()
    tell({ kind: 'copy', learner: saved })
    lose()
    set({ learningRate: 0.5 })
    comeBack()
    expect(messages).toEqual([
      { kind: 'restore', learner: { ...saved, tuning: { ...saved.tuning, learningRate: 0.5 } } },
    ])
    expect(learning().status).toBe('paused')
  })

  test('paused meanwhile, it does not learn on; asked to learn, it does', () => {
    learned()
    tell({ kind: 'copy', learner: saved })
    lose()
    learnOn(plane, null)
    pauseLearning(plane)
    comeBack()
    expect(kinds()).toEqual(['restore'])
    messages.length = 0
    lose()
    learnOn(plane, null)
    comeBack()
    expect(kinds()).toEqual(['restore', 'go'])
  })

  test('where another network was asked for meanwhile, that begins, and the copy can be brought back', () => {
    learned()
    tell({ kind: 'copy', learner: saved })
    lose()
    set({ width: 8 })
    comeBack()
    expect(kinds()).toEqual(['create'])
    tell({ kind: 'created', parameters: 9 })
    expect(learning()).toMatchObject({ step: 0, replaced: saved })
  })

  test('takes the student with it, which is said', () => {
    learned()
    tell({ kind: 'copy', learner: saved })
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
    expect(messages).toEqual([])
  })
})
