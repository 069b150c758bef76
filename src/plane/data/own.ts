import type { PointsRef } from '../settings'
import { MOST_PACKED, type OwnPoints, pack, unpack } from './pack'

type OwnRef = Extract<PointsRef, { kind: 'own' }>

const MARK = 'here-' // no base64url of a packed set begins so: its first byte is the version
const MOST_KEPT = 8 // sets, so that a long afternoon does not fill the memory

const kept = new Map<string, OwnPoints>()
let count = 0

/** The visitor's own points as what settings hold: packed where a link can carry them, else a mark of what is kept in memory. */
export function ownRef(own: OwnPoints): OwnRef {
  if (own.points.labels.length <= MOST_PACKED) return { kind: 'own', packed: pack(own) }
  const mark = `${MARK}${++count}`
  kept.set(mark, own)
  for (const oldest of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(oldest)
  return { kind: 'own', packed: mark }
}

/** The points of a reference; undefined if it is of another visit, or is none. */
export const ownPoints = ({ packed }: OwnRef): OwnPoints | undefined => kept.get(packed) ?? unpack(packed)

/** Whether a link can carry these points; the others stay on this machine until the page is closed. */
export const fitsLink = (ref: PointsRef): boolean => ref.kind !== 'own' || !ref.packed.startsWith(MARK)
