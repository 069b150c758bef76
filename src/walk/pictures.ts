import { fromText, toValues } from './pixels'
import { GALLERY, type PictureRef, SIZE } from './settings'

/** The starter pictures: one sprite of 28×28 tiles and a list of their labels. */
export interface Gallery {
  readonly bytes: readonly Uint8Array[]
  readonly labels: readonly number[]
}

/** Grey bytes of an image, [height·width]; the red channel, since the image is grey. */
function greyOf(image: ImageBitmap): Uint8Array {
  const canvas = new OffscreenCanvas(image.width, image.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no 2-D canvas')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0)
}

/** Bytes of a sprite's tiles, row by row. */
export function cutTiles(grey: Uint8Array, width: number, tile: number, count: number): Uint8Array[] {
  const columns = width / tile
  return Array.from({ length: count }, (_, n) => {
    const left = (n % columns) * tile
    const top = Math.floor(n / columns) * tile
    return Uint8Array.from({ length: tile * tile }, (_, i) => grey[(top + Math.floor(i / tile)) * width + left + (i % tile)] ?? 0)
  })
}

/** Fetches a PNG sprite and cuts it. */
export async function fetchTiles(url: string, count: number): Promise<Uint8Array[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  // Colours as they are in the file: these are values, not a photograph.
  const image = await createImageBitmap(await response.blob(), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' })
  return cutTiles(greyOf(image), image.width, SIZE, count)
}

export async function fetchGallery(base: string): Promise<Gallery> {
  const list = fetch(`${base}samples/digits.json`).then((response) => response.json() as Promise<{ labels: number[] }>)
  const [bytes, { labels }] = await Promise.all([fetchTiles(`${base}samples/digits.png`, GALLERY), list])
  return { bytes, labels }
}

/** x₀ in [−1, 1], [H·W]; undefined while the gallery has not arrived. */
export function pictureValues(picture: PictureRef, gallery: Gallery | undefined): Float32Array | undefined {
  if (picture.kind === 'own') return toValues(fromText(picture.pixels))
  const bytes = gallery?.bytes[picture.index]
  return bytes && toValues(bytes)
}
