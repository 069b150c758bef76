import { problem, type Problem } from '../problem'
import { type Column, isClass, isNames } from './column'

/** A part of the table that was not taken as data, for the page to report. `otherwise`: whether it could be taken as data. */
export type Left =
  | { readonly kind: 'header'; readonly text: string; readonly otherwise: boolean }
  | { readonly kind: 'index'; readonly text: string; readonly otherwise: boolean }
  | { readonly kind: 'count'; readonly text: string; readonly otherwise: boolean }
  /** A mark that may also separate thousands was taken for the decimal mark. */
  | { readonly kind: 'decimal'; readonly text: string; readonly otherwise: boolean }
  | { readonly kind: 'columns' | 'arrays' | 'doubt'; readonly text: string; readonly otherwise: false }
  | { readonly kind: 'gap'; readonly text: string; readonly otherwise: false }

/** The parts that the visitor wants read as data after all. */
export type AsData = readonly Left['kind'][]

/** Which columns are x, y and the class. */
export interface Chosen {
  readonly x: number
  readonly y: number
  readonly label: number | undefined
  readonly left: readonly Left[]
}

const labelNames = ['label', 'labels', 'class', 'target', 'category', 'group', 'kind', 'c']
const pairs: readonly (readonly [x: readonly string[], y: readonly string[]])[] = [
  [['x'], ['y']],
  [
    ['lon', 'lng', 'long', 'longitude'],
    ['lat', 'latitude'],
  ],
  [['easting'], ['northing']],
  [['x1'], ['x2']],
  [['x0'], ['x1']],
]
const indexName = /^(|index|idx|id|row|rows|rowid|no|no\.|nr|nr\.|n|#|№|obs|rownames?|row[ _]names?|unnamed: ?\d+)$/i

/** The two columns whose names are those of coordinates. */
function namedPair(names: readonly string[]): readonly [number, number] | undefined {
  const lower = names.map((name) => name.toLowerCase())
  for (const [xs, ys] of pairs) {
    const [x, y] = [lower.findIndex((name) => xs.includes(name)), lower.findIndex((name) => ys.includes(name))]
    if (x >= 0 && y >= 0) return [x, y]
  }
  return undefined
}

const quoted = (name: string, at: number) => (name === '' ? `column ${at + 1}` : name)

/** Columns by their names: every column that is not named as x, y or a class is left out, and reported. */
function byNames(names: readonly string[], columns: readonly Column[], [x, y]: readonly [number, number]): Chosen {
  const others = columns.map((_, i) => i).filter((i) => i !== x && i !== y)
  const isIndex = (i: number) => indexName.test(names[i] ?? '') || (i === 0 && (columns[i]?.run ?? false))
  const named = others.find((i) => labelNames.includes((names[i] ?? '').toLowerCase()))
  const free = others.filter((i) => !isIndex(i))
  const [only] = free
  const label =
    named ?? (free.length === 1 && only !== undefined && columns[only] && isClass(columns[only]) ? only : undefined)
  const rest = others.filter((i) => i !== label && (columns[i]?.filled ?? 0) > 0)
  const index = rest.filter(isIndex)
  const more = rest.filter((i) => !isIndex(i))
  return {
    x,
    y,
    label,
    left: [
      ...index.map((i): Left => ({ kind: 'index', text: names[i] ?? '', otherwise: false })),
      ...(more.length > 0
        ? [{ kind: 'columns', text: more.map((i) => quoted(names[i] ?? '', i)).join(', '), otherwise: false } as const]
        : []),
    ],
  }
}

/** What the reader knows of a table once it has read all rows. */
interface Table {
  readonly columns: readonly Column[]
  /** Undefined if nothing names the columns; '' for a column without a name. */
  readonly names: readonly string[] | undefined
  /** Whether every column but the first has a name: the first then holds the names of rows. */
  readonly shifted: boolean
  readonly firstAt: number
  /** Whether commas that separate cells might be decimal marks. */
  readonly doubtful: boolean
}

/** Whether the first column counts or names the rows. */
function hasIndex({ columns, names, shifted, doubtful }: Table): boolean {
  const [first, , , fourth] = columns
  const last = columns.at(-1)
  if (!first || !last) return false
  const counts = first.run || isNames(first)
  if (shifted) return counts || (first.numbers === 0 && !isClass(first)) || (first.rising && !isClass(last))
  if (names && indexName.test(names[0] ?? '')) return true
  if (labelNames.includes((names?.[0] ?? '').toLowerCase())) return false
  if (!counts) return false
  return columns.length === 4
    ? (!doubtful || names !== undefined) && fourth !== undefined && isClass(fourth)
    : columns.length === 3 && !isClass(last)
}

/** Chooses the columns of a table that are x, y and a class; or says why it cannot. */
export function chooseColumns(table: Table, asData: AsData): Chosen | Problem {
  const { columns, names, shifted, firstAt } = table
  const pair = names && namedPair(names)
  const index = !asData.includes('index') && columns.length > 2 && hasIndex(table)
  if (shifted && !index && !asData.includes('index'))
    return problem('header', { found: columns.length - 1, width: columns.length })
  if (names && names.length < columns.length) return problem('header', { found: names.length, width: columns.length })
  if (pair && !(shifted && asData.includes('index'))) return byNames(names, columns, pair)
  const left: readonly Left[] = index ? [{ kind: 'index', text: names?.[0] ?? '', otherwise: true }] : []
  const at = index ? 1 : 0
  const width = columns.length - at
  if (width < 2 || width > 3) return problem('columns', { at: firstAt, found: columns.length })
  const [first] = columns
  const isNamed = (i: number) => labelNames.includes((names?.[i] ?? '').toLowerCase())
  const named = columns.findIndex((_, i) => i >= at && isNamed(i))
  if (width === 3 && named >= 0) {
    const [x = 0, y = 1] = [at, at + 1, at + 2].filter((i) => i !== named)
    return { x, y, label: named, left }
  }
  // A column whose name says that it counts the rows is no class.
  if (width === 3 && !index && indexName.test(names?.[2] ?? 'none'))
    return { x: 0, y: 1, label: undefined, left: [{ kind: 'index', text: names?.[2] ?? '', otherwise: false }] }
  // A class may stand before its point.
  if (width === 3 && !index && first && first.numbers === 0 && isClass(first)) return { x: 1, y: 2, label: 0, left }
  const label = width === 3 ? at + 2 : undefined
  const third = label === undefined ? undefined : columns[label]
  if (third && !third.hasIntegersOnly && !isClass(third))
    return problem('not-class', {
      found: third.values.find(({ found: text }) => text.includes('.'))?.found ?? third.values[0]?.found ?? '',
    })
  return { x: at, y: at + 1, label, left }
}
