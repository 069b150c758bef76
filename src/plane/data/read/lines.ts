import { problem, type Problem } from '../problem'
import { cellsOf, dialectOf, doubtfulMark } from './cells'
import type { Left } from './choose'
import { fitted, type Heading, headingOf, isFooter, isGap, isRule, type Line } from './heading'
import { type ReadTable, tableReader, type TableOptions } from './table'

/** How many lines the reader looks at to learn how a table is written. */
const SAMPLE = 64
const LONGEST_LINE = 1e6 // characters
/** Matches most lines of a table, so that they need no further checks. */
const onlyNumbers = /^\s*[+-]?\d[\d\s.,;+\-e]*$/

/** Replaces the drawn lines between the columns of a printed table by plain bars. */
const plainBars = (text: string): string => text.replaceAll(/[│┆┊║┃╎¦]/g, '|')

/** Whether the first row may be a count of the rows, "3", or of rows and columns, "3 2". */
function mayCount(first: readonly string[] | undefined, { names, width }: Heading, rows: number): boolean {
  if (!first || names || rows < 3 || !first.every((cell) => /^\d+$/.test(cell)) || Number(first[0]) < 2) return false
  return first.length === 1 ? width >= 2 : first.length === 2 && Number(first[1]) === width
}

/** Begins a table: learns from the first lines how it is written, and gives a reader for its rows. */
function begin(
  lines: readonly Line[],
  separator: string | undefined,
  comment: string | undefined,
  options: Omit<TableOptions, 'names'>,
) {
  const dialect = dialectOf(
    lines.map(({ text }) => text),
    separator,
  )
  const heading = headingOf(lines, dialect, options.asData.includes('header'), comment)
  const { names, nameLine, numeric, shifted, width } = heading
  const first = lines[heading.lines]
  const cells = first && cellsOf(first.text, dialect)
  // Above whole numbers, "0,1" may be a point or pandas' header: it is read as a point, and the page says so.
  const isDoubtful =
    nameLine === undefined &&
    !options.asData.includes('header') &&
    lines.length > heading.lines + 1 &&
    /^0,1(,2)?$/.test(cells?.join() ?? '')
  const left: readonly Left[] =
    nameLine !== undefined
      ? [{ kind: 'header', text: nameLine, otherwise: numeric }]
      : isDoubtful
        ? [{ kind: 'doubt', text: first?.text.trim() ?? '', otherwise: false }]
        : []
  const mark = doubtfulMark(
    lines.slice(heading.lines).flatMap(({ text }) => cellsOf(text, dialect)),
    dialect,
  )
  const marksThousands = mark !== undefined && options.asData.includes('decimal')
  const marks: readonly Left[] =
    mark === undefined || marksThousands ? [] : [{ kind: 'decimal', text: mark, otherwise: true }]
  const cut = (text: string) =>
    cellsOf(text, dialect).map((cell) => (marksThousands ? cell.replace(/[.,](?=\d{3}$)/, '') : cell))
  const table = tableReader({
    ...options,
    names,
    shifted,
    decimal: dialect.decimal,
    left: [...left, ...marks],
    doubtful: dialect.separator === ',' && lines.every(({ text }) => !text.includes('.')),
    counted: !options.asData.includes('count') && mayCount(cells, heading, lines.length),
  })
  return {
    lines: heading.lines,
    row: ({ at, text }: Line) => {
      table.row(at, fitted(cut(text), { shifted, width }, dialect))
    },
    finish: table.finish,
  }
}

/** Reads a table from pieces of text: with any separator between the columns, with or without a header. */
export function linesReader(options: Pick<TableOptions, 'seed' | 'asData'>) {
  let table: ReturnType<typeof begin> | undefined
  let [rest, count] = ['', 0]
  let separator: string | undefined
  let comment: string | undefined
  let endless: Problem | undefined
  const sample: Line[] = []
  const gaps: Left[] = []
  const open = () => {
    table = begin(sample, separator, comment, options)
    for (const line of sample.slice(table.lines)) table.row(line)
  }
  const line = (rawLine: string) => {
    const at = ++count
    if (rawLine.trim() === '') return
    const separatorLine = /^\s*"?sep=(.)"?\s*$/i.exec(rawLine)
    if (separatorLine && sample.length === 0) separator = separatorLine[1]
    else if (/^\s*#/.test(rawLine)) {
      if (!table) comment = rawLine.replace(/^[\s#]+/, '')
    } else {
      const plain = onlyNumbers.test(rawLine)
      const text = plain ? rawLine : plainBars(rawLine)
      const gap = !plain && isGap(text)
      if (gap) gaps.push({ kind: 'gap', text: String(at), otherwise: false })
      if (gap || (!plain && (isRule(text) || isFooter(text)))) return
      if (table) table.row({ at, text })
      else if (sample.push({ at, text }) === SAMPLE) open()
    }
  }
  return {
    push(piece: string): void {
      if (endless) return
      const text = rest + piece
      const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r', text.length - 2)) + 1 // the \n of a final \r may still come
      if (end > 0)
        for (const each of text
          .slice(0, end)
          .replace(/(\r\n|\r|\n)$/, '')
          .split(/\r\n|\r|\n/))
          line(each)
      rest = text.slice(end)
      if (rest.length > LONGEST_LINE) endless = problem('columns', { at: count + 1, found: 1 })
    },
    finish(): ReadTable | Problem {
      if (endless) return endless
      if (rest !== '') for (const each of rest.split(/\r/)) line(each)
      if (!table) open()
      const result = table?.finish() ?? problem('nothing')
      return 'code' in result ? result : { ...result, left: [...result.left, ...gaps.slice(0, 1)] }
    },
  }
}
