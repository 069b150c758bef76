import type { PointSet } from '../../engine/protocol/plane'
import type { RunPath } from '../player-context'
import type { Field } from './field'
import { between } from './lattice'
import type { Palette } from '../view/palette'
import { allAlike, byClass, byStart, type Crowd } from './particles'
import { fromColumn, fromRow } from '../view/view'
import { placesAt, wayOf } from './way'

/** The facts about a stage that decide the colours of its particles. */
export interface Dressed {
  readonly colourBy: 'start' | 'class' | 'none'
  readonly direction: 'forward' | 'reverse'
  readonly particles: number
  readonly points: PointSet
  readonly trajectory: RunPath
  readonly palette: Palette
}

/** Where the particles began, in shown coordinates, [particles·2]: at the data points in the forward direction, in the first frame in reverse. */
function startsOf({ direction, particles, points, trajectory }: Dressed): Float32Array {
  if (direction === 'forward') return points.xy
  const view = { half: 1, side: 2 }
  const places = placesAt(wayOf(trajectory, view), 0, new Float32Array(2 * particles))
  return places.map((place, k) => (k % 2 === 0 ? fromColumn(view, place) : fromRow(view, place)))
}

/**
 * The class of each particle, [particles]: in the forward direction that of its point; in reverse the likelier class by the exact
 * answer, or 0 while that is not computed.
 *
 * @param places [particles·2], in pixels of a canvas of `side`.
 */
function classesOf(
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

/** Colours the particles of a stage. */
export function dress(dressed: Dressed, field: Field | undefined, places: Float32Array, side: number): Crowd {
  const { colourBy, particles, palette } = dressed
  if (colourBy === 'start') return byStart(startsOf(dressed), palette)
  if (colourBy === 'class') return byClass(classesOf(dressed, field, places, side), palette)
  return allAlike(particles, palette)
}
