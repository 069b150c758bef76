import { MOST_STEPS } from '../../runs/steps'
import type { PointsRef } from '../settings'
import { viewFrame } from './frame'
import { MOST_PACKED, type OwnPoints, pack, unpack } from './pack'

type OwnRef = Extract<PointsRef, { kind: 'own' }>

const MARK = 'here-' // no packed set begins with this: its first byte is the version
const MOST_KEPT = MOST_STEPS // as many sets, of at most half a megabyte each, as undo can go back to
const MOST_EXACT = 128 // small sets whose digits do not fit into a link

const largeSets = new Map<string, OwnPoints>()
const exactSets = new Map<string, OwnPoints>()
let markCount = 0

/** Adds a set to a map as its newest, and drops the oldest beyond `most`. */
function keepIn(map: Map<string, OwnPoints>, most: number, key: string, set: OwnPoints): void {
  map.delete(key)
  map.set(key, set)
  for (const oldest of [...map.keys()].slice(0, -most)) map.delete(oldest)
}

/**
 * The reference by which settings name the visitor's own points: the packed points if a link can carry them, or else a mark for a
 * set that is kept in memory. Every digit is kept in memory, whether or not the link has it.
 */
export function ownRef(set: OwnPoints): OwnRef {
  if (set.points.labels.length > MOST_PACKED) {
    const mark = `${MARK}${++markCount}`
    keepIn(largeSets, MOST_KEPT, mark, set)
    return { kind: 'own', packed: mark }
  }
  const packed = pack(set)
  if (set.original && !unpack(packed)?.original) keepIn(exactSets, MOST_EXACT, packed, set)
  return { kind: 'own', packed }
}

/** The points of a reference; undefined if they were kept in another visit, or if it is not readable. */
export const ownPoints = ({ packed }: OwnRef): OwnPoints | undefined =>
  largeSets.get(packed) ?? exactSets.get(packed) ?? unpack(packed)

/** Whether a link can carry these points; the others stay on this machine until the page is closed. */
export const fitsLink = (ref: PointsRef): boolean => ref.kind !== 'own' || !ref.packed.startsWith(MARK)

/** How exact the points in the link are: all digits; rounded, while this machine knows more; or already rounded when they came by a link. */
export function digitsInLink(ref: PointsRef): 'all' | 'rounded' | 'came-rounded' {
  if (ref.kind !== 'own' || !fitsLink(ref) || unpack(ref.packed)?.original) return 'all'
  const { frame, original } = ownPoints(ref) ?? {}
  return original
    ? 'rounded'
    : frame && Object.entries(viewFrame).some(([name, value]) => frame[name as keyof typeof frame] !== value)
      ? 'came-rounded'
      : 'all'
}
