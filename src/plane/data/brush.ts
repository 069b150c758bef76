import { createStore } from 'zustand/vanilla'
import type { PointSet } from '../../engine/protocol/plane'
import { patchPlane, type Plane } from '../context'
import type { PlaneStore } from '../store'
import { outOfFrame, viewFrame } from './frame'
import { ownPoints, ownRef } from './own'
import type { OwnPoints } from './pack'
import { erased, joined, noPoints, type Place, sprayed, staying } from './stroke'

export type Tool = 'draw0' | 'draw1' | 'erase'

/** The brush of a room and the sheet that it draws on. */
interface BrushState {
  readonly on: boolean
  readonly tool: Tool
  /** Standard deviation of the spray, in units of the plane. */
  readonly width: number
  /** Whether the sheet is empty. The room keeps its last points until the brush draws others. */
  readonly empty: boolean
}

const createBrush = () => createStore<BrushState>()(() => ({ on: false, tool: 'draw0', width: 0.08, empty: false }))
type Brush = ReturnType<typeof createBrush>

const brushes = new WeakMap<PlaneStore, Brush>()

/** The brush that belongs to a room. */
export function brushOf({ store }: Plane): Brush {
  const brush = brushes.get(store) ?? createBrush()
  brushes.set(store, brush)
  return brush
}

/** The points on the sheet. */
export function sheet(plane: Plane): PointSet {
  return brushOf(plane).getState().empty ? noPoints : plane.store.getState().points
}

/** The frame of the room's points and, if known, every digit of their coordinates. */
function frameAndDigits(plane: Plane): Pick<OwnPoints, 'frame' | 'original'> {
  const { points } = plane.store.getState().settings
  const { frame = viewFrame, original } = (points.kind === 'own' && ownPoints(points)) || {}
  return { frame, original: brushOf(plane).getState().empty ? undefined : original }
}

/** Puts points on the sheet and, unless there are none, into the room. */
function putOnSheet(plane: Plane, set: OwnPoints): void {
  const empty = set.points.labels.length === 0
  brushOf(plane).setState({ empty })
  if (!empty) patchPlane(plane, { points: ownRef(set) })
}

/** The class that the brush sprays. @param other Shift is held: the brush sprays the other class */
const classOf = (tool: Tool, other: boolean): 0 | 1 => ((tool === 'draw1') !== other ? 1 : 0)

/** The points that a stroke along these places would add. */
export function preview(plane: Plane, places: readonly Place[], other: boolean): PointSet {
  const { tool, width } = brushOf(plane).getState()
  return sprayed(places, classOf(tool, other), width, sheet(plane).labels.length, plane.store.getState().settings.seed)
}

/** Ends a stroke: adds its points to the sheet, or removes those that it erased. */
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
  // A stroke is drawn in the view. Points that came with their own frame and digits keep both.
  const { frame, original } = frameAndDigits(plane)
  const stays = how.erase ? staying(before, places) : []
  const digits =
    original &&
    (how.erase
      ? original.filter((_, k) => stays[k >> 1])
      : Float64Array.of(...original, ...outOfFrame(added.xy, frame)))
  putOnSheet(plane, { points: after, frame, original: digits })
}

/** Empties the sheet. */
export function emptySheet(plane: Plane): void {
  brushOf(plane).setState({ empty: true })
}
