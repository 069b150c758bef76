import type { Fault } from '../../engine/protocol/pictures'
import { isSvg } from '../../shell/file-kind'
import { digitOn, onBlack, type Rgba, scanOf } from './ink'
import { SIZE } from './mnist-shape'
import type { Model } from '../model/models'
import type { Scan } from './paper'
import { onPaper, type PixelReader, pixelReader } from './picture-pixels'
import { inverted } from '../model/pixels'

type Shape = Pick<Model, 'channels' | 'size' | 'paper' | 'menus'>

/** Files and pictures larger than this are refused before they are decoded. */
const MOST_MEGABYTES = 30
const MOST_MEGAPIXELS = 50
/** Longest side at which ink is looked for, in pixels. */
const SEARCHED = 448

/** A picture that is not taken, with the code of its sentence. */
export class PictureRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

const refuse = (code: string, details: Fault['details']) => new PictureRefused({ code, details })
/** A stranger's file name, short. */
export const shortName = (name: string) => (name.length > 40 ? `${name.slice(0, 39)}…` : name || 'picture')

/** The picture's size is read from its header; its pixels are decoded only when it is drawn. */
async function measured(file: Blob, name: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  try {
    return await new Promise<HTMLImageElement>((resolve, reject) => {
      const image = new Image()
      image.onload = () => {
        resolve(image)
      }
      image.onerror = () => {
        reject(refuse('not-picture', { name }))
      }
      image.src = url
    })
  } finally {
    setTimeout(() => {
      URL.revokeObjectURL(url)
    }, 10_000) // after it has been drawn
  }
}

const middle = ({ naturalWidth: width, naturalHeight: height }: HTMLImageElement) => {
  const side = Math.min(width, height)
  return [(width - side) / 2, (height - side) / 2, side, side] as const
}

/** The whole picture, large enough to find its ink. A drawing by formulas (SVG) has no size of its own. */
function whole(image: HTMLImageElement, scalable: boolean, read: PixelReader): Promise<Rgba> {
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(scalable ? Infinity : 1, SEARCHED / Math.max(width, height))
  const side = (length: number) => Math.max(1, Math.round(scale * length))
  return read(image, [0, 0, width, height], side(width), side(height))
}

/** Bytes [channels·size·size]: the colours as planes, or Rec. 601 luma, as the eye weighs them. */
function planes(data: Uint8ClampedArray, { channels, size }: Pick<Shape, 'channels' | 'size'>): Uint8Array {
  const plane = size * size
  const at = (pixel: number, colour: number) => data[4 * pixel + colour] ?? 0
  return Uint8Array.from({ length: channels * plane }, (_, i) => {
    const [colour, pixel] = [Math.floor(i / plane), i % plane]
    return channels === 3 ? at(pixel, colour) : 0.299 * at(pixel, 0) + 0.587 * at(pixel, 1) + 0.114 * at(pixel, 2)
  })
}

/** Light at its border: a dark thing on a light ground, which the network may know the other way round. */
function lightBorder(bytes: Uint8Array, size: number): boolean {
  const border = bytes.filter((_, i) => i < size || i >= size * (size - 1) || i % size === 0 || i % size === size - 1)
  return border.reduce((sum, byte) => sum + byte, 0) / border.length > 127
}

/** Whether one can hardly see anything on it: all of it, or all but specks, is of one brightness. */
export function nearlyEmpty(bytes: Uint8Array): boolean {
  const usual = bytes.toSorted()[bytes.length >> 1] ?? 0
  return bytes.filter((byte) => Math.abs(byte - usual) > 24).length < 0.004 * bytes.length
}

/** A picture as a network gets it. */
interface OpenedPicture {
  /** As what the network has learned from looks. */
  readonly bytes: Uint8Array
  /** The middle square, with nothing done to its brightness. */
  readonly asItCame: Uint8Array
}

/** As the data set has its pictures: digits centred and scaled, garments on black; of other data sets nothing is known. */
async function asLearned(
  shape: Shape,
  clear: Scan,
  asItCame: Uint8Array,
  searched: () => Promise<Rgba>,
): Promise<Uint8Array> {
  const {
    menus: [menu],
    size,
    paper,
  } = shape
  if (menu?.name === 'digit' && size === SIZE) return digitOn(await searched()) ?? asItCame
  if (menu?.name === 'garment') return onBlack(clear)
  return paper === 'black' && lightBorder(asItCame, size) ? inverted(asItCame) : asItCame
}

/**
 * A file as bytes of a network's shape. What is transparent is paper.
 * @throws PictureRefused where it is no picture, or too large, or the browser lets pages read no picture as it is
 */
export async function openPicture(file: Blob, fileName: string, shape: Shape): Promise<OpenedPicture> {
  const name = shortName(fileName)
  const megabytes = Math.round(file.size / 1e6)
  if (megabytes > MOST_MEGABYTES) throw refuse('file-large', { name, megabytes, most: MOST_MEGABYTES })
  const scalable = await isSvg(file)
  const image = await measured(scalable ? new Blob([file], { type: 'image/svg+xml' }) : file, name)
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0 || height === 0) throw refuse('not-picture', { name })
  if (width * height > MOST_MEGAPIXELS * 1e6)
    throw refuse('picture-large', { name, width, height, most: MOST_MEGAPIXELS })
  const read = pixelReader()
  if (!read) throw refuse('picture-private', { name })
  const { size } = shape
  const square = await read(image, middle(image), size, size)
  const clear = scanOf(square)
  const asItCame =
    shape.channels === 1
      ? Uint8Array.from(clear.values, (value) => Math.round(255 * value))
      : planes(onPaper(square, shape.paper === 'white' ? 255 : 0).data, shape)
  return { bytes: await asLearned(shape, clear, asItCame, () => whole(image, scalable, read)), asItCame }
}
