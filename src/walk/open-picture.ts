import type { Fault } from '../engine/protocol'
import type { Model } from './models'

type Shape = Pick<Model, 'channels' | 'size' | 'paper'>

/** Files and pictures larger than this are refused before they are decoded. */
export const MOST_MEGABYTES = 30
export const MOST_MEGAPIXELS = 50

/** A picture that is not taken, with the code of its sentence. */
export class PictureRefused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code)
  }
}

const refuse = (code: string, details: Fault['details']) => new PictureRefused({ code, details })
/** A stranger's file name, short. */
const shortName = (name: string) => (name.length > 40 ? `${name.slice(0, 39)}…` : name || 'picture')

/** The picture's size is read from its header; its pixels are decoded only when it is drawn. */
async function measured(file: Blob, name: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  try {
    return await new Promise<HTMLImageElement>((resolve, reject) => {
      const image = new Image()
      image.onload = () => { resolve(image) }
      image.onerror = () => { reject(refuse('not-picture', { name })) }
      image.src = url
    })
  } finally {
    setTimeout(() => { URL.revokeObjectURL(url) }, 10_000) // after it has been drawn
  }
}

/** RGBA of the picture's middle square, scaled to the network's size; what is transparent becomes paper. */
function middleSquare(image: HTMLImageElement, { size, paper }: Shape): Uint8ClampedArray {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no 2-D canvas')
  const side = Math.min(image.naturalWidth, image.naturalHeight)
  context.imageSmoothingQuality = 'high'
  context.fillStyle = paper
  context.fillRect(0, 0, size, size)
  context.drawImage(image, (image.naturalWidth - side) / 2, (image.naturalHeight - side) / 2, side, side, 0, 0, size, size)
  return context.getImageData(0, 0, size, size).data
}

/** Bytes [channels·size·size]: the colours as planes, or Rec. 601 luma, as the eye weighs them. */
export function planes(data: Uint8ClampedArray, { channels, size }: Pick<Shape, 'channels' | 'size'>): Uint8Array {
  const plane = size * size
  const at = (pixel: number, colour: number) => data[4 * pixel + colour] ?? 0
  return Uint8Array.from({ length: channels * plane }, (_, i) => {
    const [colour, pixel] = [Math.floor(i / plane), i % plane]
    return channels === 3 ? at(pixel, colour) : 0.299 * at(pixel, 0) + 0.587 * at(pixel, 1) + 0.114 * at(pixel, 2)
  })
}

export const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => 255 - byte)

/** Light at its border: dark ink on paper, which the network knows the other way round. */
export function lightBorder(bytes: Uint8Array, size: number): boolean {
  const border = bytes.filter((_, i) => i < size || i >= size * (size - 1) || i % size === 0 || i % size === size - 1)
  return border.reduce((sum, byte) => sum + byte, 0) / border.length > 127
}

/**
 * A file as bytes of a network's shape: the middle square; for a network that knows white ink on black, inverted where its
 * border is light.
 * @throws PictureRefused where it is no picture, or too large
 */
export async function openPicture(file: Blob, fileName: string, shape: Shape): Promise<Uint8Array> {
  const name = shortName(fileName)
  const megabytes = Math.round(file.size / 1e6)
  if (megabytes > MOST_MEGABYTES) throw refuse('file-large', { name, megabytes, most: MOST_MEGABYTES })
  const image = await measured(file, name)
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0 || height === 0) throw refuse('not-picture', { name })
  if (width * height > MOST_MEGAPIXELS * 1e6) throw refuse('picture-large', { name, width, height, most: MOST_MEGAPIXELS })
  const bytes = planes(middleSquare(image, shape), shape)
  return shape.paper === 'black' && lightBorder(bytes, shape.size) ? inverted(bytes) : bytes
}
