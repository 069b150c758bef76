import { canvasReadsBack } from '../../ui/canvas-probe'
import type { Rgba } from './ink'

/** A rectangle of a picture, in the picture's own pixels. */
type Part = readonly [left: number, top: number, width: number, height: number]

/** Reads a part of a picture, scaled to another size, as RGBA that is not premultiplied. */
export type PixelReader = (image: HTMLImageElement, part: Part, width: number, height: number) => Promise<Rgba>

/** Reads pixels by a canvas, which every browser has. */
const readByCanvas: PixelReader = (image, [left, top, w, h], width, height) => {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no 2-D canvas')
  context.imageSmoothingQuality = 'high'
  // Draws the whole picture at an offset, because Chromium draws no part of an SVG that has no size.
  const [scaleX, scaleY] = [width / w, height / h]
  context.drawImage(image, -left * scaleX, -top * scaleY, image.naturalWidth * scaleX, image.naturalHeight * scaleY)
  return Promise.resolve({ width, height, data: context.getImageData(0, 0, width, height).data })
}

/** The pixels of a bitmap, read through a film frame. */
async function pixelsOf(bitmap: ImageBitmap): Promise<Uint8ClampedArray> {
  const frame = new VideoFrame(bitmap, { timestamp: 0 })
  try {
    const data = new Uint8ClampedArray(frame.allocationSize({ format: 'RGBA' }))
    await frame.copyTo(data, { format: 'RGBA' })
    return data
  } finally {
    frame.close()
  }
}

/** Reads pixels by a film frame, for browsers that change what pages read from a canvas. Scales the whole picture, then cuts out the part. */
const readByFrame: PixelReader = async (image, [left, top, w, h], width, height) => {
  const [scaleX, scaleY] = [width / w, height / h]
  const [fullWidth, fullHeight] = [Math.round(image.naturalWidth * scaleX), Math.round(image.naturalHeight * scaleY)]
  const bitmap = await createImageBitmap(image, {
    resizeWidth: fullWidth,
    resizeHeight: fullHeight,
    resizeQuality: 'high',
    premultiplyAlpha: 'none',
  })
  const all = await pixelsOf(bitmap).finally(() => {
    bitmap.close()
  })
  const [x, y] = [
    Math.min(fullWidth - width, Math.round(left * scaleX)),
    Math.min(fullHeight - height, Math.round(top * scaleY)),
  ]
  const data = new Uint8ClampedArray(4 * width * height)
  for (let row = 0; row < height; row++) {
    const from = 4 * ((y + row) * fullWidth + x)
    data.set(all.subarray(from, from + 4 * width), 4 * row * width)
  }
  return { width, height, data }
}

/** The way to read pixels in this browser; undefined if it lets pages read none unchanged. */
export function pixelReader(): PixelReader | undefined {
  if (canvasReadsBack()) return readByCanvas
  return typeof VideoFrame === 'function' ? readByFrame : undefined
}

/** Lays a picture on paper of one grey, in [0, 255], so that nothing is transparent any more. */
export function onPaper({ width, height, data }: Rgba, grey: number): Rgba {
  const alpha = (i: number) => (data[i | 3] ?? 0) / 255
  return {
    width,
    height,
    data: data.map((byte, i) => (i % 4 === 3 ? 255 : Math.round(alpha(i) * byte + (1 - alpha(i)) * grey))),
  }
}
