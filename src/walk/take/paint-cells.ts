import { paintPicture } from '../../ui/paint'
import type { StagePicture } from '../run/stage-pictures'
import { type Cell, fontOf, type Grid, LINE, PAPER } from './cells'

let small: HTMLCanvasElement | undefined

/** The pictures at their own size, on a canvas that the next ones take over. */
export function ownSize({ bytes, samples, shape }: StagePicture): HTMLCanvasElement {
  small ??= document.createElement('canvas')
  paintPicture(small, bytes, shape, samples)
  return small
}

/** Writes a line that fits into a width: one that is too long gets smaller letters. */
export function writeLine(
  context: CanvasRenderingContext2D,
  line: string,
  x: number,
  y: number,
  width: number,
  font: number,
): void {
  context.font = fontOf(font)
  const wide = context.measureText(line).width
  if (wide > width) context.font = fontOf(font * (width / wide))
  context.fillText(line, x, y)
}

/** Paints a cell with its upper left corner here. */
export function paintCell(
  context: CanvasRenderingContext2D,
  { picture, lines }: Cell,
  grid: Grid,
  x: number,
  y: number,
): void {
  if (picture) {
    const source = ownSize(picture)
    const side = grid.factor * source.width
    context.imageSmoothingEnabled = false
    context.drawImage(source, x, y, side, side)
  }
  context.fillStyle = PAPER.ink
  context.textBaseline = 'alphabetic'
  lines.forEach((line, i) => {
    writeLine(context, line, x, y + grid.picture + (i + 1) * LINE * grid.font, grid.cell.width, grid.font)
  })
}

/** A canvas of a size, with light ground. @param readBack whether its pixels are read often */
export function lightCanvas(width: number, height: number, readBack = false): CanvasRenderingContext2D {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: readBack })
  if (!context) throw new Error('This browser has no canvas of this size.')
  clear(context)
  return context
}

/** Makes it light and empty again. */
export function clear(context: CanvasRenderingContext2D): void {
  context.fillStyle = PAPER.ground
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
}
