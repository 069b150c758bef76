import type { Sheet } from './layers'
import { type Sprites, stamp } from './sprites'

/** The pixels of a canvas, made once a size, so that a frame allocates nothing. */
const images = new WeakMap<CanvasRenderingContext2D, { readonly image: ImageData; readonly pixels: Uint32Array }>()

function imageOf({ context, side }: Sheet) {
  const known = images.get(context)
  if (known?.image.width === side) return known
  const image = context.createImageData(side, side)
  const made = { image, pixels: new Uint32Array(image.data.buffer) }
  images.set(context, made)
  return made
}

/** Paints sprites at places [N·2], in pixels, and nothing else, on a canvas. */
export function paintStamped(
  sheet: Sheet,
  sprites: Sprites | undefined,
  places: Float32Array,
  lookOf: Uint8Array,
): void {
  const { image, pixels } = imageOf(sheet)
  pixels.fill(0)
  if (sprites) stamp(pixels, sheet.side, sprites, places, lookOf)
  sheet.context.putImageData(image, 0, 0)
}
