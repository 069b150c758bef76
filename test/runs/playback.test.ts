import { expect, test } from 'vitest'
import { placesOf, staysAtOneLevel } from '../../src/runs/places'
import { nearestFrame } from '../../src/runs/playback'

test('the recorded frame nearest to a level', () => {
  const times = [1000, 500, 0]
  expect(nearestFrame(times, 0, 300)).toBe(0)
  expect([1000, 751, 749, 251, 249, 0].map((t) => nearestFrame(times, 2, t))).toEqual([0, 0, 1, 1, 2, 2])
  expect(nearestFrame(times, 1, 0)).toBe(1) // what is not recorded is not found
})

test('of a run up and down, the nearest frame is on the leg where the playhead is', () => {
  const times = [0, 500, 1000, 500, 0]
  expect([0, 1, 3, 4].map((here) => nearestFrame(times, 4, 480, here))).toEqual([1, 1, 3, 3])
  expect([0, 4].map((here) => nearestFrame(times, 4, 0, here))).toEqual([0, 4])
})

test('of a run that stays at one level, the nearest frame is the one that is shown', () => {
  expect(nearestFrame([300, 300, 300], 2, 900, 1)).toBe(1)
})

test('a run that stays at one level has a place on the track for each frame, from right to left; any other stands at its t', () => {
  expect(placesOf([700, 700, 700, 700, 700])).toEqual([1000, 750, 500, 250, 0])
  expect(placesOf([700, 700, 700, 700, 0])).toEqual([1000, 750, 500, 250, 0]) // and the last step leads to data
  expect(placesOf([700, 700])).toEqual([1000, 0])
  for (const times of [[1000, 500, 0], [700, 0], [700, 700, 300, 0], [0, 700, 700, 0], [1000]]) {
    expect(staysAtOneLevel(times)).toBe(false)
    expect(placesOf(times)).toBe(times)
  }
})
