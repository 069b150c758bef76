import { type Tensor2D, uploadPoints } from '../../../network'
import { PlaneFault } from './fault'
import type { PointSet } from '../../protocol/plane'

/** The points on the device, all of them and by class. They are disposed with the set, or with the device. */
export interface PlacedPoints {
  readonly set: PointSet
  /** Those of a class, or all. @throws PlaneFault if the class has none. */
  of(label: 0 | 1 | null): Tensor2D
  dispose(): void
}

/** xy of one class, [its points·2], or of all. */
export function xyOf({ xy, labels }: PointSet, label: 0 | 1 | null): Float32Array {
  if (label === null) return xy
  return xy.filter((_, i) => labels[i >> 1] === label)
}

/** Points are uploaded when they are first asked for. */
export function placePoints(set: PointSet): PlacedPoints {
  const placed = new Map<0 | 1 | null, Tensor2D>()
  return {
    set,
    of: (label) => {
      const cachedPoints = placed.get(label)
      if (cachedPoints) return cachedPoints
      const xy = xyOf(set, label)
      if (xy.length === 0) throw new PlaneFault('plane-no-class', { label: label ?? 0 })
      const fresh = uploadPoints(xy)
      placed.set(label, fresh)
      return fresh
    },
    dispose: () => {
      for (const tensor of placed.values()) tensor.dispose()
      placed.clear()
    },
  }
}
