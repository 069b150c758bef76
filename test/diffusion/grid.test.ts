import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sectionGrid, skipping, startingAt, timeGrid, type Spacing } from '../../src/diffusion'

const spacings: readonly Spacing[] = ['trailing', 'leading', 'linspace', 'quadratic']
const spacing = fc.constantFrom(...spacings)
const sizes = fc
  .integer({ min: 1, max: 10000 })
  .chain((T) => fc.record({ T: fc.constant(T), steps: fc.integer({ min: 1, max: T }), start: fc.nat(T) }))
const isDescending = (grid: readonly number[]) => grid.every((t, i) => i === 0 || t < (grid[i - 1] ?? NaN))

describe('a time grid', () => {
  it('falls by integers, without a repetition, to the data', () => {
    fc.assert(
      fc.property(spacing, sizes, (kind, { T, steps, start }) => {
        const grid = timeGrid(kind, T, steps, start)
        expect(grid.every((t) => Number.isInteger(t) && t >= 0 && t <= T)).toBe(true)
        expect(isDescending(grid)).toBe(true)
        expect(grid.at(-1)).toBe(0)
      }),
    )
  })

  it('has as many steps as asked, from T', () => {
    fc.assert(
      fc.property(spacing, sizes, (kind, { T, steps }) => {
        const grid = timeGrid(kind, T, steps)
        expect(grid).toHaveLength(steps + 1)
        if (kind !== 'leading') expect(grid[0]).toBe(T)
        if (kind !== 'trailing' && steps > 1) expect(grid.at(-2)).toBe(1)
      }),
    )
  })

  it('begins where it is told, and then follows the full grid', () => {
    fc.assert(
      fc.property(spacing, sizes, (kind, { T, steps, start }) => {
        fc.pre(start < T)
        const grid = timeGrid(kind, T, steps, start)
        expect(grid[0]).toBe(start)
        expect(grid.slice(1)).toEqual(timeGrid(kind, T, steps).filter((t) => t < start))
      }),
    )
  })

  it.each(spacings)('visits every level when %s has T steps', (kind) => {
    expect(timeGrid(kind, 50, 50)).toEqual(Array.from({ length: 51 }, (_, i) => 50 - i))
  })

  it.each([
    ['trailing', [1000, 0]],
    ['linspace', [1000, 0]],
    ['quadratic', [1000, 0]],
    ['leading', [1, 0]],
  ] as const)('is one jump when %s has one step', (kind, grid) => {
    expect(timeGrid(kind, 1000, 1)).toEqual(grid)
  })

  it('copes with numbers that do not divide T', () => {
    expect(timeGrid('trailing', 1000, 7)).toEqual([1000, 857, 714, 571, 429, 286, 143, 0])
    expect(timeGrid('leading', 1000, 7)).toEqual([853, 711, 569, 427, 285, 143, 1, 0])
    expect(timeGrid('linspace', 10, 4)).toEqual([10, 7, 4, 1, 0])
    expect(timeGrid('quadratic', 1000, 7)).toEqual([1000, 695, 445, 251, 112, 29, 1, 0])
    expect(timeGrid('quadratic', 10, 8)).toEqual([10, 8, 6, 5, 4, 3, 2, 1, 0])
  })

  it('has nothing left to walk from the data', () => {
    expect(timeGrid('trailing', 1000, 20, 0)).toEqual([0])
  })

  it.each([0, -1, 1001, 2.5, NaN, Infinity])('refuses %d steps in a sentence', (steps) => {
    for (const kind of spacings) {
      expect(() => timeGrid(kind, 1000, steps)).toThrow(
        new RangeError(`steps must be an integer in [1, 1000], not ${steps}.`),
      )
    }
  })

  it.each([-1, 1001, 0.5, NaN])('refuses to start at %d in a sentence', (start) => {
    expect(() => timeGrid('leading', 1000, 10, start)).toThrow(
      new RangeError(`start must be an integer in [0, 1000], not ${start}.`),
    )
  })
})

describe('a part of a grid', () => {
  const grid = timeGrid('trailing', 100, 4)

  it('leaves out the first k steps, or begins at any time', () => {
    expect(skipping(grid, 0)).toEqual([100, 75, 50, 25, 0])
    expect(skipping(grid, 3)).toEqual([25, 0])
    expect(skipping(grid, 4)).toEqual([0])
    expect(startingAt(grid, 60.5)).toEqual([60.5, 50, 25, 0])
    expect(startingAt(grid, 0)).toEqual([0])
  })

  it.each([-1, 5, 1.5, NaN])('refuses to skip %d steps in a sentence', (k) => {
    expect(() => skipping(grid, k)).toThrow(new RangeError(`k must be an integer in [0, 4], not ${k}.`))
  })

  it('refuses to start below the data in a sentence', () => {
    expect(() => startingAt(grid, -1)).toThrow(new RangeError('start must be a number in [0, Infinity], not -1.'))
  })
})

describe('a section grid', () => {
  it('strides as DDIM does', () => {
    expect(sectionGrid(1000, 'ddim4')).toEqual([751, 501, 251, 1, 0])
    expect(sectionGrid(1000, 'ddim1000')).toEqual(timeGrid('leading', 1000, 1000))
  })

  it('is a grid of as many levels as its numbers, in their sections', () => {
    const request = fc
      .array(fc.nat(30), { minLength: 1, maxLength: 6 })
      .filter((counts) => counts.some((count) => count > 0))
    fc.assert(
      fc.property(fc.integer({ min: 186, max: 4000 }), request, (T, counts) => {
        const grid = sectionGrid(T, counts.join(','))
        expect(grid).toHaveLength(counts.reduce((sum, count) => sum + count) + 1)
        expect(isDescending(grid) && grid[0] !== undefined && grid[0] <= T && grid.at(-1) === 0).toBe(true)
      }),
    )
  })

  it.each([
    ['', 'sections must be numbers between commas, like 10,15,20, or ddim and a number, not "".'],
    ['10,x', 'sections must be numbers between commas, like 10,15,20, or ddim and a number, not "10,x".'],
    ['2.5', 'sections must be numbers between commas, like 10,15,20, or ddim and a number, not "2.5".'],
    ['-3', 'sections must be numbers between commas, like 10,15,20, or ddim and a number, not "-3".'],
    ['ddim', 'sections must be numbers between commas, like 10,15,20, or ddim and a number, not "ddim".'],
    ['ddim999', 'sections must ask for a number of steps that an integer stride of 1000 gives, not ddim999.'],
    ['ddim0', 'sections must ask for a number of steps that an integer stride of 1000 gives, not ddim0.'],
    ['10,501', 'sections must ask at most 500 levels of section 2, not 501.'],
    ['0,0', 'sections must ask for at least one level, not "0,0".'],
  ])('refuses %j in a sentence', (sections, sentence) => {
    expect(() => sectionGrid(1000, sections)).toThrow(new RangeError(sentence))
  })
})
