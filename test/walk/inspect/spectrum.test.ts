import { describe, expect, test } from 'vitest'
import { cosineSchedule, level, noised, normalArray } from '../../../src/diffusion'
import { densitySteps, heightsOf, spectraOf } from '../../../src/walk/inspect/spectrum'

const SIZE = 16
const shape = { channels: 1, size: SIZE } as const
const schedule = cosineSchedule(1000)
const eps = new Float32Array(normalArray({ seed: 3, purpose: 'forward', step: 0, sample: 0 }, SIZE * SIZE))
/** Coarse waves strong, fine ones weak. */
const picture = Float32Array.from({ length: SIZE * SIZE }, (_, i) => {
  const [x, y] = [i % SIZE, Math.floor(i / SIZE)]
  return 0.8 * Math.cos((2 * Math.PI * x) / SIZE) + 0.1 * Math.cos((2 * Math.PI * 6 * y) / SIZE)
})
const at = (t: number) => spectraOf(noised(picture, eps, level(schedule, t)), picture, shape, level(schedule, t))

describe('the spectrum over the noise floor', () => {
  test('the fine drowns before the coarse, and at last everything has', () => {
    const drowning = [0, 20, 100, 300, 600, 990].map((t) => at(t).drowns)
    expect(drowning).toEqual([...drowning].toSorted((a, b) => b - a))
    expect(drowning[0]).toBe(9) // nothing has
    expect(drowning[1]).toBe(7) // finer than six cycles it has nothing
    expect(drowning).toContain(2) // only the coarse wave is left
    expect(at(1000).drowns).toBe(0)
  })

  test('the floor is the noise’s variance, and the noisy picture’s fine end lies on it', () => {
    const { state, floor, finest } = at(600)
    expect(floor).toBeCloseTo(level(schedule, 600).noise ** 2, 12)
    expect(finest).toBe(8)
    const [, power] = state[finest] ?? [0, NaN]
    expect(power / floor).toBeGreaterThan(0.6)
    expect(power / floor).toBeLessThan(1.6)
  })

  test('the axis holds what is drawn, in whole decades', () => {
    const spectra = at(600)
    const [low, high] = heightsOf(spectra)
    expect(Math.log10(high) % 1).toBeCloseTo(0, 9)
    expect(high).toBeGreaterThan(Math.max(...spectra.state.map(([, y]) => y)))
    expect(low).toBeLessThan(spectra.floor)
  })
})

describe('the histogram', () => {
  test('is a density: with all values inside it encloses 1', () => {
    const spots = densitySteps(Float32Array.of(-1, -0.5, 0, 0.5), 2, 8)
    const area = spots.reduce((sum, [x, y], i) => sum + (i % 2 === 1 ? y * (x - (spots[i - 1]?.[0] ?? NaN)) : 0), 0)
    expect(area).toBeCloseTo(1, 12)
    expect(spots).toHaveLength(16)
  })
})
