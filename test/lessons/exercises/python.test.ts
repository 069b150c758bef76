import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { notebook } from '../../../src/lessons/exercises/notebook'
import { pythonProgram } from '../../../src/lessons/exercises/python'
import { SHEETS } from '../../../src/lessons/exercises'
import { type Sheet, sheetOf } from '../../../src/lessons/exercises/sheets'

/** The first Python that has numpy; PYTHON names another. */
const python = [process.env['PYTHON'], 'python3', 'python'].find((each) => {
  if (!each) return false
  try {
    execFileSync(each, ['-c', 'import numpy, zlib'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

/** The program with numbers of a student in place of every None, task by task. */
function answered(sheet: Sheet, numbers: (values: readonly number[], tolerance: number) => readonly number[]): string {
  let program = pythonProgram(sheet)
  for (const { answers } of sheet.tasks)
    for (const { python: name, values, tolerance } of answers) {
      const studentNumbers = numbers(values, tolerance)
      program = program.replace(
        `\n${name} = None`,
        `\n${name} = ${studentNumbers.length > 1 ? `[${studentNumbers.join(', ')}]` : studentNumbers.join('')}`,
      )
    }
  return program
}

/** Runs programs apart from one another in one Python; of each the exception that ended it, or nothing. */
const RUNNER = `
import json, sys
def run(program):
    try:
        exec(program, {})
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return ""
print(json.dumps([run(program) for program in json.load(sys.stdin)]))
`
const outcomes = (programs: readonly string[]): string[] =>
  JSON.parse(
    execFileSync(python ?? '', ['-c', RUNNER], { input: JSON.stringify(programs), encoding: 'utf8' }),
  ) as string[]

describe.skipIf(!python)('the stubs, run by Python', () => {
  const sheets = SHEETS.map((id) => sheetOf(id, 12))
  test('pass with right answers, also at the edge of the tolerance', () => {
    const right = sheets.map((sheet) => answered(sheet, (values) => values))
    const edge = sheets.map((sheet) => answered(sheet, (values, tolerance) => values.map((x) => x + 0.99 * tolerance)))
    expect(outcomes([...right, ...edge]).filter((outcome) => outcome !== '')).toEqual([])
  })
  test('stop at the first task while it is not solved', () => {
    const first = sheets.map(({ tasks }) => `AssertionError: ${tasks[0]?.answers[0]?.python}: not yet`)
    expect(outcomes(sheets.map(pythonProgram))).toEqual(first)
  })
  test('stop at an answer that is off by three tolerances', () => {
    const off = sheets.map((sheet) => answered(sheet, (values, tolerance) => values.map((x) => x - 3 * tolerance)))
    for (const outcome of outcomes(off)) expect(outcome).toMatch(/^AssertionError: \w+: not yet$/)
  })
  test('of notebooks: their cells, one after another, are the program', () => {
    const sheet = sheetOf('score', 4)
    const { cells } = JSON.parse(notebook(sheet)) as { cells: readonly Cell[] }
    const code = cells.filter((cell) => cell.cell_type === 'code').map((cell) => cell.source.join(''))
    for (const cell of code) expect(pythonProgram(sheet)).toContain(cell)
    expect(outcomes([code.join('\n')])).toEqual(['AssertionError: score: not yet'])
  })
})

test.each(SHEETS)('the stub of %s does not show its answers', (id) => {
  const sheet = sheetOf(id, 9)
  const program = pythonProgram(sheet)
  const givenNumbers = new Set(sheet.tasks.flatMap((task) => task.givens.flatMap(({ value }) => value)).map(String))
  for (const { answers } of sheet.tasks)
    for (const { values, decimals } of answers)
      for (const value of values.map((each) => each.toFixed(decimals)))
        if (decimals > 0 && !givenNumbers.has(String(Number(value)))) expect(program).not.toContain(value)
})

interface Cell {
  readonly id: string
  readonly cell_type: string
  readonly source: readonly string[]
}

const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  markdown: ['cell_type', 'id', 'metadata', 'source'],
  code: ['cell_type', 'execution_count', 'id', 'metadata', 'outputs', 'source'],
}

test.each(SHEETS)('the notebook of %s has the fields that nbformat 4.5 requires, and no other', (id) => {
  const sheet = sheetOf(id, 1)
  const book = JSON.parse(notebook(sheet)) as Record<string, unknown> & { cells: readonly Cell[] }
  expect(Object.keys(book).toSorted()).toEqual(['cells', 'metadata', 'nbformat', 'nbformat_minor'])
  expect(book).toMatchObject({ nbformat: 4, nbformat_minor: 5 })
  expect(book['metadata']).toMatchObject({
    kernelspec: { name: expect.any(String) as string, display_name: expect.any(String) as string },
    language_info: { name: 'python' },
  })
  for (const cell of book.cells) {
    expect(Object.keys(cell).toSorted()).toEqual(REQUIRED[cell.cell_type])
    expect(cell.id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/)
    for (const [i, line] of cell.source.entries()) expect(line.endsWith('\n')).toBe(i < cell.source.length - 1)
    if (cell.cell_type === 'code') expect(cell).toMatchObject({ execution_count: null, outputs: [], metadata: {} })
  }
  expect(new Set(book.cells.map((cell) => cell.id)).size).toBe(book.cells.length)
  expect(book.cells.filter((cell) => cell.cell_type === 'code')).toHaveLength(1 + sheet.tasks.length)
})
