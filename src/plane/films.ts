import type { Slot } from '../engine/protocol/plane'
import { placesOf } from '../runs/places'
import { nearestFrame } from '../runs/playback'
import { planeScale } from './scale'
import { T } from '../runs/timeline'
import { createForward } from './forward'
import type { Player } from './player'
import type { StageFrame } from './player-context'
import { ownFrame } from '../runs/run-set'
import { choiceOf } from './plane-run'

/** Half the side of the square that a tile shows, in data units: it holds the data and most of the noise. */
const HALF = 3.2
/** The most points that a tile draws: more would only darken it. */
const MOST = 400

/** The number of columns of a film of this size in CSS pixels. Its tiles are about square. */
export const columnsFor = (width: number, height: number): number => Math.max(6, Math.round(width / height))

/** t at the middle of a column. */
const middle = (column: number, columns: number) => Math.round(((column + 0.5) / columns) * T)

/** Draws a state as dots into a column. @param dot side of a dot, in the canvas's pixels */
function paintTile(context: CanvasRenderingContext2D, column: number, { xt, at }: StageFrame, dot: number): void {
  const { height, width } = context.canvas
  const scale = (planeScale(at) / (2 * HALF)) * height
  const centre = (column + 0.5) * height
  const stride = 2 * (Math.floor(xt.length / 2 / MOST) | 1) // an odd stride meets both classes where they alternate
  context.clearRect(column * height, 0, height, height)
  for (let i = 0; i < xt.length; i += stride) {
    const [x, y] = [centre + (xt[i] ?? NaN) * scale, height / 2 - (xt[i + 1] ?? NaN) * scale]
    if (x >= column * height && x < Math.min(width, (column + 1) * height))
      context.fillRect(x - dot / 2, y - dot / 2, dot, dot)
  }
}

/** The points of a stage on their way into noise, at each column's middle. */
function forwardTiles(player: Player, slot: Slot, columns: number): (column: number) => StageFrame | undefined {
  const { settings, points } = player.plane.store.getState()
  const choice = choiceOf(settings, slot)
  const forward = createForward()
  return (column) => choice && forward(points, choice, settings.seed, middle(column, columns))
}

/**
 * The frame that a stage shows when the playhead stands at, or nearest to, each column's middle. Columns that the run has not
 * reached stay empty. Both of two runs side by side follow the one playhead.
 */
function reverseTiles(player: Player, slot: Slot, columns: number): (column: number) => StageFrame | undefined {
  const run = player.run(slot)
  const places = placesOf(player.times())
  const [recorded, total] = [player.recorded(), places.length - 1]
  const reached = places[recorded] ?? T
  const [start = T] = places
  const stride = start / Math.max(1, total)
  return (column) => {
    const t = middle(column, columns)
    if (t < reached - Math.max(T / columns, stride) / 2 || t > start + T / columns / 2) return undefined
    const index = ownFrame(run, nearestFrame(places, recorded, column === 0 ? 0 : t), total) // the first column shows the last frame
    const [frame, at] = [run.frames[index], run.levels[index]]
    return frame && at && { xt: frame.xt, at, index }
  }
}

/** Returns a function that finds what a stage's film shows in a column. */
export const filmTiles = (
  kind: 'forward' | 'reverse',
  player: Player,
  slot: Slot,
  columns: number,
): ((column: number) => StageFrame | undefined) =>
  (kind === 'forward' ? forwardTiles : reverseTiles)(player, slot, columns)

/** Returns a painter of one stage's film. It repaints only the columns whose picture has changed. */
export function filmPainter(kind: 'forward' | 'reverse', slot: Slot, columns: number) {
  let paintedStates: (Float32Array | undefined)[] = []
  let paintedFrom: readonly unknown[] = []
  return (canvas: HTMLCanvasElement, player: Player, height: number, ink: string): void => {
    const { settings, points } = player.plane.store.getState()
    const choice = choiceOf(settings, slot)
    const { levels, frames } = player.run(slot)
    const wholeFilm =
      kind === 'forward'
        ? [points, settings.seed, choice?.process, choice?.schedule, height, ink]
        : [levels, player.times(), height, ink]
    const dependencies = kind === 'forward' ? wholeFilm : [...wholeFilm, frames, player.recorded()]
    if (dependencies.every((value, i) => value === paintedFrom[i])) return
    if (wholeFilm.some((value, i) => value !== paintedFrom[i])) {
      canvas.width = columns * height // setting the width also clears the canvas
      canvas.height = height
      paintedStates = []
    }
    paintedFrom = dependencies
    const context = canvas.getContext('2d')
    if (!context) return
    context.fillStyle = ink
    context.globalAlpha = 0.5
    const tile = filmTiles(kind, player, slot, columns)
    for (let column = 0; column < columns; column++) {
      const frame = tile(column)
      if (!frame || (kind === 'reverse' && paintedStates[column] === frame.xt)) continue
      paintedStates[column] = frame.xt
      paintTile(context, column, frame, Math.max(1, height / 40))
    }
  }
}
