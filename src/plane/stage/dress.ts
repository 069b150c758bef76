import type { PointSet } from '../../engine/protocol/plane'
import type { RunPath } from '../player-context'
import type { Field } from './field'
import { between } from './lattice'
import type { Palette } from '../view/palette'
import { allAlike, byClass, byStart, type Crowd } from './particles'
import { fromColumn, fromRow } from '../view/view'
import { placesAt, wayOf } from './way'

/** Where particles are coloured by: what is needed of a stage. */
export interface Dressed {
  readonly colourBy: 'start' | 'class' | 'none'
  readonly direction: 'forward' | 'reverse'
  readonly particles: number
  readonly points: PointSet
  readonly trajectory: RunPath
  readonly palette: Palette
}

/** Where particles began, in shown coordinates, [particles·2]: forward the data points themselves, reverse the first frame. */
function starts({ direction, particles, points, trajectory }: Dressed): Float32Array {
  if (direction === 'forward') return points.xy
  const view = { half: 1, side: 2 }
  const places = placesAt(wayOf(trajectory, view), 0, new Float32Array(2 * particles))
  return places.map((place, k) => (k % 2 === 0 ? fromColumn(view, place) : fromRow(view, place)))
}

/**
 * The class that each particle more likely came from, [particles]: forward it is known, reverse the exact answer says it, as
 * far as it is known over the view.
 *
 * @param places [particles·2], in pixels of a canvas of `side`.
 */
function classes(
  { direction, particles, points }: Dressed,
  field: Field | undefined,
  places: Float32Array,
  side: number,
): Uint8Array {
  if (direction === 'forward') return points.labels
  const { classOne, question } = field ?? {}
  if (!classOne || !question) return new Uint8Array(particles)
  const toNode = (pixels: number) => Math.max(0, Math.min(question.n - 1, (pixels / side) * (question.n - 1)))
  return Uint8Array.from({ length: particles }, (_, i) =>
    between(classOne, question.n, toNode(places[2 * i] ?? NaN), toNode(places[2 * i + 1] ?? NaN)) > 0.5 ? 1 : 0,
  )
}

/** The crowd as it is to be coloured. */
export function dress(dressed: Dressed, field: Field | undefined, places: Float32Array, side: number): Crowd {
  const { colourBy, particles, palette } = dressed
  if (colourBy === 'start') return byStart(starts(dressed), palette)
  if (colourBy === 'class') return byClass(classes(dressed, field, places, side), palette)
  return allAlike(particles, palette)
}
