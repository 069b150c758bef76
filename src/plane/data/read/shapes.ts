import { problem, type Problem } from '../problem'
import { type Literal, NotLiteral, type Statement, statementsOf } from './literal'
import { type ReadTable, tableReader, type TableOptions } from './table'

/** A table, of whatever shape it was. */
interface Rows {
  readonly names: readonly string[] | undefined
  readonly rows: readonly (readonly string[])[]
  readonly gap?: boolean
}

type Fields = Readonly<Record<string, unknown>>

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !isList(value)
const isAtom = (value: unknown): boolean => !isList(value) && !isFields(value)
const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
const own = (fields: Fields, ...names: readonly string[]): unknown =>
  names.map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined)).find((value) => value !== undefined)
/** Of a stranger's value, what is to be told: as it was written, and never what a programming language calls it. */
const told = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

export const pointNames = ['points', 'data', 'xy', 'positions', 'coordinates', 'values', 'X', 'samples', 'embedding']
export const classNames = ['labels', 'label', 'classes', 'class', 'target', 'y']

/** Points and their classes, each a list. */
function withLabels(points: readonly unknown[], labels: unknown): readonly unknown[] {
  if (!isList(labels) || labels.length !== points.length || !labels.every(isAtom)) return points
  return points.map((point, i) => (isList(point) && point.length === 2 ? [...point, labels[i]] : point))
}

/** {"x": […], "y": […]}, or {"x": {"0": …}} as pandas writes it: rows of what stands in them. */
function ofColumns(fields: Fields): Rows | undefined {
  const columns = Object.entries(fields).flatMap(([name, value]) =>
    isList(value) ? [[name, value] as const] : isFields(value) ? [[name, Object.values(value)] as const] : [],
  )
  const length = columns[0]?.[1].length ?? 0
  const equal = columns.filter(([, values]) => values.length === length && values.every(isAtom))
  if (equal.length < 2 || length === 0) return undefined
  return {
    names: equal.map(([name]) => name),
    rows: Array.from({ length }, (_, i) => equal.map(([, values]) => textOf(values[i]))),
  }
}

const hasPoint = (fields: Fields): boolean =>
  own(fields, 'x', 'X', 'lon', 'lng', 'longitude', 'easting', 'x0', 'x1') !== undefined

/** A list of {"x", "y", …}: names are those that any of them has. */
function ofObjects(list: readonly unknown[]): Rows | Problem {
  const names = [...new Set(list.flatMap((entry) => (isFields(entry) ? Object.keys(entry) : [])))]
  const bad = list.findIndex((entry) => !isFields(entry))
  if (bad >= 0) return problem('entry', { at: bad + 1, found: told(list[bad]) })
  if (!list.some((entry) => hasPoint(entry as Fields))) return problem('not-number', { at: 1, found: '' })
  return { names, rows: list.map((entry) => names.map((name) => textOf(own(entry as Fields, name)))) }
}

/** [[x, y], …], or two lists of all x and all y. */
function ofLists(list: readonly unknown[]): Rows | Problem {
  const rows = list.filter((entry) => entry !== '...')
  const [first, second, third] = rows
  if (rows.length === 1 && isList(first) && first.some(isList)) return ofLists(first)
  if (isList(first) && isList(second) && rows.length === 2 && first.length > 3 && first.length === second.length) {
    return { names: ['x', 'y'], rows: first.map((x, i) => [textOf(x), textOf(second[i])]) }
  }
  if (
    isList(first) &&
    first.length > 3 &&
    isList(second) &&
    isList(third) &&
    rows.length === 3 &&
    [second, third].every((each) => each.length === first.length)
  ) {
    return { names: ['x', 'y', 'label'], rows: first.map((x, i) => [textOf(x), textOf(second[i]), textOf(third[i])]) }
  }
  const bad = rows.findIndex((entry) => !isList(entry) || !entry.every(isAtom))
  if (bad >= 0) return problem('entry', { at: bad + 1, found: told(rows[bad]) })
  const lists = rows as readonly (readonly unknown[])[]
  const wrong = lists.findIndex((entry) => entry.length < 2)
  if (wrong >= 0) return problem('columns', { at: wrong + 1, found: lists[wrong]?.length ?? 0 })
  return { names: undefined, rows: lists.map((entry) => entry.map(textOf)), gap: rows.length < list.length }
}

