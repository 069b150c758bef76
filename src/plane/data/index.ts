import type { PointSet } from '../../engine/plane/protocol'
import type { PointsRef } from '../settings'
import { distributionPoints } from './distributions'

/** One point in the middle: what is left where a reference names nothing that can be drawn. */
const onePoint: PointSet = { xy: new Float32Array(2), labels: new Uint8Array(1) }

/** The points of a reference. */
export function pointsOf(ref: PointsRef, count: number, seed: number): PointSet {
  switch (ref.kind) {
    case 'distribution': return distributionPoints(ref.id, count, seed)
    case 'text':
    case 'own': return onePoint
  }
}
