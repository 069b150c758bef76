import { MOST_POINTS } from '../limits'
import { problem, type Problem } from '../problem'
import { type Dialect, numberOf } from './cells'
import { type AsData, chooseColumns, type Chosen, type Left } from './choose'
import { type Column, emptyColumn, note, plainLabel } from './column'
import { reservoir } from './reservoir'

/** Rows that were read, and what became of them. */
export interface ReadTable {
  /** [N·2], as they were written. */
  readonly original: Float64Array
  readonly labels: Uint8Array
  /** How many rows there were; more than points where they were thinned. */
  readonly read: number
  /** How many of the points differ from each other. */
  readonly distinct: number
  /** What the two classes are called; one or none where it has no two. */
  readonly names: readonly string[]
  readonly left: readonly Left[]
}

/** How rows are to be understood. */
export interface TableOptions {
  /** Of the choice, where there are too many. */
  readonly seed: number
  readonly asData: AsData
  readonly decimal?: Dialect['decimal']
  /** The names of the columns. */
  readonly names?: readonly string[] | undefined
  /** How many cells precede the named ones. */
  readonly shifted?: boolean
  readonly doubtful?: boolean
  /** The first row may be the count of the others, and of their columns. */
  readonly counted?: boolean
  /** What was left out before the rows began. */
  readonly left?: readonly Left[]
}

interface Row {
  readonly at: number
  readonly cells: readonly string[]
}

/** Numbers go by size, words by first come. */
function classNames({ values }: Column): readonly string[] | Problem {
  const [a, b, third] = values
  if (a && b && third) return problem('classes', { at: third.at, found: third.found, first: a.found, second: b.found })
  const [one, two] = values.map(({ found }) => numberOf(found))
  const names = values.map(({ found }) => found)
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
  const one = names[1] ?? '1' // where only one class is there, it may be called 1
  const labels = Uint8Array.from(rows, ({ cells }) =>
    label !== undefined && plainLabel(cells[label], decimal) === one ? 1 : 0,
  )
  return { original, labels, distinct: new Set(rows.map((_, i) => `${original[2 * i]} ${original[2 * i + 1]}`)).size }
}

/** Rows of cells, one after another; no more of them is kept than is shown. */
export function tableReader({
  seed,
  asData,
  decimal = '.',
  names,
  shifted = false,
  doubtful = false,
  counted = false,
  left = [],
}: TableOptions) {
  const columns: Column[] = []
  const sample = reservoir<Row>(MOST_POINTS, seed)
  const widths = { least: Infinity, at: 0, first: 0 }
  let [read, firstAt] = [0, 0]
  let count: Row | undefined
  const add = (row: Row) => {
    const { at, cells } = row
    if (read === 0) firstAt = at
    if (cells.length < widths.least) Object.assign(widths, { least: cells.length, at })
    cells.forEach((cell, i) => {
      note((columns[i] ??= emptyColumn()), cell, at, read, decimal)
    })
    sample.offer(row)
    read++
  }
  /** The first row says how many there are: "3 2" before three rows of two. */
  const isCount = ({ cells }: Row) =>
    Number(cells[0]) === read && (cells.length === 1 || Number(cells[1]) === columns.length)
  /** The first row, if it was a point after all. */
  const firstAfterAll = (): readonly Row[] | Problem => {
    if (!count || (read > 0 && isCount(count))) return []
    if (count.cells.length === 1) return problem('columns', { at: count.at, found: 1 })
    const row = count
    count = undefined
    add(row)
    return [row]
  }
  const finish = (): ReadTable | Problem => {
    const first = firstAfterAll()
    if ('code' in first) return first
    if (read === 0) return problem('nothing')
    const chosen = chooseColumns({ columns, names, shifted, firstAt, doubtful }, asData)
    if ('code' in chosen) return chosen
    if (widths.least <= Math.max(chosen.x, chosen.y)) return problem('columns', { at: widths.at, found: widths.least })
    const wrong = wrongNumber(columns, chosen)
    if (wrong) return wrong
    const label = chosen.label === undefined ? undefined : columns[chosen.label]
    const classes = label ? classNames(label) : []
    if ('code' in classes) return classes
    const counts: readonly Left[] = count
      ? [{ kind: 'count', found: count.cells.join(' '), otherwise: count.cells.length === 2 }]
      : []
    const rows = sample.chosen()
    const inOrder = [...first, ...rows.filter((row) => row !== first[0])].slice(0, MOST_POINTS)
    return {
      ...pointsFrom(inOrder, chosen, classes, decimal),
      read,
      names: classes,
      left: [...left, ...counts, ...chosen.left],
    }
  }
  return {
    row(at: number, cells: readonly string[]): void {
      if (counted && read === 0 && !count) count = { at, cells }
      else add({ at, cells })
    },
    finish,
  }
}
