import { uniformArray } from '../../diffusion'
import { numberOf } from './cells'
import { frameOf, intoFrame, reach } from './frame'
import type { OwnPoints } from './pack'
import { problem, type Problem } from './problem'
import { listRows, type Row, tableRows } from './rows'

/** More points are thinned to this many: each is asked about at every pixel. */
export const MOST_POINTS = 10_000
/** Characters. */
export const LONGEST = 16e6
/** The largest coordinate: its square is still a number in every precision here. */
const LARGEST = 1e15

export interface ReadPoints extends OwnPoints {
  /** How many rows there were; more than points where they were thinned. */
  readonly read: number
  /** How many of the points differ from each other. */
  readonly distinct: number
  /** What the two classes are called in the text; one or none where it has no two. */
  readonly names: readonly string[]
}

/** What numpy and Python print, [[0.1 2.]\n [3. 4.]] or [(1, 2), (3, 4)], as a table; nan and inf among them. */
const withoutBrackets = (text: string): string => text.replaceAll(/[\])]\s*,?/g, '\n').replaceAll(/[[(]/g, ' ')

function rowsOf(text: string): readonly Row[] | Problem {
  if (!/^\s*[[{]/.test(text)) return tableRows(text)
  try {
    return listRows(JSON.parse(text))
  } catch (error) {
    if (/^[\s[\]()\d.,+\-aefin]*$/i.test(text)) return tableRows(withoutBrackets(text))
    return problem('json', { found: error instanceof Error ? error.message : '' })
  }
}

/** The two names of classes in the order of 0 and 1: numbers by size, words by first come; or a problem, if there are more. */
function classNames(rows: readonly Row[]): readonly string[] | Problem {
  const names: string[] = []
  for (const { label, at } of rows) {
    const name = plainLabel(label)
    if (name === undefined || names.includes(name)) continue
    if (names.length === 2) return problem('classes', { at, found: name, first: names[0] ?? '', second: names[1] ?? '' })
    names.push(name)
  }
  const numbers = names.map((name) => numberOf(name))
  const [a, b] = numbers
  return a !== undefined && b !== undefined && a > b ? names.toReversed() : names
}

/** 0, 0.0 and "0" are one class; a missing label is none. */
const plainLabel = (label: string | undefined): string | undefined => {
  if (label === undefined || label === '') return undefined
  const value = numberOf(label)
  return value === undefined ? label : String(value)
}

function labelled(rows: readonly Row[], names: readonly string[]): Uint8Array {
  const one = names[1] ?? '1' // where only one class is there, it may be called 1
  return Uint8Array.from(rows, ({ label }) => (plainLabel(label) === one ? 1 : 0))
}

/** `most` of n rows, each as likely as another, in their order. */
function thinned(rows: readonly Row[], most: number, seed: number): readonly Row[] {
  if (rows.length <= most) return rows
  const lot = uniformArray({ seed, purpose: 'points', step: 1, sample: 0 }, rows.length)
  const order = rows.map((_, i) => i).sort((i, j) => (lot[i] ?? NaN) - (lot[j] ?? NaN) || i - j)
  return order.slice(0, most).sort((i, j) => i - j).flatMap((i) => rows[i] ?? [])
}

function wrongNumber(rows: readonly Row[]): Problem | undefined {
  for (const { at, x, y, said } of rows) {
    if (x === undefined || y === undefined) return problem('not-number', { at, found: x === undefined ? said[0] : said[1] })
    if (!(Math.abs(x) <= LARGEST && Math.abs(y) <= LARGEST)) return problem('too-large', { at, found: Math.abs(x) <= LARGEST ? said[1] : said[0] })
  }
  return undefined
}

/**
 * Points of what somebody pasted or dropped: a table of two or three columns, with or without a header, cut at commas,
 * semicolons, tabs or spaces, with decimal points, or decimal commas where they can be told from separators; JSON; or what
 * numpy prints. A third column has two classes, of any names. They are centred and scaled into the view.
 *
 * @param seed of the choice, where there are more than `MOST_POINTS`.
 * @returns the points, or the first thing that is wrong, and where.
 */
export function readPoints(text: string, seed = 0): ReadPoints | Problem {
  if (text.length > LONGEST) return problem('long', { megabytes: Math.ceil(text.length / 1e6), most: LONGEST / 1e6 })
  const rows = rowsOf(text.replace(/^\uFEFF/, ''))
  if ('code' in rows) return rows
  if (rows.length === 0) return problem('nothing')
  const wrong = wrongNumber(rows)
  if (wrong) return wrong
  const names = classNames(rows)
  if ('code' in names) return names
  const some = thinned(rows, MOST_POINTS, seed)
  const original = Float64Array.from(some.flatMap(({ x, y }) => [x ?? NaN, y ?? NaN]))
  const frame = frameOf(original, reach)
  const xy = intoFrame(original, frame)
  return { points: { xy, labels: labelled(some, names) }, frame, read: rows.length, distinct: new Set(some.map(({ x, y }) => `${x} ${y}`)).size, names }
}
