import { text } from '../../i18n'
import { filesText } from '../../i18n/files'
import { planeText } from '../../i18n/plane'
import type { PointSet } from '../../engine/protocol/plane'
import { kindOf } from '../../shell/file-kind'
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

/** What became of what somebody gave: the points that the room now has, or why it has not. */
export type Taken =
  | {
      readonly kind: 'read'
      readonly read: ReadPoints
      /** What was there before, to be brought back. */
      readonly before: PointsRef
      /** Reads the same again, and what was left out with it. */
      readonly again: (asData: AsData) => Promise<Taken>
    }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** It is a network that was saved in this room. */
  | { readonly kind: 'network'; readonly file: File }
  | { readonly kind: 'cancelled' }

/** Shorter texts are read at once: a worker would take longer to start. */
const SHORT = 100_000 // characters, or bytes

function settle(plane: Plane, read: ReadPoints | Problem, again: (asData: AsData) => Promise<Taken>): Taken {
  if ('code' in read) return { kind: 'problem', problem: read }
  const { points: before } = plane.store.getState().settings
  patchPlane(plane, { points: ownRef(read) })
  return { kind: 'read', read, before, again }
}

/** Points of a short text become the room's. */
export function takeText(plane: Plane, given: string, asData: AsData = []): Taken {
  return settle(plane, readPoints(given, plane.store.getState().settings.seed, asData), (more) =>
    Promise.resolve(takeText(plane, given, more)),
  )
}

/** Points of a text of any length. */
export const takeAnyText = (plane: Plane, given: string, asData: AsData = []): Promise<Taken> =>
  given.length <= SHORT
    ? Promise.resolve(takeText(plane, given, asData))
    : takeFile(plane, new File([given], planeText.planeData.reading.pasted), asData)

/** Points of a file become the room's; while a longer one is read, the room knows of it and can end it. */
export async function takeFile(plane: Plane, file: File, asData: AsData = []): Promise<Taken> {
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

/** The sentence of a problem. */
export const problemText = ({ code, details }: Problem): string =>
  code === 'kind'
    ? filesText.misplaced.plane(String(details.found), String(details.kind))
    : (planeText.planeData.problems[code]?.(details) ?? text.unknownFault(code))

const onOneSpot = ({ xy }: PointSet): boolean => xy.every((value, i) => value === xy[i % 2])

/** What is to be said of points that were read, one sentence each. */
export function readSentences({ points, read, distinct, names, left }: ReadPoints): string[] {
  const words = planeText.planeData
  const n = points.labels.length
  const [zero, one] = names
  return [
    ...(n === 1 ? [words.taken.one] : read > n ? [words.taken.thinned(read, MOST_POINTS)] : [words.taken.points(n)]),
    ...left.map(({ kind, found }) => words.taken.left[kind]?.(found) ?? ''),
    ...(zero !== undefined && one !== undefined ? [words.taken.classes(zero, one)] : []),
    ...(n > 1 && distinct === 1 ? [words.taken.allOne] : distinct < n ? [words.taken.distinct(distinct)] : []),
    ...(distinct > 1 ? [onOneSpot(points) ? words.taken.oneSpot : words.taken.scaled] : []),
  ]
}

/** What is to be said of the points that stand, whoever gave them. */
export function linkSentence(plane: Plane): string | undefined {
  const words = planeText.planeData
  const { points } = plane.store.getState().settings
  if (!fitsLink(points)) return words.taken.noLink(MOST_PACKED)
  const digits = digitsInLink(points)
  return digits === 'rounded' ? words.taken.rounded : digits === 'came-rounded' ? words.taken.cameRounded : undefined
}
