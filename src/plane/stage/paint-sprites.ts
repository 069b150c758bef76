import type { Sheet } from './layers'
import { type Sprites, stamp } from './sprites'

/** The pixels of each canvas, allocated once for a size, so that drawing a frame allocates nothing. */
const images = new WeakMap<CanvasRenderingContext2D, { readonly image: ImageData; readonly pixels: Uint32Array }>()

function imageOf({ context, side }: Sheet) {
  const cached = images.get(context)
  if (cached?.image.width === side) return cached
  const image = context.createImageData(side, side)
  const entry = { image, pixels: new Uint32Array(image.data.buffer) }
  images.set(context, entry)
  return entry
}

/** Clears a canvas and paints sprites at places [N·2], in pixels. */
export function paintSprites(
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
