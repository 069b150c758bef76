import { frameOf, intoFrame, reach } from './frame'
import { LONGEST } from './limits'
import type { OwnPoints } from './pack'
import { problem, type Problem } from './problem'
import type { AsData, Left } from './read/choose'
import { linesReader } from './read/lines'
import { beginsLiteral } from '../../files/read/literal'
import { literalTable } from './read/shapes'
import type { ReadTable } from './read/table'

export { MOST_POINTS } from './limits'

export interface ReadPoints extends OwnPoints {
  /** How many rows were read: more than there are points if they were thinned. */
  readonly read: number
  /** How many of the points differ from each other. */
  readonly distinct: number
  /** The names of the two classes in the text; fewer if it has no two classes. */
  readonly names: readonly string[]
  /** The parts that were not taken as data. */
  readonly left: readonly Left[]
}

/** The points of a table, centred and scaled into the view. */
export function pointsOfTable({ original, labels, ...about }: ReadTable): ReadPoints {
  const frame = frameOf(original, reach)
  return { points: { xy: intoFrame(original, frame), labels }, frame, original, ...about }
}

/** A reader of text that comes in pieces. The first piece tells whether the text is a table or JSON. */
export function textReader(seed: number, asData: AsData) {
  const lines = linesReader({ seed, asData })
  let literal: string[] | undefined
  let [begun, length] = ['', 0]
  return {
    push(piece: string): void {
      length += piece.length
      const first = begun === ''
      if (first) {
        begun = piece.trimStart() === '' ? '' : 'yes'
        if (beginsLiteral(piece)) literal = []
      }
      if (!literal) lines.push(piece)
      else if (length <= LONGEST) literal.push(piece)
    },
    finish(): ReadPoints | Problem {
      if (literal && length > LONGEST)
        return problem('long', { megabytes: Math.ceil(length / 1e6), most: LONGEST / 1e6 })
      const table = literal ? literalTable(literal.join(''), { seed, asData }) : lines.finish()
      return 'code' in table ? table : pointsOfTable(table)
    },
  }
}

/**
 * Reads points from a text: a table of two or three columns, with or without a header, cut at commas, semicolons, tabs, bars or
 * blanks, with decimal points, or decimal commas if they differ from the separators; JSON; or what pandas, R, numpy and PyTorch
 * print. A column of classes has two classes of any names; a column that counts the rows is left out. The points are centred and
 * scaled into the view; their coordinates are kept as written.
 *
 * @param seed the seed of the random choice among more than `MOST_POINTS` rows.
 * @param asData the parts to take as data although the reader would leave them out.
 * @returns the points, or the first thing that is wrong, and where.
 */
export function readPoints(text: string, seed = 0, asData: AsData = []): ReadPoints | Problem {
  if (text.length > LONGEST) return problem('long', { megabytes: Math.ceil(text.length / 1e6), most: LONGEST / 1e6 })
  const reader = textReader(seed, asData)
  reader.push(text.replace(/^\uFEFF/, ''))
  return reader.finish()
}
