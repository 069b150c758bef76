import { describe, expect, test } from 'vitest'
import { logSnr, noiseToSignal, timeGrid } from '../../../src/diffusion'
import { shownScale } from '../../../src/runs/levels'
import { pathOf, startOfRun } from '../../../src/walk/model/path'
import { GRIDS, gridsOf, PROCESSES, SAMPLERS, usualSettings } from '../../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { T } from '../../../src/runs/timeline'
import { SIZE } from '../../../src/walk/picture/mnist-shape'

const path = (patch: Partial<Settings>) => pathOf({ ...defaults, ...patch })
const sigmas = (patch: Partial<Settings>) => path(patch).levels.map(noiseToSignal)

test('the default walk visits the trailing levels of the network’s own schedule', () => {
  expect(path({}).times).toEqual(timeGrid('trailing', T, 50))
})

describe.each(PROCESSES)('on the process %s', (process) => {
  test.each(gridsOf(process))('the grid %s goes strictly down to data, for any number of steps', (grid) => {
    for (const steps of [1, 2, 7, 50, T]) {
      const gridSigmas = sigmas({ process, grid, steps })
      expect(gridSigmas).toHaveLength(steps + 1)
      expect(gridSigmas.at(-1)).toBe(0)
      gridSigmas.slice(1).forEach((sigma, i) => {
        expect(sigma).toBeLessThan(gridSigmas[i] ?? NaN)
      })
    }
  })

  test('its levels lie on the timeline where the network’s schedule has their log-SNR', () => {
    const grid = process === 'discrete' ? 'log-snr' : 'uniform'
    const { levels, times } = path({ process, grid, steps: 20 })
    const ownLevels = pathOf({ ...defaults, steps: T }).levels
    levels.forEach((at, i) => {
      const t = times[i] ?? NaN
      expect(t).toBeGreaterThanOrEqual(0)
      expect(t).toBeLessThanOrEqual(T)
      const [above, below] = [ownLevels[T - Math.ceil(t)], ownLevels[T - Math.floor(t)]]
      if (!above || !below || t >= T || t <= 1) return
      expect(logSnr(at)).toBeGreaterThanOrEqual(logSnr(above) - 1e-6)
      expect(logSnr(at)).toBeLessThanOrEqual(logSnr(below) + 1e-6)
    })
  })

  test('a walk from a picture begins where the picture is', () => {
    for (const grid of gridsOf(process)) expect(path({ process, grid, from: 300 }).times[0]).toBeCloseTo(300, 6)
  })
})

test('a grid that a process has not counts as its plainest', () => {
  for (const grid of GRIDS.filter((each) => !gridsOf('flow').includes(each))) {
    expect(path({ process: 'flow', grid })).toEqual(path({ process: 'flow', grid: 'uniform' }))
  }
})

test('every sampler is usually run on a grid that its process has', () => {
  for (const sampler of SAMPLERS) expect(gridsOf(usualSettings[sampler].process)).toContain(usualSettings[sampler].grid)
})

test('leaving out the first steps begins lower, and one step always remains', () => {
  expect(path({ steps: 10, skip: 4 }).times).toEqual([600, 500, 400, 300, 200, 100, 0])
  expect(path({ steps: 10, skip: 999 }).times).toEqual([100, 0])
})

test('an inverted walk goes up from data and down the same levels', () => {
  expect(path({ steps: 4, from: 'inverted' }).times).toEqual([0, 250, 500, 750, 1000, 750, 500, 250, 0])
})

describe('the start of a run', () => {
  const [first] = path({}).levels
  const [ve] = path({ process: 've', grid: 'uniform' }).levels
  const [half] = path({ process: 've', grid: 'uniform', from: 500 }).levels
  if (!first || !ve || !half) throw new Error('no levels')

  test('is noise of its own for each sample', () => {
    const start = startOfRun({ ...defaults, samples: 4 }, first, undefined)
    const sample = (n: number) => start.slice(n * SIZE * SIZE, (n + 1) * SIZE * SIZE)
    expect(sample(0)).toEqual(startOfRun(defaults, first, undefined))
    expect(new Set([0, 1, 2, 3].map((n) => sample(n)[0])).size).toBe(4)
  })

  test('is as loud as the process is there, and is shown no louder', () => {
    const start = startOfRun(defaults, ve, undefined)
    const deviation = (values: Float32Array) => Math.hypot(...values) / Math.sqrt(values.length)
    expect(deviation(start)).toBeCloseTo(50, -0.5)
    expect(deviation(start.map((value) => value * shownScale(ve)))).toBeCloseTo(1, 1)
  })

  test('is the picture for each sample, scaled to the process', () => {
    const here = Float32Array.from({ length: SIZE * SIZE }, (_, i) => Math.sin(i))
    expect(startOfRun({ ...defaults, samples: 4 }, first, here).length).toBe(4 * here.length)
    expect([...startOfRun(defaults, first, here)]).toEqual([...here])
    const scaled = startOfRun(defaults, half, here)
    scaled.forEach((value, i) => {
      expect(value * shownScale(half)).toBeCloseTo(here[i] ?? NaN, 5)
    })
  })
})
