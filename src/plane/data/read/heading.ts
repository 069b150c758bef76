import { cellsOf, type Dialect, numberOf, saysNone } from './cells'

/** A line, counted from 1. */
export interface Line {
  readonly at: number
  readonly text: string
}

/** What stands above the rows of a table. */
export interface Heading {
  /** Lines that are no rows. */
  readonly lines: number
  /** The names of the columns, as many as a row has cells; undefined where nothing names them. */
  readonly names: readonly string[] | undefined
  /** The line of the names as it was written. */
  readonly written: string | undefined
  /** It is of numbers, so it could be a row. */
  readonly numeric: boolean
  /** It names all columns but the first. */
  readonly shifted: boolean
  /** Cells of a row; more than that stand, in words, in the first. */
  readonly width: number
}

/** Rules, and what programs print round a table: no rows of it. */
export const isRule = (text: string): boolean => /^[\s\-=+|:_*─-╿]*$/.test(text) && /[-=_*─-╿]{3}/.test(text)
export const isFooter = (text: string): boolean =>
  /^\s*(\[?\d+ rows x \d+ columns\]?|\(\d+ rows?\)|shape: \(.*\)|\[ reached .*omitted.*\]|(name: .*, )?(length: \d+, )?dtype: \w+|\d+×\d+ .*(DataFrame|Matrix|Array).*)\s*$/i.test(
    text,
  )
/** Where a printed table leaves out rows. */
export const isGap = (text: string): boolean => /^[\s|,]*(\.{2,}|…|⋮)([\s|,]+(\.{2,}|…|⋮|\d+))*[\s|,]*$/.test(text)

const kindOfColumn =
  /^(<\w+>|[fiu]\d{1,2}|str|string\d*|float\d*|u?int\d*|object|bool|category|num|dbl|chr|fct|lgl|-+|\(.*\)|\[.*\])\??$/i

const isWhole = (cell: string) => /^\d+$/.test(cell)
const consecutive = (cells: readonly string[]) =>
  cells.length >= 2 &&
  cells.every(isWhole) &&
  (cells[0] === '0' || cells[0] === '1') &&
  cells.every((cell, i) => Number(cell) === Number(cells[0]) + i)

/** "0,1" above rows of decimals, ",0,1", or "0 1" above rows of three: how pandas names columns that have no names. */
function isNumericHeader(cells: readonly string[], rows: readonly (readonly string[])[], width: number): boolean {
  const blank = cells[0] === ''
  if (!consecutive(blank ? cells.slice(1) : cells) || rows.length === 0) return false
  // Below a header without an index's name, the index begins.
  const indexed = rows.every((row) => row.length === width) && /^(0|1|.*[^\d.+−-].*)$/.test(rows[0]?.[0] ?? '')
  return blank
    ? cells.length === width
    : (cells.length === width - 1 && indexed) ||
        (cells.length === width &&
          cells[0] === '0' &&
          rows.every((row) => !row.every(isWhole) && row.some((cell) => /\d[.,e]\d/i.test(cell))))
}

const widest = (rows: readonly (readonly string[])[]) => Math.max(0, ...rows.map((row) => row.length))

/** The header's names over rows of `width` cells. */
function aligned(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { separator }: Dialect,
): Pick<Heading, 'names' | 'shifted' | 'width'> {
  const width = widest(rows)
  const short = header.length < width && (separator === ' ' || header.length === width - 1) && header.length >= 2
  if (short) return { names: ['', ...header], shifted: true, width: header.length + 1 }
  return { names: header, shifted: false, width }
}

/** A row of `width` cells: names of rows may have blanks between their words. */
export const fitted = (
  cells: readonly string[],
  { shifted, width }: Pick<Heading, 'shifted' | 'width'>,
  { separator }: Dialect,
): readonly string[] =>
  shifted && separator === ' ' && cells.length > width
    ? [cells.slice(0, cells.length - width + 1).join(' '), ...cells.slice(cells.length - width + 1)]
    : cells

/**
 * What stands above the rows: a header, whose cells are as many as those of the rows, or one fewer; the kinds of columns below
 * it; a title.
 *
 * @param comment the comment just before, which numpy.savetxt writes its header into
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
  // Below the names only kinds of columns and shorter lines stand: another line of words is a row without numbers.
  const stray = above.findIndex(
    (cells, i) =>
      at >= 0 && i > at && cells.length >= Math.max(2, width - 1) && !cells.every((cell) => kindOfColumn.test(cell)),
  )
  if (at >= 0)
    return {
      lines: stray < 0 ? above.length : stray,
      written: lines[at]?.text.trim(),
      numeric: false,
      ...aligned(above[at] ?? [], rows, dialect),
    }
  const [first = [], ...rest] = rows
  if (!numericIsData && isNumericHeader(first, rest, widest(rest)))
    return {
      lines: above.length + 1,
      written: first.join(dialect.separator),
      numeric: true,
      ...aligned(first, rest, dialect),
    }
  const named = comment === undefined ? [] : cellsOf(comment, dialect)
  const namesAll = named.length === width && named.some((name) => /^x\d?$/i.test(name))
  return {
    lines: above.length,
    names: namesAll ? named : undefined,
    written: namesAll ? comment : undefined,
    numeric: false,
    shifted: false,
    width,
  }
}
