import { placesOf } from '../rooms/places'
import { nearestFrame } from '../rooms/playback'
import { planeScale } from './scale'
import { T } from '../rooms/timeline'
import { createForward } from './forward'
import type { Player } from './player'
import type { Shown } from './player-context'

/** Half the side of a tile's view: a little more than the data and most of the noise. */
const HALF = 3.2
/** Points of a tile: more would only darken it. */
const MOST = 400

/** Columns of a film at so many CSS pixels, its tiles as squares of `height`. */
export const columnsFor = (width: number, height: number): number => Math.max(6, Math.round(width / height))

/** t at the middle of a column. */
const middle = (column: number, columns: number) => Math.round(((column + 0.5) / columns) * T)

/** Draws a state as dots into a column. @param dot side of a dot, in the canvas's pixels */
function paintTile(context: CanvasRenderingContext2D, column: number, { xt, at }: Shown, dot: number): void {
  const { height, width } = context.canvas
  const scale = (planeScale(at) / (2 * HALF)) * height
  const centre = (column + 0.5) * height
  const stride = 2 * (Math.floor(xt.length / 2 / MOST) | 1) // odd, so that it meets both of two classes that take turns
  context.clearRect(column * height, 0, height, height)
  for (let i = 0; i < xt.length; i += stride) {
    const [x, y] = [centre + (xt[i] ?? NaN) * scale, height / 2 - (xt[i + 1] ?? NaN) * scale]
    if (x >= column * height && x < Math.min(width, (column + 1) * height)) context.fillRect(x - dot / 2, y - dot / 2, dot, dot)
  }
}

/** The points on their way into noise, at each column's middle. */
function forwardTiles(player: Player, columns: number): (column: number) => Shown {
  const { settings, points } = player.plane.store.getState()
  const forward = createForward()
  return (column) => forward(points, settings, settings.seed, middle(column, columns))
}

/** The recorded frame nearest to each column's middle; columns that the run has not reached stay empty. */
function reverseTiles(player: Player, columns: number): (column: number) => Shown | undefined {
  const { frames, levels, times } = player.trajectory(0)
  const places = placesOf(times)
  const reached = places[frames.length - 1] ?? T
  const [start = T] = places
  const stride = start / Math.max(1, places.length - 1)
  return (column) => {
    const t = middle(column, columns)
    if (t < reached - Math.max(T / columns, stride) / 2 || t > start + T / columns / 2) return undefined
    const index = nearestFrame(places, frames.length - 1, t)
    const [frame, at] = [frames[index], levels[index]]
    return frame && at && { xt: frame.xt, at, index }
  }
}

/** A painter of one film: it paints the columns of which something has changed, and no others. */
export function filmPainter(kind: 'forward' | 'reverse', columns: number) {
  let painted: number[] = []
  let of: readonly unknown[] = []
  return (canvas: HTMLCanvasElement, player: Player, height: number, ink: string): void => {
    const { settings, points } = player.plane.store.getState()
    const { levels, frames } = player.trajectory(0)
    const shows = kind === 'forward' ? [points, settings.seed, settings.process, settings.schedule, height, ink, columns] : [levels, frames.length, height, ink, columns]
    if (shows.every((value, i) => value === of[i])) return
    const anew = kind === 'forward' || shows.some((value, i) => i !== 1 && value !== of[i])
    of = shows
    if (anew) {
      canvas.width = columns * height // also clears it
      canvas.height = height
      painted = []
    }
    const context = canvas.getContext('2d')
    if (!context) return
    context.fillStyle = ink
    context.globalAlpha = 0.5
    const tile = kind === 'forward' ? forwardTiles(player, columns) : reverseTiles(player, columns)
    for (let column = 0; column < columns; column++) {
      const shown = tile(column)
      if (!shown || (kind === 'reverse' && painted[column] === shown.index)) continue
      painted[column] = shown.index
      paintTile(context, column, shown, Math.max(1, height / 40))
    }
  }
}
