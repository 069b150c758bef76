import { frameOf, intoFrame, reach } from './frame'
import { LONGEST } from './limits'
import type { OwnPoints } from './pack'
import { problem, type Problem } from './problem'
import type { AsData, Left } from './read/choose'
import { linesReader } from './read/lines'
import { beginsLiteral } from './read/literal'
import { literalTable } from './read/shapes'
import type { ReadTable } from './read/table'

export { MOST_POINTS } from './limits'

export interface ReadPoints extends OwnPoints {
  /** How many rows there were; more than points where they were thinned. */
  readonly read: number
  /** How many of the points differ from each other. */
  readonly distinct: number
  /** What the two classes are called in the text; one or none where it has no two. */
  readonly names: readonly string[]
  /** What was not taken as data. */
  readonly left: readonly Left[]
}

/** Points of a table, centred and scaled into the view. */
export function pointsOfTable({ original, labels, ...about }: ReadTable): ReadPoints {
  const frame = frameOf(original, reach)
  return { points: { xy: intoFrame(original, frame), labels }, frame, original, ...about }
}

/** A reader of text that comes in pieces: the first says whether it is a table or JSON. */
export function textReader(seed: number, asData: AsData) {
  const lines = linesReader({ seed, asData })
  let whole: string[] | undefined
  let [begun, length] = ['', 0]
  return {
    push(piece: string): void {
      length += piece.length
      const first = begun === ''
      if (first) {
        begun = piece.trimStart() === '' ? '' : 'yes'
        if (beginsLiteral(piece)) whole = []
      }
      if (!whole) lines.push(piece)
      else if (length <= LONGEST) whole.push(piece)
    },
    finish(): ReadPoints | Problem {
      if (whole && length > LONGEST) return problem('long', { megabytes: Math.ceil(length / 1e6), most: LONGEST / 1e6 })
      const found = whole ? literalTable(whole.join(''), { seed, asData }) : lines.finish()
      return 'code' in found ? found : pointsOfTable(found)
    },
  }
}

/**
 * Points of what somebody pasted or dropped: a table of two or three columns, with or without a header, cut at commas,
 * semicolons, tabs, bars or blanks, with decimal points, or decimal commas where they can be told from separators; JSON; or what
 * pandas, R, numpy and PyTorch print. A column of classes has two, of any names; a column that counts the rows is left out.
 * They are centred and scaled into the view, and kept as they were written.
 *
 * @param seed of the choice, where there are more than `MOST_POINTS`.
 * @param asData what would be left out and is not to be.
 * @returns the points, or the first thing that is wrong, and where.
 */
export function readPoints(text: string, seed = 0, asData: AsData = []): ReadPoints | Problem {
  if (text.length > LONGEST) return problem('long', { megabytes: Math.ceil(text.length / 1e6), most: LONGEST / 1e6 })
  const reader = textReader(seed, asData)
  reader.push(text.replace(/^\uFEFF/, ''))
  return reader.finish()
}
