import { MOST_POINTS } from '../limits'
import { problem, type Problem } from '../problem'
import { type Dialect, numberOf } from './cells'
import { type AsData, chooseColumns, type Chosen, type Left } from './choose'
import { addCell, type Column, emptyColumn, plainLabel } from './column'
import { reservoir } from './reservoir'

/** The points of a table, and what the page reports of it. */
export interface ReadTable {
  /** [N·2], with every digit that was written. */
  readonly original: Float64Array
  readonly labels: Uint8Array
  /** How many rows there were: more than points if there were too many to show. */
  readonly read: number
  /** How many of the points differ from each other. */
  readonly distinct: number
  /** Names of the two classes; fewer if the table has no two. */
  readonly names: readonly string[]
  readonly left: readonly Left[]
}

/** How the reader should understand the rows. */
export interface TableOptions {
  /** Seed of the random choice of rows, if there are too many. */
  readonly seed: number
  readonly asData: AsData
  readonly decimal?: Dialect['decimal']
  /** The names of the columns. */
  readonly names?: readonly string[] | undefined
  /** Whether a cell without a name precedes the named ones. */
  readonly shifted?: boolean
  readonly doubtful?: boolean
  /** Whether the first row may be the count of the other rows, and of their columns. */
  readonly counted?: boolean
  /** The parts of the file above the rows that were left out. */
  readonly left?: readonly Left[]
}

interface Row {
  readonly at: number
  readonly cells: readonly string[]
}

/** Names of the two classes: numbers in order of size, words in order of appearance. */
function classNames({ values }: Column): readonly string[] | Problem {
  const [a, b, third] = values
  if (a && b && third) return problem('classes', { at: third.at, found: third.found, first: a.found, second: b.found })
  const [one, two] = values.map(({ found: text }) => numberOf(text))
  const names = values.map(({ found: text }) => text)
  return one !== undefined && two !== undefined && one > two ? names.toReversed() : names
}

function wrongNumber(columns: readonly Column[], { x, y }: Chosen): Problem | undefined {
  const places = (of: 'bad' | 'huge') => [x, y].flatMap((i) => columns[i]?.[of] ?? []).sort((a, b) => a.at - b.at)
  const [bad] = places('bad')
  const [huge] = places('huge')
  if (bad && !(huge && huge.at < bad.at)) return problem('not-number', { ...bad })
  return huge && problem('too-large', { ...huge })
}

function pointsFrom(
  rows: readonly Row[],
  { x, y, label }: Chosen,
  names: readonly string[],
  decimal: Dialect['decimal'],
): Pick<ReadTable, 'original' | 'labels' | 'distinct'> {
  const original = Float64Array.from(
    rows.flatMap(({ cells }) => [numberOf(cells[x] ?? '', decimal) ?? NaN, numberOf(cells[y] ?? '', decimal) ?? NaN]),
  )
  const one = names[1] ?? '1' // a single class may be called 1
  const labels = Uint8Array.from(rows, ({ cells }) =>
    label !== undefined && plainLabel(cells[label], decimal) === one ? 1 : 0,
  )
  return { original, labels, distinct: new Set(rows.map((_, i) => `${original[2 * i]} ${original[2 * i + 1]}`)).size }
}

/** What the reader keeps of the rows that it has read: facts about their columns, and a random sample. */
interface Rows {
  readonly columns: Column[]
  readonly sample: ReturnType<typeof reservoir<Row>>
  /** How many rows were read. */
  count: number
  /** The line of the first row. */
  firstAt: number
  /** The row with the fewest cells: how many, and its line. */
  shortest: { readonly cells: number; readonly at: number }
}

const noRows = (seed: number): Rows => ({
  columns: [],
  sample: reservoir<Row>(MOST_POINTS, seed),
  count: 0,
  firstAt: 0,
  shortest: { cells: Infinity, at: 0 },
})

function addRow(rows: Rows, row: Row, decimal: Dialect['decimal']): void {
  const { at, cells } = row
  if (rows.count === 0) rows.firstAt = at
  if (cells.length < rows.shortest.cells) rows.shortest = { cells: cells.length, at }
  cells.forEach((cell, i) => {
    addCell((rows.columns[i] ??= emptyColumn()), cell, at, rows.count, decimal)
  })
  rows.sample.offer(row)
  rows.count++
}

/** Which columns are x, y and a class, and what the classes are called; or why the table cannot be read. */
function chooseData(
  { columns, count, firstAt, shortest }: Rows,
  { asData, names, shifted = false, doubtful = false }: TableOptions,
): { readonly chosen: Chosen; readonly classes: readonly string[] } | Problem {
  if (count === 0) return problem('nothing')
  const chosenColumns = chooseColumns({ columns, names, shifted, firstAt, doubtful }, asData)
  if ('code' in chosenColumns) return chosenColumns
  if (shortest.cells <= Math.max(chosenColumns.x, chosenColumns.y))
    return problem('columns', { at: shortest.at, found: shortest.cells })
  const wrong = wrongNumber(columns, chosenColumns)
  if (wrong) return wrong
  const label = chosenColumns.label === undefined ? undefined : columns[chosenColumns.label]
  const classes = label ? classNames(label) : []
  return 'code' in classes ? classes : { chosen: chosenColumns, classes }
}

/** Reads a table row by row. It keeps no more rows than the plane shows. */
export function tableReader(options: TableOptions) {
  const { seed, decimal = '.', counted = false, left = [] } = options
  const rows = noRows(seed)
  /** The first row, while it may be the count of the others: "3 2" before three rows of two. */
  let countRow: Row | undefined
  const isCount = ({ cells }: Row) =>
    Number(cells[0]) === rows.count && (cells.length === 1 || Number(cells[1]) === rows.columns.length)
  /** Adds the first row if it turns out to be a point. */
  const firstAfterAll = (): readonly Row[] | Problem => {
    if (!countRow || (rows.count > 0 && isCount(countRow))) return []
    if (countRow.cells.length === 1) return problem('columns', { at: countRow.at, found: 1 })
    const first = countRow
    countRow = undefined
    addRow(rows, first, decimal)
    return [first]
  }
  return {
    row(at: number, cells: readonly string[]): void {
      if (counted && rows.count === 0 && !countRow) countRow = { at, cells }
      else addRow(rows, { at, cells }, decimal)
    },
    finish: (): ReadTable | Problem => {
      const first = firstAfterAll()
      if ('code' in first) return first
      const table = chooseData(rows, options)
      if ('code' in table) return table
      const { chosen: chosenColumns, classes } = table
      const counts: readonly Left[] = countRow
        ? [{ kind: 'count', text: countRow.cells.join(' '), otherwise: countRow.cells.length === 2 }]
        : []
      const inOrder = [...first, ...rows.sample.chosen().filter((row) => row !== first[0])].slice(0, MOST_POINTS)
      return {
        ...pointsFrom(inOrder, chosenColumns, classes, decimal),
        read: rows.count,
        names: classes,
        left: [...left, ...counts, ...chosenColumns.left],
      }
    },
  }
}
