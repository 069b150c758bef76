import type { PointSet } from '../../engine/plane/protocol'
import { patchPlane, type Plane } from '../context'
import { digitsInLink, fitsLink, ownRef } from './own'
import { MOST_PACKED } from './pack'
import { problem, type Problem } from './problem'
import { LONGEST, MOST_POINTS, type ReadPoints, readPoints } from './read-points'
import { text } from '../../i18n'
import { planeText } from '../../i18n/plane'

/** What became of what somebody gave: the points that the room now has, or why it has not. */
export type Taken = { readonly kind: 'read'; readonly read: ReadPoints } | { readonly kind: 'problem'; readonly problem: Problem }

/** Points of a text become the room's. */
export function takeText(plane: Plane, given: string): Taken {
  const read = readPoints(given, plane.store.getState().settings.seed)
  if ('code' in read) return { kind: 'problem', problem: read }
  patchPlane(plane, { points: ownRef(read) })
  return { kind: 'read', read }
}

/** Points of a file become the room's; a file that is too large is not read. */
export async function takeFile(plane: Plane, file: File): Promise<Taken> {
  if (file.size > LONGEST) return { kind: 'problem', problem: problem('long', { megabytes: Math.ceil(file.size / 1e6), most: LONGEST / 1e6 }) }
  try {
    return takeText(plane, await file.text())
  } catch {
    return { kind: 'problem', problem: problem('unreadable', { found: file.name }) }
  }
}

const words = planeText.planeData
const shown = (count: number) => count.toLocaleString('en')

/** The sentence of a problem. */
export const problemText = ({ code, details }: Problem): string => words.problems[code]?.(details) ?? text.unknownFault(code)

const onOneSpot = ({ xy }: PointSet): boolean => xy.every((value, i) => value === xy[i % 2])

/** What is to be said of points that were read, one sentence each. */
export function readSentences({ points, read, distinct, names }: ReadPoints): string[] {
  const n = points.labels.length
  const [zero, one] = names
  return [
    ...(n === 1 ? [words.taken.one] : read > n ? [words.taken.thinned(shown(read), shown(MOST_POINTS))] : [words.taken.points(shown(n))]),
    ...(zero !== undefined && one !== undefined ? [words.taken.classes(zero, one)] : []),
    ...(n > 1 && distinct === 1 ? [words.taken.allOne] : distinct < n ? [words.taken.distinct(shown(distinct))] : []),
    ...(distinct > 1 ? [onOneSpot(points) ? words.taken.oneSpot : words.taken.scaled] : []),
  ]
}

/** What is to be said of the points that stand, whoever gave them. */
export function linkSentence(plane: Plane): string | undefined {
  const { points } = plane.store.getState().settings
  if (!fitsLink(points)) return words.taken.noLink(shown(MOST_PACKED))
  const digits = digitsInLink(points)
  return digits === 'rounded' ? words.taken.rounded : digits === 'came-rounded' ? words.taken.cameRounded : undefined
}
