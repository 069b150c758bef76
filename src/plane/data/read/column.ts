import { LARGEST } from '../frame'
import { type Dialect, numberOf } from './cells'

/** How many words of a column are compared with each other. */
const MOST_NAMES = 1000

/** The text of a cell, and its line. */
interface Place {
  readonly at: number
  readonly found: string
}

/** What the reader knows of the cells of a column that it has read. */
export interface Column {
  /** How many cells are not empty. */
  filled: number
  numbers: number
  /** Whether every number is whole. */
  hasIntegersOnly: boolean
  /** Whether the numbers are 0, 1, 2 …, or 1, 2, 3 …, one in each row. */
  run: boolean
  /** Whether each whole number is larger than the one before. */
  rising: boolean
  last: number | undefined
  /** Its first three different values, each with its row. */
  readonly values: Place[]
  readonly words: Set<string>
  bad: Place | undefined
  huge: Place | undefined
}

export const emptyColumn = (): Column => ({
  filled: 0,
  numbers: 0,
  hasIntegersOnly: true,
  run: true,
  rising: true,
  last: undefined,
  values: [],
  words: new Set(),
  bad: undefined,
  huge: undefined,
})

/** A label in one spelling, because 0, 0.0 and "0" are one class; undefined if the cell is empty. */
export function plainLabel(cell: string | undefined, decimal: Dialect['decimal'] = '.'): string | undefined {
  if (cell === undefined || cell === '') return undefined
  const value = numberOf(cell, decimal)
  return value === undefined ? cell : String(value)
}

/** Adds a cell to the facts about its column. @param at the line of the cell @param row how many rows came before */
export function addCell(column: Column, cell: string, at: number, row: number, decimal: Dialect['decimal']): void {
  const value = numberOf(cell, decimal)
  if (cell !== '') column.filled++
  if (column.values.length < 3) {
    const label = plainLabel(cell, decimal)
    if (label !== undefined && !column.values.some(({ found: text }) => text === label))
      column.values.push({ at, found: label })
  }
  if (value === undefined) {
    column.bad ??= { at, found: cell }
    column.run = false
    column.rising = false
    if (column.words.size < MOST_NAMES) column.words.add(cell)
    return
  }
  column.numbers++
  if (!(Math.abs(value) <= LARGEST)) column.huge ??= { at, found: cell }
  if (!Number.isInteger(value)) column.hasIntegersOnly = false
  const { last } = column
  column.run &&= row === 0 ? value === 0 || value === 1 : last !== undefined && value === last + 1
  column.rising &&= Number.isInteger(value) && (last === undefined || value > last)
  column.last = value
}

/** Whether the column can be a class: at most two values, which are words, or whole numbers that recur or are usual for classes. */
export function isClass({ values, hasIntegersOnly, filled, numbers }: Column): boolean {
  if (filled === 0 || values.length > 2) return false
  if (numbers === 0) return true
  return (
    hasIntegersOnly &&
    (filled > values.length || values.every(({ found: text }) => ['-1', '0', '1', '2'].includes(text)))
  )
}

/** Whether the column names the rows: all its cells are words, and differ. */
export const isNames = ({ numbers, words, filled }: Column): boolean =>
  numbers === 0 && filled > 0 && words.size === Math.min(filled, MOST_NAMES)