/** What has its points in one of its fields, in one way or another. */
function ofFields(fields: Fields): Rows | Problem {
  const [names, split] = [own(fields, 'columns'), own(fields, 'data')]
  if (isList(names) && isList(split) && names.every(isAtom)) {
    const found = ofLists(split)
    return 'code' in found ? found : { ...found, names: names.map(textOf) }
  }
  const features = own(fields, 'features', 'geometries')
  if (isList(features))
    return rowsOfValue(
      features.map((each) =>
        isFields(each) ? own(isFields(each.geometry) ? each.geometry : each, 'coordinates') : each,
      ),
    )
  const points = pointNames
    .map((name) => own(fields, name))
    .find((value) => isList(value) && value.some((entry) => !isAtom(entry)))
  if (isList(points)) return rowsOfValue(withLabels(points, classNames.map((name) => own(fields, name)).find(isList)))
  const entries = Object.values(fields)
  if (entries.length > 0 && entries.every((entry) => isFields(entry) && hasPoint(entry))) return ofObjects(entries)
  return (
    ofColumns(fields) ??
    (hasPoint(fields) && own(fields, 'y', 'Y', 'lat', 'latitude', 'northing', 'x2') !== undefined
      ? ofObjects([fields])
      : problem('entry', { at: 1, found: told(fields) }))
  )
}

/** The table of a value: a list of points, or something that has one. */
function rowsOfValue(value: unknown): Rows | Problem {
  if (isFields(value)) return ofFields(value)
  if (!isList(value)) return problem('entry', { at: 1, found: told(value) })
  const [first] = value
  if (value.length === 1 && isFields(first) && !isAtom(own(first, 'x'))) return ofFields(first)
  return isFields(first) ? ofObjects(value) : ofLists(value)
}

/** x=1 y=2, x=3 y=4: a record ends where a name comes again. */
function recordsOf(named: readonly (readonly [string, Literal])[]): readonly Record<string, Literal>[] {
  const records: Record<string, Literal>[] = []
  for (const [name, value] of named) {
    const last = records.at(-1)
    if (!last || Object.hasOwn(last, name)) records.push(Object.fromEntries([[name, value]]))
    else Object.assign(last, Object.fromEntries([[name, value]]))
  }
  return records
}

/** Statements as one value: names are its fields, of several records where numbers are named again; values without a name are its list. */
function together(statements: readonly Statement[]): Literal {
  const [first] = statements
  if (statements.length === 1 && first) return first.value
  const named = statements.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const]))
  if (named.length < statements.length) return statements.map(({ value }) => value)
  return named.every(([, value]) => isAtom(value)) ? recordsOf(named) : Object.fromEntries<Literal>(named)
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return together(statementsOf(text))
  }
}

/** The points of JSON, JSON lines, or what Python, numpy and PyTorch print: in rows or columns, with names or without. */
export function literalTable(
  text: string,
  { seed, asData }: Pick<TableOptions, 'seed' | 'asData'>,
): ReadTable | Problem {
  let found: Rows | Problem
  try {
    found = rowsOfValue(valueOf(text))
  } catch (error) {
    if (!(error instanceof NotLiteral)) throw error
    return problem('json', { found: error.message })
  }
  if ('code' in found) return found
  const table = tableReader({ seed, asData, names: found.names })
  for (const [i, cells] of found.rows.entries()) table.row(i + 1, cells)
  const read = table.finish()
  return 'code' in read || !found.gap
    ? read
    : { ...read, left: [...read.left, { kind: 'gap', found: '', otherwise: false }] }
}
