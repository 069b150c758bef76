import { problem, type Problem } from '../problem'
import { type Literal, NotLiteral, type Statement, statementsOf } from '../../../files/read/literal'
import { type ReadTable, tableReader, type TableOptions } from './table'

/** The rows of a table. */
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
const fieldOf = (fields: Fields, ...names: readonly string[]): unknown =>
  names.map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined)).find((value) => value !== undefined)
/** A value as a problem quotes it: as it was written, never as JavaScript names it. */
const quoted = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

export const pointNames = ['points', 'data', 'xy', 'positions', 'coordinates', 'values', 'X', 'samples', 'embedding']
export const classNames = ['labels', 'label', 'classes', 'class', 'target', 'y']

/** Joins a list of points with the list of their classes. */
function withLabels(points: readonly unknown[], labels: unknown): readonly unknown[] {
  if (!isList(labels) || labels.length !== points.length || !labels.every(isAtom)) return points
  return points.map((point, i) => (isList(point) && point.length === 2 ? [...point, labels[i]] : point))
}

/** The rows of columns {"x": […], "y": […]}, or {"x": {"0": …}} as pandas writes them. */
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
  fieldOf(fields, 'x', 'X', 'lon', 'lng', 'longitude', 'easting', 'x0', 'x1') !== undefined

/** The rows of a list of {"x", "y", …}: every name that any of them has becomes a column. */
function ofObjects(list: readonly unknown[]): Rows | Problem {
  const names = [...new Set(list.flatMap((entry) => (isFields(entry) ? Object.keys(entry) : [])))]
  const bad = list.findIndex((entry) => !isFields(entry))
  if (bad >= 0) return problem('entry', { at: bad + 1, found: quoted(list[bad]) })
  if (!list.some((entry) => hasPoint(entry as Fields))) return problem('not-number', { at: 1, found: '' })
  return { names, rows: list.map((entry) => names.map((name) => textOf(fieldOf(entry as Fields, name)))) }
}

/** The rows of [[x, y], …], or of two or three lists with all x, all y and all classes. */
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
  if (bad >= 0) return problem('entry', { at: bad + 1, found: quoted(rows[bad]) })
  const lists = rows as readonly (readonly unknown[])[]
  const wrong = lists.findIndex((entry) => entry.length < 2)
  if (wrong >= 0) return problem('columns', { at: wrong + 1, found: lists[wrong]?.length ?? 0 })
  return { names: undefined, rows: lists.map((entry) => entry.map(textOf)), gap: rows.length < list.length }
}

/** The rows of an object that has its points in its fields. */
function ofFields(fields: Fields): Rows | Problem {
  const [names, split] = [fieldOf(fields, 'columns'), fieldOf(fields, 'data')]
  if (isList(names) && isList(split) && names.every(isAtom)) {
    const table = ofLists(split)
    return 'code' in table ? table : { ...table, names: names.map(textOf) }
  }
  const features = fieldOf(fields, 'features', 'geometries')
  if (isList(features))
    return rowsOfValue(
      features.map((each) =>
        isFields(each) ? fieldOf(isFields(each.geometry) ? each.geometry : each, 'coordinates') : each,
      ),
    )
  const points = pointNames
    .map((name) => fieldOf(fields, name))
    .find((value) => isList(value) && value.some((entry) => !isAtom(entry)))
  if (isList(points))
    return rowsOfValue(withLabels(points, classNames.map((name) => fieldOf(fields, name)).find(isList)))
  const entries = Object.values(fields)
  if (entries.length > 0 && entries.every((entry) => isFields(entry) && hasPoint(entry))) return ofObjects(entries)
  return (
    ofColumns(fields) ??
    (hasPoint(fields) && fieldOf(fields, 'y', 'Y', 'lat', 'latitude', 'northing', 'x2') !== undefined
      ? ofObjects([fields])
      : problem('entry', { at: 1, found: quoted(fields) }))
  )
}

/** The rows of a value: a list of points, or an object that contains one. */
function rowsOfValue(value: unknown): Rows | Problem {
  if (isFields(value)) return ofFields(value)
  if (!isList(value)) return problem('entry', { at: 1, found: quoted(value) })
  const [first] = value
  if (value.length === 1 && isFields(first) && !isAtom(fieldOf(first, 'x'))) return ofFields(first)
  return isFields(first) ? ofObjects(value) : ofLists(value)
}

/** The records of x=1 y=2, x=3 y=4: a record ends where one of its names returns. */
function recordsOf(named: readonly (readonly [string, Literal])[]): readonly Record<string, Literal>[] {
  const records: Record<string, Literal>[] = []
  for (const [name, value] of named) {
    const last = records.at(-1)
    if (!last || Object.hasOwn(last, name)) records.push(Object.fromEntries([[name, value]]))
    else Object.assign(last, Object.fromEntries([[name, value]]))
  }
  return records
}

/** Joins statements to one value: a list of the values if one has no name, an object by their names, or several records if names return. */
function joinStatements(statements: readonly Statement[]): Literal {
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
    return joinStatements(statementsOf(text))
  }
}

/** Reads the points of JSON, JSON lines, or what Python, numpy and PyTorch print: in rows or columns, with or without names. */
export function literalTable(
  text: string,
  { seed, asData }: Pick<TableOptions, 'seed' | 'asData'>,
): ReadTable | Problem {
  let content: Rows | Problem
  try {
    content = rowsOfValue(valueOf(text))
  } catch (error) {
    if (!(error instanceof NotLiteral)) throw error
    return problem('json', { found: error.excerpt, reason: error.reason })
  }
  if ('code' in content) return content
  const table = tableReader({ seed, asData, names: content.names })
  for (const [i, cells] of content.rows.entries()) table.row(i + 1, cells)
  const read = table.finish()
  return 'code' in read || !content.gap
    ? read
    : { ...read, left: [...read.left, { kind: 'gap', text: '', otherwise: false }] }
}
