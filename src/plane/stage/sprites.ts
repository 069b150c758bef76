import { type Rgb, rgbOf } from '../view/colour'
import type { Look } from './particles'

/** At how many offsets within a pixel, along each side, a sprite is drawn in advance, so that slow particles glide. */
const PHASES = 4

/** Small pictures of each look (one below another) at each phase (side by side), as pixels. */
export interface Sprites {
  /** RGBA, one number for each pixel. */
  readonly pixels: Uint32Array
  /** The side of one sprite, in pixels. */
  readonly size: number
}

/** How sprites look. */
interface SpriteStyle {
  /** The radius of a disc, in pixels of the canvas. */
  readonly radius: number
  /** The colour of a thin ring that separates neighbours. */
  readonly outline?: string
  /** The opacity, in (0, 1]. */
  readonly alpha?: number
}

/** The distance of a place from the edge of a shape around 0, in pixels; negative inside. */
function distance(shape: 0 | 1, x: number, y: number, radius: number): number {
  if (shape === 0) return Math.hypot(x, y) - radius
  return (Math.abs(x) + Math.abs(y) - 1.3 * radius) / Math.SQRT2 // looks as large as the disc
}

/** The share of a pixel that lies inside an edge at this distance from its middle, 0 … 1. */
const coveredShare = (away: number): number => Math.max(0, Math.min(1, 0.5 - away))

/** The share of each pixel that a shape fills, and that its outline covers, [size·size·phases] in the order of the sprites' row. */
function coverage(
  shape: 0 | 1,
  size: number,
  radius: number,
): { readonly fill: Float32Array; readonly ring: Float32Array } {
  const width = size * PHASES * PHASES
  const fill = new Float32Array(width * size)
  const ring = new Float32Array(width * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < width; column++) {
      const phase = Math.floor(column / size)
      const x = (column % size) + 0.5 - size / 2 - (phase % PHASES) / PHASES
      const y = row + 0.5 - size / 2 - Math.floor(phase / PHASES) / PHASES
      const away = distance(shape, x, y, radius)
      fill[row * width + column] = coveredShare(away)
      ring[row * width + column] = coveredShare(Math.abs(away) - radius / 7)
    }
  }
  return { fill, ring }
}

/** Packs RGBA into one number as a little-endian machine stores it; 0 if alpha, in [0, 1], is 0. */
function packColour([r, g, b]: Rgb, alpha: number): number {
  const a = Math.round(255 * alpha)
  return a === 0 ? 0 : ((a << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0
}

/** Makes the sprites. They are computed, not read from a canvas: browsers that prevent fingerprinting add noise to what is read. */
export function makeSprites(looks: readonly Look[], { radius, outline, alpha = 1 }: SpriteStyle): Sprites {
  const reach = looks.some(({ shape }) => shape === 1) ? 1.3 * radius : radius
  const size = 2 * Math.ceil(reach + radius / 7) + 2
  const each = size * size * PHASES * PHASES
  const pixels = new Uint32Array(each * looks.length)
  const shares = ([0, 1] as const).map((shape) =>
    looks.some((look) => look.shape === shape) ? coverage(shape, size, radius) : undefined,
  )
  const edge = outline === undefined ? undefined : rgbOf(outline)
  for (const [row, { colour, shape }] of looks.entries()) {
    const inner = rgbOf(colour)
    for (let i = 0; i < each; i++) {
      const within = packColour(inner, alpha * (shares[shape]?.fill[i] ?? 0))
      pixels[row * each + i] = edge ? over(packColour(edge, alpha * (shares[shape]?.ring[i] ?? 0)), within) : within
    }
  }
  return { pixels, size }
}

/** Blends a colour over another; both have their alpha in the highest byte. */
function over(above: number, below: number): number {
  const [a, b] = [above >>> 24, below >>> 24]
  if (a === 255 || b === 0) return above
  if (a === 0) return below
  const rest = (b * (255 - a)) / 255
  const alpha = a + rest
  const channel = (shift: number) => (((above >>> shift) & 255) * a + ((below >>> shift) & 255) * rest) / alpha
  return (
    ((Math.round(alpha) << 24) |
      (Math.round(channel(16)) << 16) |
      (Math.round(channel(8)) << 8) |
      Math.round(channel(0))) >>>
    0
  )
}

/** Lays one sprite on a picture of `side` × `side` pixels, inside which it must lie. */
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
 * Lays a sprite at each place [N·2], in pixels of a picture of `side` × `side`. Places that are NaN, or at which the sprite would
 * cross the edge, are left out. Writing the pixels here is much faster than drawing thousands of small images on a canvas
 * (`npm run bench -- plane-drawing`).
 */
export function stamp(
  out: Uint32Array,
  side: number,
  sprites: Sprites,
  places: Float32Array,
  lookOf: Uint8Array,
): void {
  const [least, most] = [sprites.size / 2, side - sprites.size / 2]
  for (let i = 0; i < lookOf.length; i++) {
    const x = places[2 * i] ?? NaN
    const y = places[2 * i + 1] ?? NaN
    if (x >= least && y >= least && x < most && y < most) lay(out, side, sprites, lookOf[i] ?? 0, x, y)
  }
}
