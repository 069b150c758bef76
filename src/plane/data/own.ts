import { MOST_STEPS } from '../../runs/steps'
import type { PointsRef } from '../settings'
import { viewFrame } from './frame'
import { MOST_PACKED, type OwnPoints, pack, unpack } from './pack'

type OwnRef = Extract<PointsRef, { kind: 'own' }>

const MARK = 'here-' // no base64url of a packed set begins so: its first byte is the version
const MOST_KEPT = MOST_STEPS // sets of at most half a megabyte: those that an undo can come back to
const MOST_EXACT = 128 // small sets whose digits no link has room for

const kept = new Map<string, OwnPoints>()
const exact = new Map<string, OwnPoints>()
let count = 0

function keepIn(map: Map<string, OwnPoints>, most: number, key: string, own: OwnPoints): void {
  map.delete(key)
  map.set(key, own)
  for (const oldest of [...map.keys()].slice(0, -most)) map.delete(oldest)
}

/**
 * The visitor's own points as what settings hold: packed where a link can carry them, else a mark of what is kept in memory. Every
 * digit is kept here, whether or not the link has it.
 */
export function ownRef(own: OwnPoints): OwnRef {
  if (own.points.labels.length > MOST_PACKED) {
    const mark = `${MARK}${++count}`
    keepIn(kept, MOST_KEPT, mark, own)
    return { kind: 'own', packed: mark }
  }
  const packed = pack(own)
  if (own.original && !unpack(packed)?.original) keepIn(exact, MOST_EXACT, packed, own)
  return { kind: 'own', packed }
}

/** The points of a reference; undefined if it is of another visit, or is none. */
export const ownPoints = ({ packed }: OwnRef): OwnPoints | undefined =>
  kept.get(packed) ?? exact.get(packed) ?? unpack(packed)

/** Whether a link can carry these points; the others stay on this machine until the page is closed. */
export const fitsLink = (ref: PointsRef): boolean => ref.kind !== 'own' || !ref.packed.startsWith(MARK)

/** What the link does with the digits of points: all, or rounded where this machine knows more, or rounded before they came here. */
export function digitsInLink(ref: PointsRef): 'all' | 'rounded' | 'came-rounded' {
  if (ref.kind !== 'own' || !fitsLink(ref) || unpack(ref.packed)?.original) return 'all'
  const { frame, original } = ownPoints(ref) ?? {}
  return original
    ? 'rounded'
    : frame && Object.entries(viewFrame).some(([name, value]) => frame[name as keyof typeof frame] !== value)
      ? 'came-rounded'
      : 'all'
}
