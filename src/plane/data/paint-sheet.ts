import type { PointSet } from '../../engine/plane/protocol'
import type { Palette } from '../stage/palette'
import { makeSprites, stamp } from '../stage/sprites'
import { toColumn, toPixels, toRow, type View } from '../stage/view'
import { ERASER, type Place } from './stroke'

/** What is to be seen of the brush. */
export interface SheetPicture {
  readonly half: number
  readonly path: readonly Place[]
  /** Points that the present stroke adds. */
  readonly added: PointSet
  readonly erase: boolean
  readonly cursor: Place | undefined
  readonly crosshair: boolean
  readonly palette: Palette
}

const RADIUS = 2.6 // of a point, in CSS pixels

function paintEraser(context: CanvasRenderingContext2D, view: View, path: readonly Place[], cursor: Place | undefined, { ground, ink }: Palette): void {
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

/** The stroke that is being drawn, the eraser, and where the keys stand. */
export function paintSheet(canvas: HTMLCanvasElement, { half, path, added, erase, cursor, crosshair, palette }: SheetPicture): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = devicePixelRatio
  const side = Math.round(canvas.clientWidth * ratio)
  canvas.width = side
  canvas.height = side
  const view: View = { half, side }
  context.lineWidth = 1.5 * ratio
  if (erase) paintEraser(context, view, path, cursor, palette)
  if (added.labels.length > 0) {
    const looks = [0, 1].map((shape) => ({ colour: palette.ofClass[shape === 1 ? 1 : 0], shape: shape === 1 ? 1 as const : 0 as const }))
    stamp(context, makeSprites(looks, RADIUS * ratio), toPixels(view, added.xy, 1), added.labels, side)
  }
  if (crosshair) paintCrosshair(context, view, cursor ?? { x: 0, y: 0 }, palette)
}
