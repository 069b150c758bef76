import { describe, expect, test } from 'vitest'
import { defaults } from '../../../src/walk/model/settings'
import { change, emptyRun, withEngineFrame } from '../../../src/walk/run/walk-run'

const empty = emptyRun({ ...defaults, steps: 2 })
const start = { index: 0, xt: Float32Array.of(0, 0), ms: 0, nfe: 0 }
const frame = (index: number, xt: number[]) => ({
  index,
  xt: Float32Array.from(xt),
  x0Hat: Float32Array.of(-1, 1),
  epsHat: Float32Array.of(-3, 3),
  added: Float32Array.of(-0.5, 0.25),
  ms: 1,
  nfe: index,
})

test('xt is kept exactly, the other parts as they are shown', () => {
  const keptFrame = withEngineFrame(withEngineFrame(empty, start), frame(1, [0.1, 5])).frames[1]
  expect(keptFrame?.xt).toEqual(Float32Array.of(0.1, 5))
  expect([keptFrame?.x0Hat, keptFrame?.epsHat, keptFrame?.added].map((bytes) => Array.from(bytes ?? []))).toEqual([
    [0, 255],
    [0, 255],
    [0, 191],
  ])
  expect(keptFrame?.addedRange).toBe(0.5)
})

test('a part that a step has not is absent', () => {
  const [keptFrame] = withEngineFrame(empty, { index: 0, xt: Float32Array.of(1, 2), ms: 0, nfe: 0 }).frames
  expect(keptFrame).toEqual({ index: 0, xt: Float32Array.of(1, 2), addedRange: 0, ms: 0, nfe: 0 })
})

test('added noise of nothing but zeros is grey', () => {
  const run = withEngineFrame(withEngineFrame(empty, start), { ...frame(1, [0, 0]), added: Float32Array.of(0, 0) })
  expect(Array.from(run.frames[1]?.added ?? [])).toEqual([128, 128])
})

test('a frame that comes again replaces the first', () => {
  const run = [frame(0, [0, 0]), frame(1, [1, 1]), frame(1, [2, 2])].reduce(withEngineFrame, empty)
  expect(run.frames.map(({ xt }) => xt[0])).toEqual([0, 2])
})

test('what a step changed, where both frames are there', () => {
  const run = [frame(0, [1, 2]), frame(1, [1.5, 0])].reduce(withEngineFrame, empty)
  expect(change(run, 1)).toEqual(Float32Array.of(0.5, -2))
  expect(change(run, 0)).toBeUndefined()
  expect(change(run, 2)).toBeUndefined()
})

describe('what a multistep sampler needs to go on', () => {
  const longer = emptyRun({ ...defaults, steps: 5 })
  const parts = (index: number) => ({
    xt: Float32Array.of(index),
    x0Hat: Float32Array.of(10 + index),
    epsHat: Float32Array.of(20 + index),
    index,
    ms: 1,
    nfe: index,
  })
  const begun = { index: 0, xt: Float32Array.of(0), ms: 0, nfe: 0 }

  test('is the last three steps exactly, newest first: where each began and what the network said there', () => {
    const run = [begun, ...[1, 2, 3, 4].map(parts)].reduce(withEngineFrame, longer)
    expect(run.past).toEqual(
      [3, 2, 1].map((from) => ({
        at: longer.levels[from],
        xt: Float32Array.of(from),
        x0Hat: Float32Array.of(11 + from),
        epsHat: Float32Array.of(21 + from),
      })),
    )
  })

  test('has the state as the sampler corrected it', () => {
    const run = [begun, { ...parts(1), corrected: Float32Array.of(0.5) }].reduce(withEngineFrame, longer)
    expect(run.past[0]?.xt).toEqual(Float32Array.of(0.5))
  })

  test('a frame that comes twice is remembered once', () => {
    const run = [begun, ...[1, 2, 2].map(parts)].reduce(withEngineFrame, longer)
    expect(run.past.map(({ at }) => at.t)).toEqual([800, 1000])
  })

  test('forgets the way up', () => {
    const upDown = emptyRun({ ...defaults, steps: 2, from: 'inverted' })
    const top = [begun, parts(1), parts(2)].reduce(withEngineFrame, upDown)
    expect(top.past).toEqual([])
    expect(withEngineFrame(top, parts(3)).past.map(({ at }) => at.t)).toEqual([1000])
  })
})
