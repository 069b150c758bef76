import type { Fault } from '../../engine/protocol/pictures'
import { isSvg } from '../../files/kind'
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
/** A picture is scaled down to this longest side, in pixels, before its ink is searched for. */
const SEARCH_SIDE = 448

/** Thrown for a picture that cannot be opened; the fault's code names the sentence that says why. */
export class PictureRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

const refuse = (code: string, details: Fault['details']) => new PictureRefused({ code, details })
/** A stranger's file name, cut to a length that can be shown. */
export const shortName = (name: string) => (name.length > 40 ? `${name.slice(0, 39)}…` : name || 'picture')

/** Loads an image far enough to know its size. The browser decodes its pixels only when it is drawn. */
async function loadImage(file: Blob, name: string): Promise<HTMLImageElement> {
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

const middleSquare = ({ naturalWidth: width, naturalHeight: height }: HTMLImageElement) => {
  const side = Math.min(width, height)
  return [(width - side) / 2, (height - side) / 2, side, side] as const
}

/** Reads the whole picture, at a size at which its ink can be found. An SVG drawing can also be scaled up. */
function readWhole(image: HTMLImageElement, isScalable: boolean, read: PixelReader): Promise<Rgba> {
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(isScalable ? Infinity : 1, SEARCH_SIDE / Math.max(width, height))
  const side = (length: number) => Math.max(1, Math.round(scale * length))
  return read(image, [0, 0, width, height], side(width), side(height))
}

/** Bytes [channels·size·size]: one plane per colour, or Rec. 601 luma, which weighs colours as the eye does. */
function planes(data: Uint8ClampedArray, { channels, size }: Pick<Shape, 'channels' | 'size'>): Uint8Array {
  const plane = size * size
  const byteOf = (pixel: number, colour: number) => data[4 * pixel + colour] ?? 0
  return Uint8Array.from({ length: channels * plane }, (_, i) => {
    const [colour, pixel] = [Math.floor(i / plane), i % plane]
    return channels === 3
      ? byteOf(pixel, colour)
      : 0.299 * byteOf(pixel, 0) + 0.587 * byteOf(pixel, 1) + 0.114 * byteOf(pixel, 2)
  })
}

/** Whether the border is light: the picture then shows a dark thing on a light ground, which networks of black paper do not know. */
function hasLightBorder(bytes: Uint8Array, size: number): boolean {
  const border = bytes.filter((_, i) => i < size || i >= size * (size - 1) || i % size === 0 || i % size === size - 1)
  return border.reduce((sum, byte) => sum + byte, 0) / border.length > 127
}

/** Whether one can hardly see anything: the whole picture, except perhaps for specks, has one brightness. */
export function nearlyEmpty(bytes: Uint8Array): boolean {
  const median = bytes.toSorted()[bytes.length >> 1] ?? 0
  return bytes.filter((byte) => Math.abs(byte - median) > 24).length < 0.004 * bytes.length
}

/** An opened picture in the two forms that a network can get. */
interface OpenedPicture {
  /** Changed to look like the pictures from which the network learned. */
  readonly bytes: Uint8Array
  /** The middle square, with its brightness unchanged. */
  readonly asItCame: Uint8Array
}

/**
 * Makes a picture look like those of the network's data set: digits are centred and scaled, garments are set on black. Pictures for
 * other data sets are at most inverted.
 */
async function asLearned(
  shape: Shape,
  scan: Scan,
  asItCame: Uint8Array,
  read: () => Promise<Rgba>,
): Promise<Uint8Array> {
  const {
    menus: [menu],
    size,
    paper,
  } = shape
  if (menu?.name === 'digit' && size === SIZE) return digitOn(await read()) ?? asItCame
  if (menu?.name === 'garment') return onBlack(scan)
  return paper === 'black' && hasLightBorder(asItCame, size) ? inverted(asItCame) : asItCame
}

/**
 * Opens a file as bytes of a network's shape. Transparent places become paper.
 * @throws PictureRefused if the file is not a picture, or is too large, or the browser does not let pages read pictures
 */
export async function openPicture(file: Blob, fileName: string, shape: Shape): Promise<OpenedPicture> {
  const name = shortName(fileName)
  const megabytes = Math.round(file.size / 1e6)
  if (megabytes > MOST_MEGABYTES) throw refuse('file-large', { name, megabytes, most: MOST_MEGABYTES })
  const isScalable = await isSvg(file)
  const image = await loadImage(isScalable ? new Blob([file], { type: 'image/svg+xml' }) : file, name)
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0 || height === 0) throw refuse('not-picture', { name })
  if (width * height > MOST_MEGAPIXELS * 1e6)
    throw refuse('picture-large', { name, width, height, most: MOST_MEGAPIXELS })
  const read = pixelReader()
  if (!read) throw refuse('picture-private', { name })
  const { size } = shape
  const square = await read(image, middleSquare(image), size, size)
  const scan = scanOf(square)
  const asItCame =
    shape.channels === 1
      ? Uint8Array.from(scan.values, (value) => Math.round(255 * value))
      : planes(onPaper(square, shape.paper === 'white' ? 255 : 0).data, shape)
  return { bytes: await asLearned(shape, scan, asItCame, () => readWhole(image, isScalable, read)), asItCame }
}
