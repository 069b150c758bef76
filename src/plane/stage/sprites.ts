import type { Look } from './particles'

/** One small picture of each look, side by side. */
export interface Sprites {
  readonly canvas: OffscreenCanvas
  /** Of one, in pixels. */
  readonly size: number
}

function drawShape(context: OffscreenCanvasRenderingContext2D, shape: 0 | 1, middle: number, radius: number): void {
  context.beginPath()
  if (shape === 0) context.arc(middle, 0, radius, 0, 2 * Math.PI)
  else {
    const reach = 1.3 * radius // of equal area to the eye
    context.moveTo(middle, -reach)
    context.lineTo(middle + reach, 0)
    context.lineTo(middle, reach)
    context.lineTo(middle - reach, 0)
    context.closePath()
  }
}

/**
 * @param radius of a disc, in pixels of the canvas that they are drawn on
 * @param outline a thin ring of this colour sets neighbours apart; none by default
 */
export function makeSprites(looks: readonly Look[], radius: number, outline?: string): Sprites {
  const size = 2 * Math.ceil(1.3 * radius + 2)
  const canvas = new OffscreenCanvas(size * looks.length, size)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2-D canvas')
  context.translate(0, size / 2)
  for (const [i, { colour, shape }] of looks.entries()) {
    drawShape(context, shape, (i + 0.5) * size, radius)
    context.fillStyle = colour
    context.fill()
    if (!outline) continue
    context.strokeStyle = outline
    context.lineWidth = radius / 3.5
    context.stroke()
  }
  return { canvas, size }
}

/** Draws a sprite at each place [N·2] in pixels; what is no number, or out of sight, is left out. */
export function stamp(context: CanvasRenderingContext2D, { canvas, size }: Sprites, places: Float32Array, lookOf: Uint8Array, side: number): void {
  const half = size / 2
  for (let i = 0; i < lookOf.length; i++) {
    const [x, y] = [places[2 * i] ?? NaN, places[2 * i + 1] ?? NaN]
    if (!(x > -half && y > -half && x < side + half && y < side + half)) continue
    context.drawImage(canvas, (lookOf[i] ?? 0) * size, 0, size, size, x - half, y - half, size, size)
  }
}
