import { beforeEach, describe, expect, test } from 'vitest'
import { pathOf } from '../../../src/walk/model/path'
import { defaults } from '../../../src/walk/model/settings'
import { change, emptyTrajectory, keep, type Trajectory } from '../../../src/walk/run/trajectory'

let trajectory: Trajectory
const shape = { channels: 1, size: 28 } as const
const path = pathOf({ ...defaults, steps: 2 })
const frame = (index: number, xt: number[]) => ({
  index,
  xt: Float32Array.from(xt),
  x0Hat: Float32Array.of(-1, 1),
  epsHat: Float32Array.of(-3, 3),
  added: Float32Array.of(-0.5, 0.25),
  ms: 1,
  nfe: index,
})

beforeEach(() => {
  trajectory = emptyTrajectory(path, 1, shape)
})

test('xt is kept exactly, the other parts as they are shown', () => {
  const kept = keep(trajectory, frame(1, [0.1, 5]))
  expect(kept.xt).toEqual(Float32Array.of(0.1, 5))
  expect([kept.x0Hat, kept.epsHat, kept.added].map((bytes) => Array.from(bytes ?? []))).toEqual([
    [0, 255],
    [0, 255],
    [0, 191],
  ])
  expect(kept.addedRange).toBe(0.5)
  expect(trajectory.frames[1]).toBe(kept)
})

test('a part that a step has not is absent', () => {
  const kept = keep(trajectory, { index: 0, xt: Float32Array.of(1, 2), ms: 0, nfe: 0 })
  expect(kept).toEqual({ index: 0, xt: Float32Array.of(1, 2), addedRange: 0, ms: 0, nfe: 0 })
})

test('added noise of nothing but zeros is grey', () => {
  const kept = keep(trajectory, { ...frame(1, [0, 0]), added: Float32Array.of(0, 0) })
  expect(Array.from(kept.added ?? [])).toEqual([128, 128])
})

test('a frame that comes again replaces the first', () => {
  keep(trajectory, frame(0, [0, 0]))
  keep(trajectory, frame(1, [1, 1]))
  keep(trajectory, frame(1, [2, 2]))
  expect(trajectory.frames.map(({ xt }) => xt[0])).toEqual([0, 2])
})

test('what a step changed, where both frames are there', () => {
  keep(trajectory, frame(0, [1, 2]))
  keep(trajectory, frame(1, [1.5, 0]))
  expect(change(trajectory, 1)).toEqual(Float32Array.of(0.5, -2))
  expect(change(trajectory, 0)).toBeUndefined()
  expect(change(trajectory, 2)).toBeUndefined()
})

describe('what a multistep sampler needs to go on', () => {
  const longer = pathOf({ ...defaults, steps: 5 })
  const parts = (index: number) => ({
    xt: Float32Array.of(index),
    x0Hat: Float32Array.of(10 + index),
    epsHat: Float32Array.of(20 + index),
    index,
    ms: 1,
    nfe: index,
  })
  const start = { index: 0, xt: Float32Array.of(0), ms: 0, nfe: 0 }

  test('is the last three steps exactly, newest first: where each began and what the network said there', () => {
    const of = emptyTrajectory(longer, 1, shape)
    keep(of, start)
    for (const index of [1, 2, 3, 4]) keep(of, parts(index))
    expect(of.past).toEqual(
      [3, 2, 1].map((from) => ({
        at: longer.levels[from],
        xt: Float32Array.of(from),
        x0Hat: Float32Array.of(11 + from),
        epsHat: Float32Array.of(21 + from),
      })),
    )
  })

  test('has the state as the sampler corrected it', () => {
    const of = emptyTrajectory(longer, 1, shape)
    keep(of, start)
    keep(of, { ...parts(1), corrected: Float32Array.of(0.5) })
    expect(of.past[0]?.xt).toEqual(Float32Array.of(0.5))
  })

  test('a frame that comes twice is remembered once', () => {
    const of = emptyTrajectory(longer, 1, shape)
    keep(of, start)
    for (const index of [1, 2, 2]) keep(of, parts(index))
    expect(of.past.map(({ at }) => at.t)).toEqual([800, 1000])
  })

  test('forgets the way up', () => {
    const upDown = pathOf({ ...defaults, steps: 2, from: 'inverted' })
    const of = emptyTrajectory(upDown, 1, shape)
    keep(of, start)
    for (const index of [1, 2]) {
      keep(of, parts(index))
      expect(of.past).toEqual([])
    }
    keep(of, parts(3))
    expect(of.past.map(({ at }) => at.t)).toEqual([1000])
  })
})
