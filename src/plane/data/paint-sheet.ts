import type { PointSet } from '../../engine/protocol/plane'
import type { Palette } from '../view/palette'
import { toColumn, toRow, type View } from '../view/view'
import { reach } from './frame'
import { ERASER, type Place } from './stroke'

/** What the sheet shows of the brush and its stroke. */
interface SheetPicture {
  readonly half: number
  readonly path: readonly Place[]
  /** The points that the present stroke adds. */
  readonly added: PointSet
  readonly erase: boolean
  readonly cursor: Place | undefined
  readonly crosshair: boolean
  readonly palette: Palette
}

const RADIUS = 2.6 // of a painted point, in CSS pixels

function paintEraser(
  context: CanvasRenderingContext2D,
  view: View,
  path: readonly Place[],
  cursor: Place | undefined,
  { ground, ink }: Palette,
): void {
  const radius = (ERASER / (2 * view.half)) * view.side
  context.fillStyle = ground
  for (const { x, y } of path) {
    context.beginPath()
    context.arc(toColumn(view, x), toRow(view, y), radius, 0, 2 * Math.PI)
    context.fill()
  }
  if (!cursor) return
  context.strokeStyle = ink
  context.beginPath()
  context.arc(toColumn(view, cursor.x), toRow(view, cursor.y), radius, 0, 2 * Math.PI)
  context.stroke()
}

function paintCrosshair(context: CanvasRenderingContext2D, view: View, { x, y }: Place, { ink }: Palette): void {
  const [column, row, arm] = [toColumn(view, x), toRow(view, y), view.side / 40]
  context.strokeStyle = ink
  context.beginPath()
  context.moveTo(column - arm, row)
  context.lineTo(column + arm, row)
  context.moveTo(column, row - arm)
  context.lineTo(column, row + arm)
  context.stroke()
}

/** Paints points: discs for class 0, diamonds for class 1. */
function paintAdded(
  context: CanvasRenderingContext2D,
  view: View,
  { xy, labels }: PointSet,
  radius: number,
  { ofClass }: Palette,
): void {
  for (const [i, label] of labels.entries()) {
    const [x, y] = [toColumn(view, xy[2 * i] ?? NaN), toRow(view, xy[2 * i + 1] ?? NaN)]
    context.fillStyle = ofClass[label === 1 ? 1 : 0]
    context.beginPath()
    if (label === 0) context.arc(x, y, radius, 0, 2 * Math.PI)
    else
      for (const [across, down] of [
        [0, -1],
        [1, 0],
        [0, 1],
        [-1, 0],
      ] as const)
        context.lineTo(x + 1.3 * radius * across, y + 1.3 * radius * down)
    context.fill()
  }
}

/** Paints the edge of the square in which points may lie. */
function paintEdge(context: CanvasRenderingContext2D, view: View, { inkSoft }: Palette): void {
  const [left, top] = [toColumn(view, -reach), toRow(view, reach)]
  const dash = view.side / 120
  context.strokeStyle = inkSoft
  context.setLineDash([dash, dash])
  context.strokeRect(left, top, toColumn(view, reach) - left, toRow(view, -reach) - top)
  context.setLineDash([])
}

/** Paints the present stroke, the eraser, and the crosshair that the arrow keys move. */
export function paintSheet(
  canvas: HTMLCanvasElement,
  { half, path, added, erase, cursor, crosshair, palette }: SheetPicture,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = devicePixelRatio
  const side = Math.round(canvas.clientWidth * ratio)
  canvas.width = side
  canvas.height = side
  const view: View = { half, side }
  context.lineWidth = ratio
  paintEdge(context, view, palette)
  context.lineWidth = 1.5 * ratio
  if (erase) paintEraser(context, view, path, cursor, palette)
  paintAdded(context, view, added, RADIUS * ratio, palette)
  if (crosshair) paintCrosshair(context, view, cursor ?? { x: 0, y: 0 }, palette)
}
