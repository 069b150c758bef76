import type { PictureShape } from '../../ui/paint'
import { FIRST, type Model, isOwn, valuesOf } from './models'
import { fromText, toValues } from './pixels'
import { GALLERY, type PictureRef } from './settings'

/** The starter pictures, and a list of their labels. */
export interface Gallery {
  readonly bytes: readonly Uint8Array[]
  readonly labels: readonly number[]
}

/**
 * Fetches pictures of ours: bytes [count, channels·size·size], as the page computes with them. They are no PNG, because
 * that could be read by a canvas only, and browsers that protect privacy give other pixels back.
 */
export async function fetchPictures(
  url: string,
  { channels, size }: PictureShape,
  count: number,
): Promise<Uint8Array[]> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const each = channels * size * size
  if (bytes.length !== count * each)
    throw new Error(`${url}: ${bytes.length} bytes, expected ${count} pictures of ${each}`)
  return Array.from({ length: count }, (_, n) => bytes.subarray(n * each, (n + 1) * each))
}

/** A picture in another shape: its pixels enlarged or left out, its grey as three colours or its first colour as grey. */
export function fitted(bytes: Uint8Array, from: PictureShape, to: PictureShape): Uint8Array {
  if (from.size === to.size && from.channels === to.channels) return bytes
  const plane = to.size * to.size
  const nearest = (place: number) => Math.floor(((place + 0.5) * from.size) / to.size)
  return Uint8Array.from({ length: to.channels * plane }, (_, i) => {
    const [colour, pixel] = [Math.floor(i / plane), i % plane]
    const source = from.channels === 1 ? 0 : colour
    return (
      bytes[
        source * from.size * from.size + nearest(Math.floor(pixel / to.size)) * from.size + nearest(pixel % to.size)
      ] ?? 0
    )
  })
}

/** The starter pictures of a network. */
export async function fetchGallery(
  base: string,
  { id, samples, channels, size }: Pick<Model, 'id' | 'samples' | 'channels' | 'size'>,
): Promise<Gallery> {
  const list = fetch(`${base}samples/${samples}.json`).then(
    (response) => response.json() as Promise<{ labels: number[]; tile: number }>,
  )
  const tile = isOwn(id) ? FIRST : { channels, size } // a network of one's own has pictures of the first of the shelf
  const [bytes, { labels }] = await Promise.all([fetchPictures(`${base}samples/${samples}.bin`, tile, GALLERY), list])
  return { bytes: bytes.map((each) => fitted(each, tile, { channels, size })), labels }
}

/** All starter pictures, [m·C·H·W]; undefined while there are not two of the network's shape. */
export function starterValues(gallery: Gallery | undefined, model: Model): Float32Array | undefined {
  const pictures = gallery?.bytes.filter((bytes) => bytes.length === valuesOf(model)) ?? []
  if (pictures.length < 2) return undefined
  return Float32Array.from(pictures.flatMap((bytes) => [...toValues(bytes)]))
}

let last:
  | { readonly picture: PictureRef; readonly gallery: Gallery | undefined; readonly values?: Float32Array }
  | undefined

/**
 * x₀ in [−1, 1], [C·H·W], the same array as long as the picture is the same; undefined while the gallery has not arrived. A film asks
 * for it once a column.
 */
export function pictureValues(picture: PictureRef, gallery: Gallery | undefined): Float32Array | undefined {
  if (last?.picture === picture && last.gallery === gallery) return last.values
  const bytes = picture.kind === 'own' ? fromText(picture.pixels) : gallery?.bytes[picture.index]
  last = { picture, gallery, ...(bytes && { values: toValues(bytes) }) }
  return last.values
}
