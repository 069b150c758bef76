import { expect, test } from 'vitest'
import { type Cell, gridOf, type Row } from '../../../src/walk/take/cells'
import { forwardText, stepText } from '../../../src/walk/take/equation-text'
import { broken, fittedSheet } from '../../../src/walk/take/sheet'
import { MOST_CANVAS } from '../../../src/walk/take/limits'

/** Letters that are half as wide as high. */
const widthOf = (line: string, font: number) => 0.5 * font * line.length
const shape = { channels: 1, size: 28 } as const
const cell = (t: number): Cell => ({
  picture: { bytes: new Uint8ClampedArray(784), samples: 1, shape },
  lines: [`t = ${t}`, '1000 evaluations'],
})
const run = (size: number) => ({
  last: 1000,
  at: (t: number): Cell => ({
    ...cell(t),
    picture: { bytes: new Uint8ClampedArray(), samples: 1, shape: { channels: 1, size } },
  }),
})
const walk = (cells: readonly Cell[], rows: readonly Row[], foot: readonly string[] = []) => ({
  title: 'Into noise',
  rows,
  foot,
  cells,
})
const sheetOf = (size: number, count: number, factor: number, foot: readonly string[] = []) =>
  fittedSheet((cells, grid) => walk(cells, broken(cells, grid), foot), run(size), count, factor, widthOf)

test('a sheet has every picture that was asked for, in rows, the first and the last among them', () => {
  const { sheet, shownCount, grid } = sheetOf(28, 24, 4)
  const cells = sheet.rows.flatMap((row) => row.cells)
  expect([shownCount, cells.length, grid.factor]).toEqual([24, 24, 4])
  expect([cells[0]?.lines[0], cells.at(-1)?.lines[0]]).toEqual(['t = 0', 't = 1000'])
  expect(new Set(sheet.rows.slice(0, -1).map((row) => row.cells.length)).size).toBe(1)
})

test('a caption is never wider than its cell', () => {
  const { grid } = sheetOf(28, 24, 1)
  expect(grid.cell.width).toBeGreaterThanOrEqual(widthOf('1000 evaluations', grid.font))
})

test.each([
  [28, 1001, 8],
  [256, 1001, 8],
  [1000, 50, 8],
])('pictures of %d pixels, %d of them, %d times as large: the sheet fits a canvas', (size, count, factor) => {
  const { width, height } = sheetOf(size, count, factor)
  expect(Math.max(width, height)).toBeLessThanOrEqual(MOST_CANVAS.side)
  expect(width * height).toBeLessThanOrEqual(MOST_CANVAS.area)
})

test('smaller pictures come before fewer: a thousand digits are all there, large pictures are not', () => {
  expect(sheetOf(28, 1001, 8).shownCount).toBe(1001)
  const large = sheetOf(256, 1001, 8)
  expect(large.grid.factor).toBe(1)
  expect(large.shownCount).toBeLessThan(300)
})

test('a long link is broken, not cut: its lines are the whole of it, none wider than the sheet', () => {
  const link = `https://example.org/#picture=own.${'x'.repeat(1046)}`
  const { sheet, grid, width } = sheetOf(28, 4, 1, ['Seed of the noise: 10.', link])
  expect(sheet.foot.slice(1).join('')).toBe(link)
  for (const line of sheet.foot) expect(widthOf(line, grid.font)).toBeLessThanOrEqual(width - 2 * grid.gap)
})

test('rows of several runs stay as they are made', () => {
  const rows = ['DDIM', 'DDPM', 'Heun'].map((name) => ({ name, cells: [cell(1000), cell(0)] }))
  const { sheet } = fittedSheet((cells) => walk(cells, rows), run(28), 2, 4, widthOf)
  expect(sheet.rows.map(({ name }) => name)).toEqual(['DDIM', 'DDPM', 'Heun'])
})

test('cells of different pictures share the largest one’s size', () => {
  const four = { picture: { bytes: new Uint8ClampedArray(), samples: 4, shape }, lines: [] }
  expect(gridOf([cell(1), four], 2).picture).toBe(2 * 57)
})

test('the equation as a line of text has the step’s own coefficients', () => {
  const terms = [
    { part: 'xt', index: 0, coefficient: 0.5 },
    { part: 'x0Hat', index: 0, coefficient: 0.25 },
    { part: 'epsHat', index: -1, coefficient: -0.0123 },
    { part: 'fresh', index: 0, coefficient: 1 },
  ] as const
  expect(stepText(terms, [1000, 980, 960], 2)).toBe('x₉₆₀ = 0.500·x₉₈₀ + 0.250·x̂₀ − 0.012·ε̂(1000) + σ_θ⊙z')
  expect(stepText([], [1000, 0], 1)).toBe('')
  expect(forwardText(500, { signal: 0.709, noise: 0.7051 })).toBe('x₅₀₀ = 0.709·x₀ + 0.705·ε')
})
