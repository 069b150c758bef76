import { cellsOf, type Dialect, numberOf, saysNone } from './cells'

/** A line, counted from 1. */
export interface Line {
  readonly at: number
  readonly text: string
}

/** The lines above the rows of a table, and what they tell about it. */
export interface Heading {
  /** How many lines stand above the rows. */
  readonly lines: number
  /** The names of the columns, as many as a row has cells; undefined where nothing names them. */
  readonly names: readonly string[] | undefined
  /** The line of the names as it was written. */
  readonly nameLine: string | undefined
  /** Whether the names are numbers, so that the line could be a row. */
  readonly numeric: boolean
  /** Whether it names all columns but the first. */
  readonly shifted: boolean
  /** How many cells a row has. If blanks cut a row into more, the surplus belongs to its first cell. */
  readonly width: number
}

/** Whether a line is a drawn rule, not a row. */
export const isRule = (text: string): boolean => /^[\s\-=+|:_*─-╿]*$/.test(text) && /[-=_*─-╿]{3}/.test(text)
/** Whether a line is a summary that a program prints below a table, not a row. */
export const isFooter = (text: string): boolean =>
  /^\s*(\[?\d+ rows x \d+ columns\]?|\(\d+ rows?\)|shape: \(.*\)|\[ reached .*omitted.*\]|(name: .*, )?(length: \d+, )?dtype: \w+|\d+×\d+ .*(DataFrame|Matrix|Array).*)\s*$/i.test(
    text,
  )
/** Whether a line marks rows that a printed table leaves out. */
export const isGap = (text: string): boolean => /^[\s|,]*(\.{2,}|…|⋮)([\s|,]+(\.{2,}|…|⋮|\d+))*[\s|,]*$/.test(text)

const kindOfColumn =
  /^(<\w+>|[fiu]\d{1,2}|str|string\d*|float\d*|u?int\d*|object|bool|category|num|dbl|chr|fct|lgl|-+|\(.*\)|\[.*\])\??$/i

const isWhole = (cell: string) => /^\d+$/.test(cell)
const consecutive = (cells: readonly string[]) =>
  cells.length >= 2 &&
  cells.every(isWhole) &&
  (cells[0] === '0' || cells[0] === '1') &&
  cells.every((cell, i) => Number(cell) === Number(cells[0]) + i)

/** Whether a line is how pandas heads columns without names: "0,1" above rows of decimals, ",0,1", or "0 1" above rows of three cells. */
function isNumericHeader(cells: readonly string[], rows: readonly (readonly string[])[], width: number): boolean {
  const blank = cells[0] === ''
  if (!consecutive(blank ? cells.slice(1) : cells) || rows.length === 0) return false
  // If the header has no name for the index, the rows begin with the index.
  const hasIndex = rows.every((row) => row.length === width) && /^(0|1|.*[^\d.+−-].*)$/.test(rows[0]?.[0] ?? '')
  return blank
    ? cells.length === width
    : (cells.length === width - 1 && hasIndex) ||
        (cells.length === width &&
          cells[0] === '0' &&
          rows.every((row) => !row.every(isWhole) && row.some((cell) => /\d[.,e]\d/i.test(cell))))
}

const widest = (rows: readonly (readonly string[])[]) => Math.max(0, ...rows.map((row) => row.length))

/** Matches the names of a header with the cells of the rows. */
function align(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { separator }: Dialect,
): Pick<Heading, 'names' | 'shifted' | 'width'> {
  const width = widest(rows)
  const isShort = header.length < width && (separator === ' ' || header.length === width - 1) && header.length >= 2
  if (isShort) return { names: ['', ...header], shifted: true, width: header.length + 1 }
  return { names: header, shifted: false, width }
}

/** Joins the words of a row's name, which blanks have cut into several cells. */
export const fitted = (
  cells: readonly string[],
  { shifted, width }: Pick<Heading, 'shifted' | 'width'>,
  { separator }: Dialect,
): readonly string[] =>
  shifted && separator === ' ' && cells.length > width
    ? [cells.slice(0, cells.length - width + 1).join(' '), ...cells.slice(cells.length - width + 1)]
    : cells

/**
 * Finds what stands above the rows: a header with as many cells as a row, or one fewer; the kinds of the columns below it; a
 * title.
 *
 * @param comment the comment just before: numpy.savetxt writes its header into one
 */
export function headingOf(
  lines: readonly Line[],
  dialect: Dialect,
  numericIsData: boolean,
  comment: string | undefined,
): Heading {
  const all = lines.map(({ text }) => cellsOf(text, dialect))
  const words = all.findIndex(
    (cells) => cells.some((cell) => numberOf(cell, dialect.decimal) !== undefined) || cells.slice(0, 2).every(saysNone),
  )
  const above = all.slice(0, words < 0 ? all.length : words)
  const rows = all.slice(above.length)
  const width = widest(rows)
  const header = above.findIndex((cells) => cells.length === width || (cells.length === width - 1 && cells.length > 1))
  const at = header >= 0 ? header : above.findIndex((cells) => cells.length > 1)
  // Below the names stand only kinds of columns and shorter lines. Another line of words is a row without numbers.
  const stray = above.findIndex(
    (cells, i) =>
      at >= 0 && i > at && cells.length >= Math.max(2, width - 1) && !cells.every((cell) => kindOfColumn.test(cell)),
  )
  if (at >= 0)
    return {
      lines: stray < 0 ? above.length : stray,
      nameLine: lines[at]?.text.trim(),
      numeric: false,
      ...align(above[at] ?? [], rows, dialect),
    }
  const [first = [], ...rest] = rows
  if (!numericIsData && isNumericHeader(first, rest, widest(rest)))
    return {
      lines: above.length + 1,
      nameLine: first.join(dialect.separator),
      numeric: true,
      ...align(first, rest, dialect),
    }
  const commentCells = comment === undefined ? [] : cellsOf(comment, dialect)
  const namesAll = commentCells.length === width && commentCells.some((name) => /^x\d?$/i.test(name))
  return {
    lines: above.length,
    names: namesAll ? commentCells : undefined,
    nameLine: namesAll ? comment : undefined,
    numeric: false,
    shifted: false,
    width,
  }
}
