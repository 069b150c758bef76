import { createStore } from 'zustand/vanilla'
import type { PointSet } from '../../engine/protocol/plane'
import { patchPlane, type Plane } from '../context'
import type { PlaneStore } from '../store'
import { outOfFrame, viewFrame } from './frame'
import { ownPoints, ownRef } from './own'
import type { OwnPoints } from './pack'
import { erased, joined, noPoints, type Place, sprayed, staying } from './stroke'

export type Tool = 'draw0' | 'draw1' | 'erase'

/** The brush of a room, while it is in the hand. */
interface BrushState {
  readonly on: boolean
  readonly tool: Tool
  /** Deviation of the spray, in units of the plane. */
  readonly width: number
  /** The sheet is empty; the room keeps its last points until there are others. */
  readonly empty: boolean
}

const createBrush = () => createStore<BrushState>()(() => ({ on: false, tool: 'draw0', width: 0.08, empty: false }))
type Brush = ReturnType<typeof createBrush>

const brushes = new WeakMap<PlaneStore, Brush>()

/** The brush that belongs to a room. */
export function brushOf({ store }: Plane): Brush {
  const known = brushes.get(store) ?? createBrush()
  brushes.set(store, known)
  return known
}

/** What is on the sheet. */
export function sheet(plane: Plane): PointSet {
  return brushOf(plane).getState().empty ? noPoints : plane.store.getState().points
}

/** What is known of the points that stand: their frame, and their digits. */
function known(plane: Plane): Pick<OwnPoints, 'frame' | 'original'> {
  const { points } = plane.store.getState().settings
  const { frame = viewFrame, original } = (points.kind === 'own' && ownPoints(points)) || {}
  return { frame, original: brushOf(plane).getState().empty ? undefined : original }
}

function put(plane: Plane, own: OwnPoints): void {
  const empty = own.points.labels.length === 0
  brushOf(plane).setState({ empty })
  if (!empty) patchPlane(plane, { points: ownRef(own) })
}

/** The class that a brush sprays; `other` is for Shift. */
const classOf = (tool: Tool, other: boolean): 0 | 1 => ((tool === 'draw1') !== other ? 1 : 0)

/** What a stroke along places would add. */
export function preview(plane: Plane, places: readonly Place[], other: boolean): PointSet {
  const { tool, width } = brushOf(plane).getState()
  return sprayed(places, classOf(tool, other), width, sheet(plane).labels.length, plane.store.getState().settings.seed)
}

/** A stroke has ended: its points are there, or what it erased is gone. */
export function stroke(
  plane: Plane,
  places: readonly Place[],
  how: { readonly erase: boolean; readonly other: boolean },
): void {
  if (places.length === 0) return
  const before = sheet(plane)
  const added = how.erase ? noPoints : preview(plane, places, how.other)
  const after = how.erase ? erased(before, places) : joined(before, added)
  if (after.labels.length === before.labels.length) return
  // Strokes lie in the view; points that came with a frame and digits of their own keep both.
  const { frame, original } = known(plane)
  const stays = how.erase ? staying(before, places) : []
  const kept =
    original &&
    (how.erase
      ? original.filter((_, k) => stays[k >> 1])
      : Float64Array.of(...original, ...outOfFrame(added.xy, frame)))
  put(plane, { points: after, frame, original: kept })
}

/** An empty sheet. */
export function emptySheet(plane: Plane): void {
  brushOf(plane).setState({ empty: true })
}
