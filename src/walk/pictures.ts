import type { PictureShape } from '../ui/paint'
import { FIRST, type Model, OWN } from './models'
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

/** A picture in another shape: its pixels enlarged or left out, its grey as three colours or its first colour as grey. */
export function fitted(bytes: Uint8Array, from: PictureShape, to: PictureShape): Uint8Array {
  if (from.size === to.size && from.channels === to.channels) return bytes
  const plane = to.size * to.size
  const nearest = (place: number) => Math.floor(((place + 0.5) * from.size) / to.size)
  return Uint8Array.from({ length: to.channels * plane }, (_, i) => {
    const [colour, pixel] = [Math.floor(i / plane), i % plane]
    const source = from.channels === 1 ? 0 : colour
    return bytes[source * from.size * from.size + nearest(Math.floor(pixel / to.size)) * from.size + nearest(pixel % to.size)] ?? 0
  })
}

/** The starter pictures of a network. */
export async function fetchGallery(base: string, { id, samples, channels, size }: Pick<Model, 'id' | 'samples' | 'channels' | 'size'>): Promise<Gallery> {
  const list = fetch(`${base}samples/${samples}.json`).then((response) => response.json() as Promise<{ labels: number[]; tile: number }>)
  const tile = id === OWN ? FIRST : { channels, size } // a network of one's own has pictures of the first of the shelf
  const [bytes, { labels }] = await Promise.all([fetchTiles(`${base}samples/${samples}.png`, tile, GALLERY), list])
  return { bytes: bytes.map((each) => fitted(each, tile, { channels, size })), labels }
}

/** x₀ in [−1, 1], [C·H·W]; undefined while the gallery has not arrived. */
export function pictureValues(picture: PictureRef, gallery: Gallery | undefined): Float32Array | undefined {
  if (picture.kind === 'own') return toValues(fromText(picture.pixels))
  const bytes = gallery?.bytes[picture.index]
  return bytes && toValues(bytes)
}
