import { sheetOf } from '../../../src/lessons/exercises/sheets'
import type { SheetId } from '../../../src/lessons/exercises/sheet-ids'

/** The numbers that a task gives and those that solve it, by their names in Python. */
export interface Numbers {
  /** A single number. */
  readonly one: (name: string) => number
  /** Several numbers. */
  readonly many: (name: string) => readonly number[]
}

/** The numbers of a task of one seed. @throws Error where the task has no such name */
export function numbersOf(sheet: SheetId, seed: number, id: string): { givens: Numbers; solution: Numbers } {
  const task = sheetOf(sheet, seed).tasks.find((each) => each.id === id)
  if (!task) throw new Error(`The sheet ${sheet} has no task ${id}.`)
  const givens = new Map(task.givens.map(({ python, value }) => [python, typeof value === 'number' ? [value] : value]))
  const solution = new Map(task.answers.map(({ python, values }) => [python, values]))
  const reader = (of: ReadonlyMap<string, readonly number[]>): Numbers => {
    const many = (name: string) => {
      const values = of.get(name)
      if (!values) throw new Error(`The task ${id} of ${sheet} has no ${name}.`)
      return values
    }
    return { many, one: (name) => many(name)[0] ?? NaN }
  }
  return { givens: reader(givens), solution: reader(solution) }
}

/** Seeds on which solutions are computed twice. */
export const SEEDS = [1, 2, 3, 17, 99_999]
