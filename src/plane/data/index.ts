import type { PointSet } from '../../engine/protocol/plane'
import { canvasReadsBack } from '../../ui/canvas-probe'
import type { PointsRef } from '../settings'
import { distributionPoints } from './distributions'
import { inkOfText } from './glyphs'
import { inkPoints } from './ink'
import { ownPoints } from './own'

export { cutText } from './glyphs'
export { fitsLink } from './own'

/** One point in the middle, for a reference whose points cannot be had. */
const onePoint: PointSet = { xy: new Float32Array(2), labels: new Uint8Array(1) }

/** The points of a reference; undefined for a text without ink or whose ink this browser hides, and for points of another visit. */
export function findPoints(ref: PointsRef, count: number, seed: number): PointSet | undefined {
  switch (ref.kind) {
    case 'distribution':
      return distributionPoints(ref.id, count, seed)
    case 'text':
      return canvasReadsBack() ? inkPoints(inkOfText(ref.text), count, seed) : undefined
    case 'own':
      return ownPoints(ref)?.points
  }
}

/** Whether a reference is a text whose ink this browser hides: for privacy, some return noise when a canvas is read. */
export const isUnreadable = (ref: PointsRef): boolean => ref.kind === 'text' && !canvasReadsBack()

/** The points of a reference; a single one in the middle if they cannot be had. */
export const pointsOf = (ref: PointsRef, count: number, seed: number): PointSet =>
  findPoints(ref, count, seed) ?? onePoint
