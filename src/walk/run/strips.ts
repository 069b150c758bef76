import { forwardFrame, type Player, watchedRun } from './player'
import { type PictureShape, placePicture } from '../../ui/paint'
import { modelOf, valuesOf } from '../model/models'
import { shownScale } from '../../runs/levels'
import { placesOf } from '../../runs/places'
import { nearestFrame } from '../../runs/playback'
import { toBytes } from '../model/pixels'
import type { Settings } from '../model/settings'
import { T } from '../../runs/timeline'
import type { WalkState } from './store'
import { shownRange, type WalkRun } from './walk-run'

/** Columns of a filmstrip shown at so many CSS pixels. */
export const columnsFor = (width: number): number => Math.max(6, Math.min(24, Math.round(width / 60)))

/** Level at the middle of a column. */
const middle = (column: number, columns: number) => Math.round(((column + 0.5) / columns) * T)

function paintTile(
  context: CanvasRenderingContext2D,
  column: number,
  values: Float32Array,
  shape: PictureShape,
  scale = 1,
): void {
  const bytes = toBytes(values, shownRange.xt / scale)
  const image = context.createImageData(shape.size, shape.size)
  placePicture(image, bytes, shape)
  context.putImageData(image, column * shape.size, 0)
}

function ready(canvas: HTMLCanvasElement, columns: number, { size }: PictureShape): CanvasRenderingContext2D | null {
  canvas.width = columns * size // also clears it
  canvas.height = size
  return canvas.getContext('2d')
}

/** The forward walk of settings at each column's middle. */
export function paintForwardStrip(
  canvas: HTMLCanvasElement,
  player: Player,
  columns: number,
  settings: Settings,
): void {
  const shape = modelOf(settings)
  const context = ready(canvas, columns, shape)
  for (let column = 0; context && column < columns; column++) {
    const frame = forwardFrame(player, middle(column, columns), settings)
    if (frame) paintTile(context, column, frame.xt, shape)
  }
}

/**
 * A run's recorded frame nearest to each column's middle; columns that it has not reached stay empty.
 *
 * @param most columns beyond this t stay empty too
 */
export function paintRunStrip(
  canvas: HTMLCanvasElement,
  { frames, levels, times, shape }: WalkRun,
  columns: number,
  most = T,
): void {
  const context = ready(canvas, columns, shape)
  if (!context || frames.length === 0) return
  const places = placesOf(times)
  const visited = places.slice(0, frames.length)
  const [reached, start] = [Math.min(...visited), Math.max(...visited)]
  const half = T / columns / 2
  const stride = Math.max(...places) / Math.max(1, places.length - 1)
  for (let column = 0; column < columns; column++) {
    const t = middle(column, columns)
    if (t < reached - Math.max(half, stride / 2) || t > Math.min(most, start + half)) continue
    const frame = frames[nearestFrame(places, frames.length - 1, t)]
    const at = frame && levels[frame.index]
    if (at) paintTile(context, column, frame.xt.subarray(0, valuesOf(shape)), shape, shownScale(at))
  }
}

/** A painter of one strip: it paints when what the strip shows has changed, and no oftener. */
export function stripPainter(kind: 'forward' | 'reverse', columns: number) {
  let painted: readonly unknown[] = []
  return (canvas: HTMLCanvasElement, player: Player, { settings, pictures }: WalkState): void => {
    const shows =
      kind === 'forward'
        ? [canvas, settings.model, settings.schedule, settings.picture, settings.seed, pictures]
        : [canvas, watchedRun(player)]
    if (shows.every((value, i) => value === painted[i])) return
    painted = shows
    if (kind === 'forward') paintForwardStrip(canvas, player, columns, settings)
    else paintRunStrip(canvas, watchedRun(player), columns)
  }
}
