import { text } from '../../i18n'
import { filesText } from '../../i18n/files'
import { planeText } from '../../i18n/plane'
import type { PointSet } from '../../engine/protocol/plane'
import { kindOf } from '../../files/kind'
import { patchPlane, type Plane } from '../context'
import type { PointsRef } from '../settings'
import { MOST_POINTS } from './limits'
import { digitsInLink, fitsLink, ownRef } from './own'
import { MOST_PACKED } from './pack'
import { problem, type Problem } from './problem'
import { type ReadPoints, readPoints } from './read-points'
import { openInWorker } from './read/open-in-worker'
import type { AsData } from './read/choose'
import { openPoints } from './read/open-points'
import { readingOf } from './reading'

/** The result of pasting, opening or dropping something: the points that the room now has, or why it has taken none. */
export type Outcome =
  | {
      readonly kind: 'read'
      readonly read: ReadPoints
      /** The points before, which the visitor can bring back. */
      readonly before: PointsRef
      /** Reads the same again and takes the named parts as data. */
      readonly again: (asData: AsData) => Promise<Outcome>
    }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The file is a network that was saved in this room. */
  | { readonly kind: 'network'; readonly file: File }
  | { readonly kind: 'cancelled' }

/** Shorter texts are read at once: a worker would take longer to start. */
const SHORT = 100_000 // characters, or bytes

/** Puts points that were read into the room, and gives the result. */
function settle(plane: Plane, read: ReadPoints | Problem, again: (asData: AsData) => Promise<Outcome>): Outcome {
  if ('code' in read) return { kind: 'problem', problem: read }
  const { points: before } = plane.store.getState().settings
  patchPlane(plane, { points: ownRef(read) })
  return { kind: 'read', read, before, again }
}

/** Reads the points of a short text into the room. */
export function takeText(plane: Plane, content: string, asData: AsData = []): Outcome {
  return settle(plane, readPoints(content, plane.store.getState().settings.seed, asData), (more) =>
    Promise.resolve(takeText(plane, content, more)),
  )
}

/** Reads the points of a text of any length into the room. */
export const takeAnyText = (plane: Plane, content: string, asData: AsData = []): Promise<Outcome> =>
  content.length <= SHORT
    ? Promise.resolve(takeText(plane, content, asData))
    : takeFile(plane, new File([content], planeText.planeData.reading.pasted), asData)

/** Reads the points of a file into the room. While it reads a longer file, the room shows its progress and can cancel it. */
export async function takeFile(plane: Plane, file: File, asData: AsData = []): Promise<Outcome> {
  const { seed } = plane.store.getState().settings
  const again = (more: AsData) => takeFile(plane, file, more)
  try {
    if ((await kindOf(file)) === 'learner') return { kind: 'network', file }
    if (file.size <= SHORT) return settle(plane, await openPoints(file, file.name, { seed, asData }), again)
    const read = await readingOf(plane).during(file.name, (signal, onShare) =>
      openInWorker(file, file.name, { seed, asData, onShare }, signal),
    )
    return read === undefined ? { kind: 'cancelled' } : settle(plane, read, again)
  } catch {
    return { kind: 'problem', problem: problem('unreadable', { found: file.name }) }
  }
}

/** The sentence that explains a problem. */
export const problemText = ({ code, details }: Problem): string =>
  code === 'kind'
    ? filesText.misplaced.plane(String(details.found), String(details.kind))
    : (planeText.planeData.problems[code]?.(details) ?? text.unknownFault(code))

const onOneSpot = ({ xy }: PointSet): boolean => xy.every((value, i) => value === xy[i % 2])

/** The sentences that report on points that were read. */
export function readSentences({ points, read, distinct, names, left }: ReadPoints): string[] {
  const words = planeText.planeData
  const n = points.labels.length
  const [zero, one] = names
  return [
    ...(n === 1 ? [words.taken.one] : read > n ? [words.taken.thinned(read, MOST_POINTS)] : [words.taken.points(n)]),
    ...left.map(({ kind, text: leftText }) => words.taken.left[kind]?.(leftText) ?? ''),
    ...(zero !== undefined && one !== undefined ? [words.taken.classes(zero, one)] : []),
    ...(n > 1 && distinct === 1 ? [words.taken.allOne] : distinct < n ? [words.taken.distinct(distinct)] : []),
    ...(distinct > 1 ? [onOneSpot(points) ? words.taken.oneSpot : words.taken.scaled] : []),
  ]
}

/** A sentence on how exactly the link carries the room's points; undefined if it carries them with all digits. */
export function linkSentence(plane: Plane): string | undefined {
  const words = planeText.planeData
  const { points } = plane.store.getState().settings
  if (!fitsLink(points)) return words.taken.noLink(MOST_PACKED)
  const digits = digitsInLink(points)
  return digits === 'rounded' ? words.taken.rounded : digits === 'came-rounded' ? words.taken.cameRounded : undefined
}
