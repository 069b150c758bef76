import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, logSnr } from '../../../src/diffusion'
import { spreadMoments } from '../../../src/walk/decided/moments'
import type { Place } from '../../../src/walk/decided/subject'

const schedule = cosineSchedule(1000)
const placesAt = (times: readonly number[]): { places: readonly Place[] } => ({
  places: times.map((t) => ({ key: t, t, logSnr: logSnr(level(schedule, t)) })),
})
const forward = placesAt(Array.from({ length: 1000 }, (_, i) => i + 1))

describe('the moments', () => {
  test('are four, from near the data to pure noise, spread by log-SNR', () => {
    const moments = spreadMoments(forward)
    expect(moments).toHaveLength(4)
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(moments.at(-1)).toBe(1000)
    expect(moments[0]).toBeGreaterThan(100)
    expect(moments[0]).toBeLessThan(400)
  })

  test.each([1, 60, 333, 512, 750, 930, 1000])('have one at the playhead, t = %i, in its place', (here) => {
    const moments = spreadMoments(forward, here)
    expect(moments).toContain(here)
    expect(new Set(moments).size).toBe(4)
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
  })

  test('are without the playhead where that stands on the data', () => {
    expect(spreadMoments(forward, 0)).toEqual(spreadMoments(forward))
  })

  test('are as many as there are places', () => {
    expect(spreadMoments(placesAt([900, 1000]), 900)).toEqual([900, 1000])
    expect(spreadMoments(placesAt([20, 40, 60, 80, 100]))).toHaveLength(4)
  })

  test('of pure noise alone at many frames (plain Langevin) are different frames', () => {
    const places = [3, 2, 1, 0].map((key) => ({ key, t: 1000, logSnr: -Infinity }))
    expect(new Set(spreadMoments({ places }, 1)).size).toBe(4)
  })
})
