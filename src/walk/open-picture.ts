import type { Fault } from '../engine/protocol'
import { SIZE } from './mnist-shape'

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

/** Grey bytes 28×28 of the picture's middle square, as light and dark as they are. */
function greySquare(image: HTMLImageElement): Uint8Array {
  const canvas = document.createElement('canvas')
  canvas.width = SIZE
  canvas.height = SIZE
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no 2-D canvas')
  const side = Math.min(image.naturalWidth, image.naturalHeight)
  context.imageSmoothingQuality = 'high'
  context.fillRect(0, 0, SIZE, SIZE) // what is transparent becomes black
  context.drawImage(image, (image.naturalWidth - side) / 2, (image.naturalHeight - side) / 2, side, side, 0, 0, SIZE, SIZE)
  const { data } = context.getImageData(0, 0, SIZE, SIZE)
  // Rec. 601 luma, as the eye weighs the colours.
  return Uint8Array.from({ length: SIZE * SIZE }, (_, i) => 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0))
}

export const inverted = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => 255 - byte)

/** Light at its border: dark ink on paper, which the network knows the other way round. */
export function lightBorder(bytes: Uint8Array): boolean {
  const border = bytes.filter((_, i) => i < SIZE || i >= SIZE * (SIZE - 1) || i % SIZE === 0 || i % SIZE === SIZE - 1)
  return border.reduce((sum, byte) => sum + byte, 0) / border.length > 127
}

/**
 * A file as 28×28 grey bytes, white ink on black: the middle square, inverted where its border is light.
 * @throws PictureRefused where it is no picture, or too large
 */
export async function openPicture(file: Blob, fileName: string): Promise<Uint8Array> {
  const name = shortName(fileName)
  const megabytes = Math.round(file.size / 1e6)
  if (megabytes > MOST_MEGABYTES) throw refuse('file-large', { name, megabytes, most: MOST_MEGABYTES })
  const image = await measured(file, name)
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0 || height === 0) throw refuse('not-picture', { name })
  if (width * height > MOST_MEGAPIXELS * 1e6) throw refuse('picture-large', { name, width, height, most: MOST_MEGAPIXELS })
  const bytes = greySquare(image)
  return lightBorder(bytes) ? inverted(bytes) : bytes
}
