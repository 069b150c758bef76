import { beforeEach, expect, test } from 'vitest'
import { change, emptyTrajectory, keep, nearestFrame, type Trajectory } from '../../src/walk/trajectory'

let trajectory: Trajectory
const frame = (index: number, xt: number[]) => ({
  index,
  t: [1000, 500, 0][index] ?? NaN,
  xt: Float32Array.from(xt),
  x0Hat: Float32Array.of(-1, 1),
  epsHat: Float32Array.of(-3, 3),
  added: Float32Array.of(-0.5, 0.25),
  ms: 1,
  nfe: index,
})

beforeEach(() => {
  trajectory = emptyTrajectory([1000, 500, 0], 1, 28)
})

test('xt is kept exactly, the other parts as they are shown', () => {
  const kept = keep(trajectory, frame(1, [0.1, 5]))
  expect(kept.xt).toEqual(Float32Array.of(0.1, 5))
  expect([kept.x0Hat, kept.epsHat, kept.added].map((bytes) => Array.from(bytes ?? []))).toEqual([[0, 255], [0, 255], [0, 191]])
  expect(kept.addedRange).toBe(0.5)
  expect(trajectory.frames[1]).toBe(kept)
})

test('a part that a step has not is absent', () => {
  const kept = keep(trajectory, { index: 0, t: 1000, xt: Float32Array.of(1, 2), ms: 0, nfe: 0 })
  expect(kept).toEqual({ index: 0, t: 1000, xt: Float32Array.of(1, 2), addedRange: 0, ms: 0, nfe: 0 })
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

test('the recorded frame nearest to a level', () => {
  expect(nearestFrame(trajectory, 300)).toBe(0)
  for (const index of [0, 1, 2]) keep(trajectory, frame(index, [0, 0]))
  expect([1000, 751, 749, 251, 249, 0].map((t) => nearestFrame(trajectory, t))).toEqual([0, 0, 1, 1, 2, 2])
})
