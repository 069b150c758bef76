import type { PointSet } from '../../engine/plane/protocol'
import type { PointsRef } from '../settings'
import { distributionPoints } from './distributions'
import { inkOfText } from './glyphs'
import { inkPoints } from './ink'
import { ownPoints } from './own'

export { cutText } from './glyphs'
export { fitsLink } from './own'

/** One point in the middle: what is left where a reference names nothing that can be drawn. */
const onePoint: PointSet = { xy: new Float32Array(2), labels: new Uint8Array(1) }

/** The points of a reference; undefined where there are none: a text without ink, or points of another visit. */
export function findPoints(ref: PointsRef, count: number, seed: number): PointSet | undefined {
  switch (ref.kind) {
    case 'distribution': return distributionPoints(ref.id, count, seed)
    case 'text': return inkPoints(inkOfText(ref.text), count, seed)
    case 'own': return ownPoints(ref)?.points
  }
}

/** The points of a reference; one in the middle, where there are none. */
export const pointsOf = (ref: PointsRef, count: number, seed: number): PointSet => findPoints(ref, count, seed) ?? onePoint
