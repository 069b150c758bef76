import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timeGrid, type Spacing } from '../../src/diffusion'

const spacings: readonly Spacing[] = ['trailing', 'leading', 'linspace']
const spacing = fc.constantFrom(...spacings)
const sizes = fc.integer({ min: 1, max: 10000 }).chain(T => fc.record({ T: fc.constant(T), steps: fc.integer({ min: 1, max: T }), start: fc.nat(T) }))
const isDescending = (grid: readonly number[]) => grid.every((t, i) => i === 0 || t < (grid[i - 1] ?? NaN))

describe('a time grid', () => {
  it('falls by integers, without a repetition, to the data', () => {
    fc.assert(fc.property(spacing, sizes, (kind, { T, steps, start }) => {
      const grid = timeGrid(kind, T, steps, start)
      expect(grid.every(t => Number.isInteger(t) && t >= 0 && t <= T)).toBe(true)
      expect(isDescending(grid)).toBe(true)
      expect(grid.at(-1)).toBe(0)
    }))
  })

  it('has as many steps as asked, from T', () => {
    fc.assert(fc.property(spacing, sizes, (kind, { T, steps }) => {
      const grid = timeGrid(kind, T, steps)
      expect(grid).toHaveLength(steps + 1)
      if (kind !== 'leading') expect(grid[0]).toBe(T)
      if (kind !== 'trailing' && steps > 1) expect(grid.at(-2)).toBe(1)
    }))
  })

  it('begins where it is told, and then follows the full grid', () => {
    fc.assert(fc.property(spacing, sizes, (kind, { T, steps, start }) => {
      fc.pre(start < T)
      const grid = timeGrid(kind, T, steps, start)
      expect(grid[0]).toBe(start)
      expect(grid.slice(1)).toEqual(timeGrid(kind, T, steps).filter(t => t < start))
    }))
  })

  it.each(spacings)('visits every level when %s has T steps', kind => {
    expect(timeGrid(kind, 50, 50)).toEqual(Array.from({ length: 51 }, (_, i) => 50 - i))
  })

  it.each([['trailing', [1000, 0]], ['linspace', [1000, 0]], ['leading', [1, 0]]] as const)('is one jump when %s has one step', (kind, grid) => {
    expect(timeGrid(kind, 1000, 1)).toEqual(grid)
  })

  it('copes with numbers that do not divide T', () => {
    expect(timeGrid('trailing', 1000, 7)).toEqual([1000, 857, 714, 571, 429, 286, 143, 0])
    expect(timeGrid('leading', 1000, 7)).toEqual([853, 711, 569, 427, 285, 143, 1, 0])
    expect(timeGrid('linspace', 10, 4)).toEqual([10, 7, 4, 1, 0])
  })

  it('has nothing left to walk from the data', () => {
    expect(timeGrid('trailing', 1000, 20, 0)).toEqual([0])
  })

  it.each([0, -1, 1001, 2.5, NaN, Infinity])('refuses %d steps in a sentence', steps => {
    for (const kind of spacings) {
      expect(() => timeGrid(kind, 1000, steps)).toThrow(new RangeError(`steps must be an integer in [1, 1000], not ${steps}.`))
    }
  })

  it.each([-1, 1001, 0.5, NaN])('refuses to start at %d in a sentence', start => {
    expect(() => timeGrid('leading', 1000, 10, start)).toThrow(new RangeError(`start must be an integer in [0, 1000], not ${start}.`))
  })
})
