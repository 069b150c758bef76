/** How a table is written. */
export interface Dialect {
  readonly separator: '\t' | ';' | ',' | '|' | ' '
  readonly decimal: '.' | ','
}

/** Plainest first: of two that read a table equally well, the first is meant. */
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

const MOST_CELLS = 64 // of a line; more is no table of points
const LONGEST_NUMBER = 48 // characters
const anyNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** A line cut at its separators, but not within double quotes. */
function quotedCells(line: string, separator: string): string[] {
  const cells: string[] = []
  let [cell, quoted] = ['', false]
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (!quoted && (character === separator || (separator === ' ' && character === '\t'))) {
      cells.push(cell)
      cell = ''
    } else cell += character
  }
  cells.push(cell)
  return separator === ' ' ? cells.filter(Boolean) : cells
}

/** A printed table draws lines between its columns: between blanks they are blanks, otherwise they stand at its sides too. */
function prepared(line: string, separator: Dialect['separator']): string {
  if (separator === '\t') return line
  if (separator === ' ') return line.replaceAll('|', ' ').trim()
  return separator === '|' ? line.trim().replace(/^\|/, '').replace(/\|$/, '') : line.trim()
}

/** The cells of a line, trimmed; a separator at its end begins no other. */
export function cellsOf(line: string, { separator }: Dialect): string[] {
  const text = prepared(line, separator)
  const cut = text.includes('"')
    ? quotedCells(text, separator).slice(0, MOST_CELLS)
    : text.split(separator === ' ' ? /\s+/ : separator, MOST_CELLS)
  const cells = cut.map((cell) => cell.trim())
  return cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells
}

/** Thousands that are set apart, where it cannot be meant otherwise: by commas before a point or twice, by blanks or apostrophes. */
function ungrouped(cell: string, decimal: Dialect['decimal']): string {
  if (/^[+-]?\d{1,3}(['’\u00a0\u2009\u202f]\d{3})+(?!\d)/.test(cell))
    return cell.replaceAll(/['’\u00a0\u2009\u202f]/g, '')
  const grouped = decimal === '.' ? /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/ : /^[+-]?\d{1,3}(\.\d{3})+(,\d*)?$/
  const [mark, other] = decimal === '.' ? [',', '.'] : ['.', ',']
  const sure = cell.includes(other) || cell.split(mark).length > 2
  return sure && grouped.test(cell) ? cell.replaceAll(mark, '') : cell
}

/**
 * A cell whose mark may as well set thousands apart, if all marks of a table may: three digits follow each, and none follows a 0.
 * Points do so where semicolons separate, as in German tables.
 */
export function doubtfulMark(cells: readonly string[], { separator, decimal }: Dialect): string | undefined {
  if (decimal === '.' && separator !== ';') return undefined
  const marked = cells.filter((cell) => cell.includes(decimal))
  return marked.every((cell) => /^[+\-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(cell)) ? marked[0] : undefined
}

/** The number that a cell says; undefined if it is none, NaN and infinities among them. */
export function numberOf(cell: string, decimal: Dialect['decimal'] = '.'): number | undefined {
  if (cell.length > LONGEST_NUMBER) return undefined
  if (decimal === '.' ? anyNumber.test(cell) : /^[+-]?\d+$/.test(cell)) return Number(cell)
  if (!/\d/.test(cell)) return undefined
  const signed = ungrouped(cell.replace(/^[−–]/, '-').replace(/(?<=e)−/i, '-'), decimal)
  if (decimal === ',' && signed.includes('.')) return undefined
  const plain = decimal === ',' ? signed.replace(',', '.') : signed
  return anyNumber.test(plain) ? Number(plain) : undefined
}

/** Whether a cell stands where a number should: what programs write where they have none. */
export const saysNone = (cell: string): boolean => /^([+-]?(nan|inf|infinity)|null|none|na|n\/a|-|)$/i.test(cell)

/** How well a line reads: as numbers, of which a third cell may be a class; as numbers among other cells; or not at all. */
function readability(line: string, dialect: Dialect): number {
  const cells = cellsOf(line, dialect)
  const numeric = cells.map((cell) => numberOf(cell, dialect.decimal) !== undefined)
  const numbers = numeric.filter(Boolean).length
  if (cells.length < 2) return 0
  if (cells.length <= 3 && numeric[0] && numeric[1]) return 3
  return Math.min(numbers, 2) + numbers / cells.length
}

/** The dialect in which the first lines read best. @param separator if it is known */
export function dialectOf(lines: readonly string[], separator?: string): Dialect {
  const sampled = lines.slice(0, 24).map((line) => line.slice(0, 2000))
  const score = (dialect: Dialect) => sampled.reduce((sum, line) => sum + readability(line, dialect), 0)
  const possible = dialects.filter((dialect) => separator === undefined || dialect.separator === separator)
  let best: Dialect = possible[0] ?? { separator: ',', decimal: '.' }
  if (separator === undefined) best = { separator: ',', decimal: '.' }
  let most = 0
  for (const dialect of possible) {
    const found = score(dialect)
    if (found > most) [best, most] = [dialect, found]
  }
  return best
}
