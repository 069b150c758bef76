import { cellsOf, dialectOf, numberOf, saysNone } from './cells'
import { problem, type Problem } from './problem'

/** One row as it was written; numbers may be none. */
export interface Row {
  /** Where it stands: a line of a table, or an entry of a list, counted from 1. */
  readonly at: number
  readonly x: number | undefined
  readonly y: number | undefined
  /** What stands where the numbers should, to be told. */
  readonly said: readonly [x: string, y: string]
  readonly label: string | undefined
}

interface Line { readonly at: number; readonly text: string }

/** Which cells are meant. */
interface Columns { readonly x: number; readonly y: number; readonly label: number | undefined }

const labelNames = ['label', 'class', 'target', 'category', 'group', 'kind', 'c']

/** The columns that a header names; undefined if it names none, so that their order decides. */
function namedColumns(header: readonly string[]): Columns | undefined {
  const names = header.map((name) => name.toLowerCase())
  const [x, y] = [names.indexOf('x'), names.indexOf('y')]
  if (x < 0 || y < 0) return undefined
  const named = names.findIndex((name) => labelNames.includes(name))
  const third = names.findIndex((_, i) => i !== x && i !== y)
  const label = named >= 0 ? named : names.length === 3 ? third : -1
  return { x, y, label: label < 0 ? undefined : label }
}

/** Lines of something: neither empty nor a comment. */
function linesOf(text: string): Line[] {
  return text.split(/\r\n|\r|\n/).map((line, i) => ({ at: i + 1, text: line })).filter((line) => line.text.trim() !== '' && !/^\s*#/.test(line.text))
}

/** The rows of a table: two or three columns, or those that its header names; whatever separates them. */
export function tableRows(text: string): readonly Row[] | Problem {
  const lines = linesOf(text)
  const dialect = dialectOf(lines.map((line) => line.text))
  const numeric = (cell: string) => numberOf(cell, dialect.decimal)
  const first = cellsOf(lines[0]?.text ?? '', dialect)
  const hasHeader = first.some((cell) => !saysNone(cell)) && first.every((cell) => numeric(cell) === undefined) && !first.slice(0, 2).every(saysNone)
  const columns = hasHeader ? namedColumns(first) : undefined
  const rows: Row[] = []
  for (const line of hasHeader ? lines.slice(1) : lines) {
    const cells = cellsOf(line.text, dialect)
    const { x, y, label } = columns ?? { x: 0, y: 1, label: cells.length === 3 ? 2 : undefined }
    const [saidX, saidY] = [cells[x], cells[y]]
    if (saidX === undefined || saidY === undefined || (!columns && cells.length > 3)) return problem('columns', { at: line.at, found: cells.length })
    rows.push({ at: line.at, x: numeric(saidX), y: numeric(saidY), said: [saidX, saidY], label: label === undefined ? undefined : cells[label] })
  }
  return rows
}

const field = (entry: object, ...names: readonly string[]): unknown => {
  const name = names.find((each) => Object.hasOwn(entry, each))
  return name === undefined ? undefined : (entry as Record<string, unknown>)[name]
}

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : typeof value === 'string' ? numberOf(value) : undefined)
const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

function entryRow(entry: unknown, at: number): Row | Problem {
  if (typeof entry !== 'object' || entry === null) return problem('entry', { at, found: asText(entry) ?? 'null' })
  const [x, y, label] = Array.isArray(entry) ? (entry as unknown[]) : [field(entry, 'x'), field(entry, 'y'), field(entry, ...labelNames)]
  if (Array.isArray(entry) && (entry.length < 2 || entry.length > 3)) return problem('columns', { at, found: entry.length })
  return { at, x: asNumber(x), y: asNumber(y), said: [asText(x) ?? '', asText(y) ?? ''], label: asText(label) }
}

/** The rows of JSON: a list of [x, y], [x, y, class] or {"x", "y", "label"}, or an object whose `points` is one. */
export function listRows(value: unknown): readonly Row[] | Problem {
  const list = typeof value === 'object' && value !== null && !Array.isArray(value) ? field(value, 'points', 'data') : value
  if (!Array.isArray(list)) return problem('entry', { at: 1, found: typeof value })
  const rows: Row[] = []
  for (const [i, entry] of (list as unknown[]).entries()) {
    const row = entryRow(entry, i + 1)
    if ('code' in row) return row
    rows.push(row)
  }
  return rows
}
