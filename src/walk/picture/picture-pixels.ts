import { canvasReadsBack } from '../../ui/canvas-probe'
import type { Rgba } from './ink'

/** Left, top, width and height, in the picture's own pixels. */
type Part = readonly [left: number, top: number, width: number, height: number]

/** RGBA of a part of a picture at another size, not premultiplied; what is transparent stays so. */
export type PixelReader = (image: HTMLImageElement, part: Part, width: number, height: number) => Promise<Rgba>

/** By a canvas, as every browser can. */
const byCanvas: PixelReader = (image, [left, top, w, h], width, height) => {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('this browser gives no 2-D canvas')
  context.imageSmoothingQuality = 'high'
  // The whole picture, moved: Chromium draws nothing of a part of an SVG without a size.
  const [byX, byY] = [width / w, height / h]
  context.drawImage(image, -left * byX, -top * byY, image.naturalWidth * byX, image.naturalHeight * byY)
  return Promise.resolve({ width, height, data: context.getImageData(0, 0, width, height).data })
}

/** Pixels of a bitmap by way of a frame of a film. */
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

/** Without a canvas, where the browser changes what is read from one. The whole picture is scaled, and the part cut out of it. */
const byFrame: PixelReader = async (image, [left, top, w, h], width, height) => {
  const [byX, byY] = [width / w, height / h]
  const [fullWidth, fullHeight] = [Math.round(image.naturalWidth * byX), Math.round(image.naturalHeight * byY)]
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
    Math.min(fullWidth - width, Math.round(left * byX)),
    Math.min(fullHeight - height, Math.round(top * byY)),
  ]
  const data = new Uint8ClampedArray(4 * width * height)
  for (let row = 0; row < height; row++) {
    const from = 4 * ((y + row) * fullWidth + x)
    data.set(all.subarray(from, from + 4 * width), 4 * row * width)
  }
  return { width, height, data }
}

/** How pixels are read here; undefined where the browser lets pages read none as they are. */
export function pixelReader(): PixelReader | undefined {
  if (canvasReadsBack()) return byCanvas
  return typeof VideoFrame === 'function' ? byFrame : undefined
}

/** A picture laid on paper of one grey, 0 … 255: nothing of it is transparent any more. */
export function onPaper({ width, height, data }: Rgba, grey: number): Rgba {
  const alpha = (i: number) => (data[i | 3] ?? 0) / 255
  return {
    width,
    height,
    data: data.map((byte, i) => (i % 4 === 3 ? 255 : Math.round(alpha(i) * byte + (1 - alpha(i)) * grey))),
  }
}
