import { rounded } from './figures'
import { MAX_SEED, sheetOf } from './sheets'
import type { SheetId } from './sheet-ids'
import type { Task } from './task'

/** A column of the list: one number that a student computes. */
interface Column {
  /** The number of its task, from 1. */
  readonly task: number
  /** As a formula in plain signs, with its place among several numbers. */
  readonly symbol: string
  readonly python: string
}

export interface ClassList {
  readonly columns: readonly Column[]
  readonly rows: readonly { readonly seed: number; readonly answers: readonly string[] }[]
}

/** How many students a list may have. */
export const MOST_STUDENTS = 200

const columnsOf = (tasks: readonly Task[]): Column[] =>
  tasks.flatMap(({ answers }, t) =>
    answers.flatMap(({ symbol, python, values }) => {
      const symbols = symbol.split(', ') // ᾱ₂, ᾱ₃ names each of its numbers
      const isNamed = symbols.length === values.length
      return values.map((_, i) => ({
        task: t + 1,
        symbol: isNamed ? (symbols[i] ?? symbol) : `${symbol} [${i + 1}]`,
        python: values.length > 1 ? `${python}[${i}]` : python,
      }))
    }),
  )

/** The answers of the seeds first, first + 1, …: what a teacher corrects a pile of sheets with. */
export function classList(id: SheetId, first: number, students: number): ClassList {
  const last = Math.min(MAX_SEED, first + Math.min(MOST_STUDENTS, students) - 1)
  const sheets = Array.from({ length: last - first + 1 }, (_, i) => sheetOf(id, first + i))
  return {
    columns: columnsOf(sheets[0]?.tasks ?? []),
    rows: sheets.map(({ seed, tasks }) => ({
      seed,
      answers: tasks.flatMap(({ answers }) =>
        answers.flatMap(({ values, decimals }) => values.map((value) => rounded(value, decimals))),
      ),
    })),
  }
}

/** The list as a table that spreadsheets read: a column for each number, named by its task; numbers with a plain minus and a point. */
export function classCsv({ columns, rows }: ClassList): string {
  const head = ['seed', ...columns.map(({ task, python }) => `${task} ${python}`)]
  const lines = rows.map(({ seed, answers }) => [String(seed), ...answers.map((value) => value.replace('−', '-'))])
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('')
}
