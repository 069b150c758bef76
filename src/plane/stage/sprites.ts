import type { Look } from './particles'

/** Places within a pixel, along each side, at which a sprite is drawn beforehand: what moves slowly glides. */
const PHASES = 4

/** Small pictures of each look at each phase, as pixels: one below another the looks, side by side the phases. */
export interface Sprites {
  /** RGBA, a pixel a number. */
  readonly pixels: Uint32Array
  /** Of one, in pixels. */
  readonly size: number
}

/** How sprites look. */
export interface SpriteStyle {
  /** Of a disc, in pixels of the canvas that they are drawn on. */
  readonly radius: number
  /** A thin ring of this colour sets neighbours apart. */
  readonly outline?: string
  /** In (0, 1]. */
  readonly alpha?: number
}

function drawShape(context: OffscreenCanvasRenderingContext2D, shape: 0 | 1, x: number, y: number, radius: number): void {
  context.beginPath()
  if (shape === 0) context.arc(x, y, radius, 0, 2 * Math.PI)
  else {
    const reach = 1.3 * radius // of equal area to the eye
    context.moveTo(x, y - reach)
    context.lineTo(x + reach, y)
    context.lineTo(x, y + reach)
    context.lineTo(x - reach, y)
    context.closePath()
  }
}

export function makeSprites(looks: readonly Look[], { radius, outline, alpha = 1 }: SpriteStyle): Sprites {
  const reach = looks.some(({ shape }) => shape === 1) ? 1.3 * radius : radius
  const size = 2 * Math.ceil(reach + radius / 7) + 2
  const context = new OffscreenCanvas(size * PHASES * PHASES, size * looks.length).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('no 2-D canvas')
  context.globalAlpha = alpha
  context.lineWidth = radius / 3.5
  for (const [row, { colour, shape }] of looks.entries()) {
    for (let phase = 0; phase < PHASES * PHASES; phase++) {
      drawShape(context, shape, (phase + 0.5) * size + (phase % PHASES) / PHASES, (row + 0.5) * size + Math.floor(phase / PHASES) / PHASES, radius)
      context.fillStyle = colour
      context.fill()
      if (!outline) continue
      context.strokeStyle = outline
      context.stroke()
    }
  }
  const { width, height } = context.canvas
  return { pixels: new Uint32Array(context.getImageData(0, 0, width, height).data.buffer), size }
}

/** A colour over another, both with their alpha in the highest byte. */
function over(above: number, below: number): number {
  const [a, b] = [above >>> 24, below >>> 24]
  if (a === 255 || b === 0) return above
  const rest = (b * (255 - a)) / 255
  const alpha = a + rest
  const channel = (shift: number) => (((above >>> shift) & 255) * a + ((below >>> shift) & 255) * rest) / alpha
  return ((Math.round(alpha) << 24) | (Math.round(channel(16)) << 16) | (Math.round(channel(8)) << 8) | Math.round(channel(0))) >>> 0
}

/** Lays one sprite on a picture of `side` × `side` pixels; it lies wholly within. */
function lay(out: Uint32Array, side: number, { pixels, size }: Sprites, look: number, x: number, y: number): void {
  const [column, row] = [Math.floor(x), Math.floor(y)]
  const phase = Math.floor((y - row) * PHASES) * PHASES + Math.floor((x - column) * PHASES)
  const width = size * PHASES * PHASES
  let from = look * size * width + phase * size
  let to = (row - size / 2) * side + column - size / 2
  for (let j = 0; j < size; j++, from += width, to += side) {
    for (let i = 0; i < size; i++) {
      const above = pixels[from + i] ?? 0
      if (above !== 0) out[to + i] = over(above, out[to + i] ?? 0)
    }
  }
}

/**
 * Lays a sprite at each place [N·2] in pixels of a picture of `side` × `side`. What is no number, or does not lie wholly in
 * sight, is left out. Pixels are written here and not by a canvas's own drawing: of thousands of small things that is the
 * cheapest by far (`npm run bench -- plane-drawing`).
 */
export function stamp(out: Uint32Array, side: number, sprites: Sprites, places: Float32Array, lookOf: Uint8Array): void {
  const [least, most] = [sprites.size / 2, side - sprites.size / 2]
  for (let i = 0; i < lookOf.length; i++) {
    const x = places[2 * i] ?? NaN
    const y = places[2 * i + 1] ?? NaN
    if (x >= least && y >= least && x < most && y < most) lay(out, side, sprites, lookOf[i] ?? 0, x, y)
  }
}
