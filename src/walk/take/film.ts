import { type Cell, type Grid, gridOf } from './cells'
import { clear, lightCanvas, paintCell } from './paint-cells'

/** A film: so many frames, each made when its turn has come. A frame is one cell, or one of several runs side by side. */
export interface Film {
  readonly frames: number
  readonly at: (frame: number) => readonly Cell[]
  /** By which pictures are enlarged. */
  readonly factor: number
  /** Frames a second. */
  readonly rate: number
  readonly title: string
  /** That made it: it stands in the file. */
  readonly link: string
}

export type VideoKind = 'mp4' | 'webm'

/** Seconds for which the last frame stays at least. */
const STAYS = 1.5

/** What writes frames into a file. */
export interface FilmWriter {
  /** @param seconds for which the frame on the canvas stays */
  add(seconds: number): Promise<void>
  finish(): Promise<Blob>
  /** Gives it up, and frees what it holds. */
  cancel(): Promise<void>
}

/** Opens a writer of what is painted on this canvas. */
export type OpenWriter = (context: CanvasRenderingContext2D, film: Film) => Promise<FilmWriter>

/** How long a frame stays, in seconds. */
export const secondsOf = ({ frames, rate }: Pick<Film, 'frames' | 'rate'>, frame: number): number =>
  frame === frames - 1 ? Math.max(STAYS, 1 / rate) : 1 / rate

/** Video codecs take even sizes only. */
const even = (length: number) => 2 * Math.ceil(length / 2)

/** Size of a film's frames, in pixels. */
export function filmSize({ cell, gap }: Grid, cells: number): { readonly width: number; readonly height: number } {
  return { width: even(2 * gap + cells * (cell.width + gap) - gap), height: even(2 * gap + cell.height) }
}

/**
 * Writes a film frame by frame; no frame is kept.
 *
 * @param signal gives it up
 * @param onFrame is told how many frames are written
 * @throws what the writer throws, and the signal's reason
 */
export async function writeFrames(
  film: Film,
  writer: FilmWriter,
  paint: (frame: number) => void,
  signal: AbortSignal,
  onFrame: (writtenFrames: number) => void,
): Promise<Blob> {
  try {
    for (let frame = 0; frame < film.frames; frame++) {
      signal.throwIfAborted()
      paint(frame)
      await writer.add(secondsOf(film, frame))
      onFrame(frame + 1)
    }
    signal.throwIfAborted()
  } catch (error) {
    await writer.cancel()
    throw error
  }
  return writer.finish()
}

/** Paints a film and writes it. @throws as `writeFrames` */
export async function makeFilm(
  film: Film,
  open: OpenWriter,
  signal: AbortSignal,
  onFrame: (writtenFrames: number) => void,
): Promise<Blob> {
  const first = film.at(0)
  const grid = gridOf(first, film.factor)
  const { width, height } = filmSize(grid, first.length)
  const context = lightCanvas(width, height, true)
  const paint = (frame: number) => {
    clear(context)
    film.at(frame).forEach((cell, i) => {
      paintCell(context, cell, grid, grid.gap + i * (grid.cell.width + grid.gap), grid.gap)
    })
  }
  return writeFrames(film, await open(context, film), paint, signal, onFrame)
}
