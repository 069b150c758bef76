import type { PointSet } from '../../engine/plane/protocol'
import type { PointsRef } from '../settings'

/** The points of a reference. Owned by the data part. */
export type PointsOf = (ref: PointsRef, count: number, seed: number) => PointSet
