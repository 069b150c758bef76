import { problem, type Problem } from '../problem'
import type { StoredArray } from './npy'
import { classNames, pointNames } from './shapes'
import { type ReadTable, tableReader, type TableOptions } from './table'

/** Columns of values, all of one length. */
interface Columns {
  readonly length: number
  readonly names: readonly string[] | undefined
  readonly at: readonly ((row: number) => string)[]
}

/** The values of an array as one column, if it has a single axis; axes of length 1 do not count. */
function listOf({ shape, fields: [first] }: StoredArray): Columns | undefined {
  const long = shape.filter((n) => n !== 1)
  return first?.[0] === '' && long.length <= 1 ? { length: long[0] ?? 1, names: undefined, at: [first[1]] } : undefined
}

/** The columns of an array: of N × 2 or more numbers; of two or three long rows with all x, all y and perhaps all classes; or of records. */
function tableOf({ shape, fields }: StoredArray): Columns | undefined {
  const [first] = fields
  const squeezed = shape.length > 2 ? shape.slice(shape.findIndex((n) => n !== 1)) : shape
  const [n = 0, k = 0] = squeezed
  if (!first) return undefined
  if (first[0] !== '')
    return squeezed.length === 1
      ? { length: n, names: fields.map(([name]) => name), at: fields.map(([, at]) => at) }
      : undefined
  if (squeezed.length !== 2 || k < 2) return undefined
  const [, at] = first
  if (n <= 3 && n >= 2 && k > 4)
    return {
      length: k,
      names: ['x', 'y', 'label'].slice(0, n),
      at: Array.from({ length: n }, (_, column) => (row: number) => at(column * k + row)),
    }
  return {
    length: n,
    names: undefined,
    at: Array.from({ length: Math.min(k, 64) }, (_, column) => (row: number) => at(row * k + column)),
  }
}

type Arrays = ReadonlyMap<string, StoredArray>

/** Finds the points among arrays, and their classes if there are any: a table, at best with a usual name, or two lists x and y. */
function findPoints(arrays: Arrays): { readonly columns: Columns; readonly names: readonly string[] } | undefined {
  const tables = [...arrays].flatMap(([name, array]) => {
    const columns = tableOf(array)
    return columns ? [{ name, columns }] : []
  })
  const table = pointNames.map((name) => tables.find((each) => each.name === name)).find(Boolean) ?? tables[0]
  const list = (...names: readonly string[]) =>
    names
      .map((name) => arrays.get(name))
      .map((array) => array && listOf(array))
      .find(Boolean)
  const [x, y] = [list('x'), list('y')]
  const points =
    table?.columns ??
    (x && y && x.length === y.length ? { length: x.length, names: ['x', 'y'], at: [...x.at, ...y.at] } : undefined)
  if (!points) return undefined
  const usedNames = table ? [table.name] : ['x', 'y']
  const label = classNames
    .filter((name) => !usedNames.includes(name))
    .find((name) => {
      const one = arrays.get(name)
      return one && listOf(one)?.length === points.length
    })
  const labels = label === undefined ? undefined : list(label)
  if (!labels || points.at.length !== 2 || label === undefined) return { columns: points, names: usedNames }
  return {
    columns: { ...points, names: ['x', 'y', 'label'], at: [...points.at, ...labels.at] },
    names: [...usedNames, label],
  }
}

/** Reads the points of a file of arrays. @param onShare called now and then with the share that has been read */
export function arraysTable(
  arrays: Arrays,
  { seed, asData }: Pick<TableOptions, 'seed' | 'asData'>,
  onShare: (share: number) => void,
): ReadTable | Problem {
  const points = findPoints(arrays)
  if (!points) {
    const shapes = [...arrays.values()].map(({ shape }) => shape.join(' × ') || 'one number')
    return problem('array-shape', { found: shapes.join(', ') })
  }
  const {
    columns: { length, names, at },
    names: usedNames,
  } = points
  const table = tableReader({ seed, asData, names })
  for (let row = 0; row < length; row++) {
    table.row(
      row + 1,
      at.map((column) => column(row)),
    )
    if (row % 100_000 === 0) onShare(row / length)
  }
  const read = table.finish()
  const others = [...arrays.keys()].filter((name) => !usedNames.includes(name))
  return 'code' in read || others.length === 0
    ? read
    : { ...read, left: [...read.left, { kind: 'arrays', text: others.join(', '), otherwise: false }] }
}
