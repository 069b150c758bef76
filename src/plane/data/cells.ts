/** How a table is written. */
export interface Dialect {
  readonly separator: '\t' | ';' | ',' | ' '
  readonly decimal: '.' | ','
}

/** Plainest first: of two that read a table equally well, the first is meant. */
const dialects: readonly Dialect[] = [
  { separator: '\t', decimal: '.' }, { separator: ';', decimal: '.' }, { separator: ',', decimal: '.' }, { separator: ' ', decimal: '.' },
  { separator: '\t', decimal: ',' }, { separator: ';', decimal: ',' }, { separator: ' ', decimal: ',' },
]

const MOST_CELLS = 64 // of a line; more is no table of points
const LONGEST_NUMBER = 48 // characters

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

/** The cells of a line, trimmed; a separator at its end begins no other. */
export function cellsOf(line: string, { separator }: Dialect): string[] {
  const text = separator === '\t' ? line : line.trim()
  const cut = text.includes('"') ? quotedCells(text, separator) : text.split(separator === ' ' ? /\s+/ : separator, MOST_CELLS)
  const cells = cut.slice(0, MOST_CELLS).map((cell) => cell.trim())
  return cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells
}

/** The number that a cell says; undefined if it is none, NaN and infinities among them. */
export function numberOf(cell: string, decimal: Dialect['decimal'] = '.'): number | undefined {
  if (cell.length > LONGEST_NUMBER || (decimal === ',' && cell.includes('.'))) return undefined
  const plain = (decimal === ',' ? cell.replace(',', '.') : cell).replace('−', '-')
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined
}

/** Whether a cell stands where a number should: what programs write where they have none. */
export const saysNone = (cell: string): boolean => /^([+-]?(nan|inf|infinity)|null|none|na|n\/a|-|)$/i.test(cell)

/** How well a line reads: as two numbers and perhaps a class; as numbers among other cells; as one number; or not at all. */
function readability(line: string, dialect: Dialect): number {
  const cells = cellsOf(line, dialect)
  const numeric = cells.map((cell) => numberOf(cell, dialect.decimal) !== undefined)
  const numbers = numeric.filter(Boolean).length
  if (cells.length < 2) return 0
  if (cells.length <= 3 && numeric[0] && numeric[1]) return 3
  return Math.min(numbers, 2)
}

/** The dialect in which the first lines read best. */
export function dialectOf(lines: readonly string[]): Dialect {
  const sampled = lines.slice(0, 24).map((line) => line.slice(0, 2000))
  const score = (dialect: Dialect) => sampled.reduce((sum, line) => sum + readability(line, dialect), 0)
  let best: Dialect = { separator: ',', decimal: '.' }
  let most = 0
  for (const dialect of dialects) {
    const found = score(dialect)
    if (found > most) [best, most] = [dialect, found]
  }
  return best
}
