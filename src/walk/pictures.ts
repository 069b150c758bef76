import type { PictureShape } from '../ui/paint'
import type { Model } from './models'
import { fromText, toValues } from './pixels'
import { GALLERY, type PictureRef } from './settings'

/** The starter pictures: one sprite of tiles and a list of their labels. */
export interface Gallery {
  readonly bytes: readonly Uint8Array[]
  readonly labels: readonly number[]
}

/** RGBA bytes of an image, and its width. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
}

function pixelsOf(image: ImageBitmap): Pixels {
  const canvas = new OffscreenCanvas(image.width, image.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no 2-D canvas')
  context.drawImage(image, 0, 0)
  return context.getImageData(0, 0, image.width, image.height)
}

/** Bytes [channels·size·size] of a sprite's tiles, row by row; a grey picture is the sprite's red. */
export function cutTiles({ data, width }: Pixels, { channels, size }: PictureShape, count: number): Uint8Array[] {
  const columns = width / size
  const plane = size * size
  return Array.from({ length: count }, (_, n) => {
    const left = (n % columns) * size
    const top = Math.floor(n / columns) * size
    return Uint8Array.from({ length: channels * plane }, (_, i) => {
      const [colour, pixel] = [Math.floor(i / plane), i % plane]
      return data[4 * ((top + Math.floor(pixel / size)) * width + left + (pixel % size)) + colour] ?? 0
    })
  })
}

/** Fetches a PNG sprite and cuts it. */
export async function fetchTiles(url: string, shape: PictureShape, count: number): Promise<Uint8Array[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  // Colours as they are in the file: these are values, not a photograph.
  const image = await createImageBitmap(await response.blob(), { colorSpaceConversion: 'none', premultiplyAlpha: 'none' })
  return cutTiles(pixelsOf(image), shape, count)
}

/** The starter pictures of a network. */
export async function fetchGallery(base: string, { samples, channels, size }: Pick<Model, 'samples' | 'channels' | 'size'>): Promise<Gallery> {
  const list = fetch(`${base}samples/${samples}.json`).then((response) => response.json() as Promise<{ labels: number[] }>)
  const [bytes, { labels }] = await Promise.all([fetchTiles(`${base}samples/${samples}.png`, { channels, size }, GALLERY), list])
  return { bytes, labels }
}

/** x₀ in [−1, 1], [C·H·W]; undefined while the gallery has not arrived. */
export function pictureValues(picture: PictureRef, gallery: Gallery | undefined): Float32Array | undefined {
  if (picture.kind === 'own') return toValues(fromText(picture.pixels))
  const bytes = gallery?.bytes[picture.index]
  return bytes && toValues(bytes)
}
