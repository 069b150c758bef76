import { normalArray } from '../../diffusion'
import type { PointSet } from '../../engine/protocol/plane'
import { reach } from './frame'
import { MOST_POINTS } from './limits'

/** A place on the plane. */
export interface Place {
  readonly x: number
  readonly y: number
}

const GAP = 0.035 // along the path, between two sprayed points
export const ERASER = 0.22 // its radius

/** Places along the line from a to b, a gap apart, without a; only b if there is no a. */
export function along(a: Place | undefined, b: Place): Place[] {
  if (!a) return [b]
  const n = Math.floor(Math.hypot(b.x - a.x, b.y - a.y) / GAP)
  return Array.from({ length: n }, (_, i) => ({
    x: a.x + ((b.x - a.x) * (i + 1)) / n,
    y: a.y + ((b.y - a.y) * (i + 1)) / n,
  }))
}

/**
 * Sprays a point around each place, with Gaussian jitter of standard deviation `width`. The k-th point of a sheet has the same
 * jitter each time. Points beyond `reach` are left out: they would enlarge the view while the visitor draws.
 *
 * @param already how many points are on the sheet; it never holds more than MOST_POINTS
 */
export function sprayed(
  places: readonly Place[],
  label: 0 | 1,
  width: number,
  already: number,
  seed: number,
): PointSet {
  const xy = places.slice(0, Math.max(0, MOST_POINTS - already)).flatMap(({ x, y }, i) => {
    const [z = NaN, w = NaN] = normalArray({ seed, purpose: 'points', step: 2, sample: already + i }, 2)
    const point = [x + width * z, y + width * w]
    return point.every((value) => Math.abs(value) <= reach) ? point : []
  })
  return { xy: Float32Array.from(xy), labels: new Uint8Array(xy.length / 2).fill(label) }
}

/** The points of both sets, those of a first. */
export function joined(a: PointSet, b: PointSet): PointSet {
  const xy = new Float32Array(a.xy.length + b.xy.length)
  xy.set(a.xy)
  xy.set(b.xy, a.xy.length)
  const labels = new Uint8Array(a.labels.length + b.labels.length)
  labels.set(a.labels)
  labels.set(b.labels, a.labels.length)
  return { xy, labels }
}

export const noPoints: PointSet = { xy: new Float32Array(), labels: new Uint8Array() }

/** For each point: whether it stays, being farther than the eraser's radius from all places. */
export const staying = ({ xy, labels }: PointSet, places: readonly Place[]): readonly boolean[] =>
  Array.from(labels, (_, i) =>
    places.every((place) => Math.hypot((xy[2 * i] ?? NaN) - place.x, (xy[2 * i + 1] ?? NaN) - place.y) > ERASER),
  )

/** The points that an eraser at these places leaves. */
export function erased(points: PointSet, places: readonly Place[]): PointSet {
  const stays = staying(points, places)
  return { xy: points.xy.filter((_, k) => stays[k >> 1]), labels: points.labels.filter((_, i) => stays[i]) }
}
