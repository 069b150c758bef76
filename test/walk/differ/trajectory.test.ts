import { describe, expect, it } from 'vitest'
import type { NumberArray } from '../../../src/files/read/array'
import type { FileArrays } from '../../../src/files/read/arrays'
import { compare } from '../../../src/walk/differ/compare'
import { type Subject, type Trajectory, trajectoryOf } from '../../../src/walk/differ/trajectory'
import { pageRun, SIZE, studentRun, type Walk } from './programs'

const times = [1000, 800, 600, 400, 200, 0]
const walk: Walk = { family: 'ddim', seed: 7, times, clip: true }
const run = pageRun(walk)
const states = studentRun(walk, {})
const flat = (rows: readonly Float32Array[]) => Float32Array.from(rows.flatMap((row) => [...row]))

const numbers = (shape: readonly number[], values: Float32Array | Float64Array, type = 'f4'): NumberArray => ({
  kind: 'numbers',
  shape,
  type,
  values,
})
const list = (...values: number[]) => numbers([values.length], Float64Array.from(values), 'f8')
const fileOf = (arrays: Readonly<Record<string, NumberArray>>): FileArrays => ({
  numbers: new Map(Object.entries(arrays)),
  texts: new Map(),
  faults: [],
})

function findTrajectory(arrays: Readonly<Record<string, NumberArray>>, subject: Subject = run): Trajectory {
  const trajectory = trajectoryOf(fileOf(arrays), subject)
  if ('code' in trajectory) throw new Error(trajectory.code)
  return trajectory
}

const verdictOf = (arrays: Readonly<Record<string, NumberArray>>) =>
  compare(findTrajectory(arrays), run, () => 2e-4).verdict.kind

describe('A trajectory is found', () => {
  it.each([
    ['[n, samples, C, H, W]', [6, 1, 1, SIZE, SIZE]],
    ['[n, C, H, W]', [6, 1, SIZE, SIZE]],
    ['[n, H, W]', [6, SIZE, SIZE]],
    ['[n, H, W, C]', [6, SIZE, SIZE, 1]],
    ['[n, samples, H·W]', [6, 1, SIZE ** 2]],
    ['[n, H·W]', [6, SIZE ** 2]],
  ])('as %s, under any name, and is the run', (_, shape) => {
    expect(verdictOf({ whatever: numbers(shape, flat(states)), t: list(...times) })).toBe('same')
  })

  it('of several samples, of which the run has one', () => {
    const two = flat(states.flatMap((state) => [state, state.map(() => 0.5)]))
    expect(verdictOf({ x: numbers([6, 2, SIZE, SIZE], two) })).toBe('same')
  })

  it('with colours last', () => {
    const shape = { channels: 3, size: 2 } as const
    const colours = Float32Array.from({ length: 24 }, (_, i) => i / 10)
    const subject = { ...run, shape, times: [1000, 0], levels: run.levels.slice(0, 2) }
    const { rows, turned } = findTrajectory({ x: numbers([2, 2, 2, 3], colours) }, subject)
    expect(turned).toBe(false)
    expect([...(rows[0]?.xt ?? [])].map((value) => Math.round(value * 10))).toEqual([
      0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11,
    ])
  })

  it('with the data first, told by the variance', () => {
    const turned = { x_t: numbers([6, SIZE, SIZE], flat(states.toReversed())) }
    expect(findTrajectory(turned)).toMatchObject({ turned: true, reading: 'assumed' })
    expect(verdictOf(turned)).toBe('same')
  })

  it('by its usual name among others of the same shape', () => {
    const xt = numbers([6, SIZE, SIZE], flat(states))
    expect(findTrajectory({ noise: xt, xt }).name).toBe('xt')
  })
})

describe('The times of a trajectory', () => {
  const xt = numbers([6, SIZE, SIZE], flat(states))
  it.each([
    ['t', list(...times), 't'],
    ['timesteps', list(...times.map((t) => t - 1)), 'from-zero'],
    ['ts', list(...times.slice(0, -1).map((t) => t - 1)), 'from-zero'],
    ['t', list(...times.map((t) => t / 1000)), 'share'],
    ['sigmas', list(...run.levels.map(({ signal, noise }) => noise / signal)), 'sigma'],
  ])('are read of %s (%#)', (name, array, reading) => {
    const trajectory = findTrajectory({ xt, [name]: array })
    expect(trajectory.reading).toBe(reading)
    trajectory.rows.forEach(({ t }, i) => {
      expect(t).toBeCloseTo(times[i] ?? NaN, 3)
    })
  })

  it('are assumed to be the run’s where there are none, also where the start is left out', () => {
    const short = findTrajectory({ xt: numbers([5, SIZE, SIZE], flat(states.slice(1))) })
    expect(short.rows.map(({ t }) => t)).toEqual(times.slice(1))
  })

  it('of another spacing are named', () => {
    const leading = [801, 601, 401, 201, 1, 0]
    const { verdict } = compare(findTrajectory({ xt, t: list(...leading) }), run, () => 2e-4)
    expect(verdict).toEqual({ kind: 'spacing', spacing: 'leading', shift: 0 })
  })
})

describe('What is no trajectory is refused', () => {
  const refusal = (arrays: Readonly<Record<string, NumberArray>>) => trajectoryOf(fileOf(arrays), run)
  it.each([
    ['differ-shape', { x: numbers([6, 5, 5], new Float32Array(150)) }],
    ['differ-shape', { x: numbers([6, SIZE, SIZE], new Float64Array(6 * SIZE ** 2), 'i4') }],
    ['differ-times', { x: numbers([3, SIZE, SIZE], new Float32Array(3 * SIZE ** 2)) }],
    ['differ-numbers', { x: numbers([6, SIZE, SIZE], new Float32Array(6 * SIZE ** 2).fill(NaN)) }],
  ])('as %s (%#)', (code, arrays) => {
    expect(refusal(arrays)).toMatchObject({ code })
  })

  it('and another start is no mistake of a step', () => {
    const others = states.map((state) => state.map((value) => value + 0.1))
    const { verdict } = compare(findTrajectory({ x: numbers([6, SIZE, SIZE], flat(others)) }), run, () => 2e-4)
    expect(verdict).toMatchObject({ kind: 'start' })
  })
})
