/** How a table separates its columns and writes decimals. */
export interface Dialect {
  readonly separator: '\t' | ';' | ',' | '|' | ' '
  readonly decimal: '.' | ','
}

/** The plainest first: of two dialects that read a table equally well, the first wins. */
const dialects: readonly Dialect[] = [
  { separator: '\t', decimal: '.' },
  { separator: ';', decimal: '.' },
  { separator: ',', decimal: '.' },
  { separator: '|', decimal: '.' },
  { separator: ' ', decimal: '.' },
  { separator: '\t', decimal: ',' },
  { separator: ';', decimal: ',' },
  { separator: '|', decimal: ',' },
  { separator: ' ', decimal: ',' },
  { separator: ',', decimal: ',' },
]

const MOST_CELLS = 64 // in a line; no table of points has more
const LONGEST_NUMBER = 48 // characters
const anyNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** Cuts a line at its separators, but not within double quotes. */
function quotedCells(line: string, separator: string): string[] {
  const cells: string[] = []
  let [cell, isQuoted] = ['', false]
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === separator || (separator === ' ' && character === '\t'))) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  cells.push(cell)
  return separator === ' ' ? cells.filter(Boolean) : cells
}

/** Removes the lines that a printed table draws between and beside its columns. */
function withoutBars(line: string, separator: Dialect['separator']): string {
  if (separator === '\t') return line
  if (separator === ' ') return line.replaceAll('|', ' ').trim()
  return separator === '|' ? line.trim().replace(/^\|/, '').replace(/\|$/, '') : line.trim()
}

/** The cells of a line, trimmed; a separator at its end begins no further cell. */
export function cellsOf(line: string, { separator }: Dialect): string[] {
  const text = withoutBars(line, separator)
  const cut = text.includes('"')
    ? quotedCells(text, separator).slice(0, MOST_CELLS)
    : text.split(separator === ' ' ? /\s+/ : separator, MOST_CELLS)
  const cells = cut.map((cell) => cell.trim())
  return cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells
}

/** Removes the marks between thousands if they can mean nothing else: blanks, apostrophes, or commas twice or before a point. */
function ungrouped(cell: string, decimal: Dialect['decimal']): string {
  if (/^[+-]?\d{1,3}(['’\u00a0\u2009\u202f]\d{3})+(?!\d)/.test(cell))
    return cell.replaceAll(/['’\u00a0\u2009\u202f]/g, '')
  const grouped = decimal === '.' ? /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/ : /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/
  const [mark, other] = decimal === '.' ? [',', '.'] : ['.', ',']
  const isUnambiguous = cell.includes(other) || cell.split(mark).length > 2
  return isUnambiguous && grouped.test(cell) ? cell.replaceAll(mark, '') : cell
}

/**
 * A cell whose decimal mark may instead separate thousands, if this holds for all marks of a table: three digits follow each, and
 * none follows a 0. Points can separate thousands where semicolons separate cells, as in German tables.
 */
export function doubtfulMark(cells: readonly string[], { separator, decimal }: Dialect): string | undefined {
  if (decimal === '.' && separator !== ';') return undefined
  const marked = cells.filter((cell) => cell.includes(decimal))
  return marked.every((cell) => /^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(cell)) ? marked[0] : undefined
}

/** The number in a cell; undefined for anything else, also for NaN and infinities. */
export function numberOf(cell: string, decimal: Dialect['decimal'] = '.'): number | undefined {
  if (cell.length > LONGEST_NUMBER) return undefined
  if (decimal === '.' ? anyNumber.test(cell) : /^[+-]?\d+$/.test(cell)) return Number(cell)
  if (!/\d/.test(cell)) return undefined
  const signed = ungrouped(cell.replace(/^[−–]/, '-').replace(/(?<=e)−/i, '-'), decimal)
  if (decimal === ',' && signed.includes('.')) return undefined
  const plain = decimal === ',' ? signed.replace(',', '.') : signed
  return anyNumber.test(plain) ? Number(plain) : undefined
}

/** Whether a cell stands for a missing number, as programs write it. */
export const saysNone = (cell: string): boolean => /^([+-]?(nan|inf|infinity)|null|none|na|n\/a|-|)$/i.test(cell)

/** A score of how well a dialect reads a line: 3 for two numbers and perhaps a class, less for numbers among other cells, 0 for fewer than two cells. */
function readability(line: string, dialect: Dialect): number {
  const cells = cellsOf(line, dialect)
  const numeric = cells.map((cell) => numberOf(cell, dialect.decimal) !== undefined)
  const numbers = numeric.filter(Boolean).length
  if (cells.length < 2) return 0
  if (cells.length <= 3 && numeric[0] && numeric[1]) return 3
  return Math.min(numbers, 2) + numbers / cells.length
}

/** The dialect that reads the first lines best. @param separator the separator, if it is known */
export function dialectOf(lines: readonly string[], separator?: string): Dialect {
  const sampled = lines.slice(0, 24).map((line) => line.slice(0, 2000))
  const score = (dialect: Dialect) => sampled.reduce((sum, line) => sum + readability(line, dialect), 0)
  const possible = dialects.filter((dialect) => separator === undefined || dialect.separator === separator)
  let best: Dialect = possible[0] ?? { separator: ',', decimal: '.' }
  if (separator === undefined) best = { separator: ',', decimal: '.' }
  let most = 0
  for (const dialect of possible) {
    const value = score(dialect)
    if (value > most) [best, most] = [dialect, value]
  }
  return best
}
