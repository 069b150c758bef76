import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseFormula } from '../../../src/glossary/formula'
import { verdictOf } from '../../../src/lessons/exercises/check'
import { classCsv, classList } from '../../../src/lessons/exercises/class-list'
import { anotherSeed } from '../../../src/lessons/exercises/draw'
import { rounded } from '../../../src/lessons/exercises/figures'
import { SHEETS } from '../../../src/lessons/exercises'
import { MAX_SEED, sheetOf } from '../../../src/lessons/exercises/sheets'
import { type Answer, answer } from '../../../src/lessons/exercises/task'

const answersOf = (id: (typeof SHEETS)[number], seed: number) =>
  sheetOf(id, seed).tasks.flatMap((task) => task.answers.map((each) => ({ task, each })))

/** Whether all numbers of an answer are sensible, and no slip could be taken for it. */
const isHumane = ({ values, slips, tolerance, decimals }: Answer): boolean =>
  values.every((value, i) => {
    const size = Math.abs(value)
    const apart = slips.every((slip) => Math.abs((slip.values[i] ?? NaN) - value) > 2 * tolerance)
    return size > 10 * tolerance && size < (decimals === 0 ? 1000 : 50) && apart
  })

describe.each(SHEETS)('the sheet %s', (id) => {
  test('of any seed has solutions of sensible size, and no slip is near its solution', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_SEED }), (seed) => {
        const { tasks, redrawn } = sheetOf(id, seed)
        expect(redrawn).toBeLessThan(60)
        expect(tasks.flatMap(({ answers }) => answers.filter((each) => !isHumane(each)))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('gives numbers of at most four digits that differ from seed to seed', () => {
    const serializeGivens = (seed: number) => JSON.stringify(sheetOf(id, seed).tasks.map((task) => task.givens))
    const all = Array.from({ length: 60 }, (_, seed) => serializeGivens(seed))
    expect(new Set(all).size).toBe(60)
    for (const { givens: numbers } of sheetOf(id, 5).tasks)
      for (const { value } of numbers)
        for (const each of typeof value === 'number' ? [value] : value)
          expect(String(Math.abs(each)).replace('.', '').replace(/^0+/, '').length).toBeLessThanOrEqual(4)
    expect(serializeGivens(7)).toBe(serializeGivens(7))
  })

  test('accepts its own rounded solutions, names every slip, and all of its formulas can be read', () => {
    for (const { task, each } of answersOf(id, 3)) {
      for (const formula of [
        ...task.method,
        ...(task.formulas ?? []),
        ...task.givens.map(({ symbol }) => symbol),
        each.symbol,
      ])
        expect(() => parseFormula(formula)).not.toThrow()
      each.values.forEach((value, i) => {
        expect(verdictOf(each, i, rounded(value, each.decimals)).kind).toBe('right')
        expect(verdictOf(each, i, rounded(value, each.decimals).replace('.', ',')).kind).toBe('right')
        for (const slip of each.slips) {
          const wrong = slip.values[i] ?? NaN
          expect(['slip', 'unread']).toContain(verdictOf(each, i, wrong.toFixed(each.decimals + 1)).kind)
        }
      })
    }
  })
})

test('a typed number is judged by the tolerance, then by slips, sign and rounding', () => {
  const variance = answer('σ²', 'variance', 0.64, { 'deviation-for-variance': 0.8 })
  const kinds = ['', 'a', '0.641', '.64', '0,64', '0.645', '−0.64', '0.3'].map(
    (input) => verdictOf(variance, 0, input).kind,
  )
  expect(kinds).toEqual(['empty', 'unread', 'right', 'right', 'right', 'rounded', 'sign', 'wrong'])
  expect(verdictOf(variance, 0, '0.8')).toEqual({ kind: 'slip', id: 'deviation-for-variance', factor: 0.8 / 0.64 })
})

test('another seed is another one, whatever the seed', () => {
  for (const seed of [0, 1, 2, 500, MAX_SEED]) {
    const next = anotherSeed(seed, MAX_SEED + 1)
    expect(next).not.toBe(seed)
    expect(next >= 0 && next <= MAX_SEED && Number.isInteger(next)).toBe(true)
  }
})

test.each([-1, 0.5, MAX_SEED + 1, NaN])('there is no sheet of the seed %d', (seed) => {
  expect(() => sheetOf('noise', seed)).toThrow(RangeError)
})

test('a class list has a row for each seed, with the numbers of its sheet, and ends at the last seed', () => {
  const list = classList('back', 4, 3)
  expect(list.rows.map(({ seed }) => seed)).toEqual([4, 5, 6])
  for (const { seed, answers } of list.rows)
    expect(answers).toEqual(
      answersOf('back', seed).flatMap(({ each }) => each.values.map((value) => rounded(value, each.decimals))),
    )
  expect(classList('line', MAX_SEED, 30).rows).toHaveLength(1)
})

test('its CSV has as many fields in every line, numbers that a spreadsheet reads, and names its tasks', () => {
  const lines = classCsv(classList('noise', 1, 30))
    .trimEnd()
    .split('\r\n')
  const [head = '', ...rows] = lines
  expect(head).toMatch(/^seed,1 mean\[0\],1 mean\[1\]/)
  expect(rows).toHaveLength(30)
  for (const row of rows) {
    expect(row.split(',')).toHaveLength(head.split(',').length)
    expect(row).toMatch(/^\d+(,-?\d+(\.\d+)?)+$/)
  }
})
