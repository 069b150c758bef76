const images = new WeakMap<HTMLCanvasElement, ImageData>()

/** An ImageData of the canvas's size, made once per size, so that painting a frame allocates nothing. */
function imageOf(
  canvas: HTMLCanvasElement,
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
): ImageData {
  const cached = images.get(canvas)
  if (cached?.width === width && cached.height === height && canvas.width === width && canvas.height === height)
    return cached
  canvas.width = width
  canvas.height = height
  const image = context.createImageData(width, height)
  images.set(canvas, image)
  return image
}

/** The shape of one picture: its planes (grey, or red, green and blue, one after the other), and its side in pixels. */
export interface PictureShape {
  readonly channels: 1 | 3
  readonly size: number
}

/** Writes a picture's bytes [channels·size·size] into an image. `left` and `top` are in pixels. */
export function placePicture(
  { data, width }: ImageData,
  bytes: Uint8ClampedArray,
  { channels, size }: PictureShape,
  left = 0,
  top = 0,
): void {
  const plane = size * size
  for (let i = 0; i < plane; i++) {
    const offset = 4 * ((top + Math.floor(i / size)) * width + left + (i % size))
    for (let colour = 0; colour < 3; colour++)
      data[offset + colour] = bytes[channels === 1 ? i : colour * plane + i] ?? 0
    data[offset + 3] = 255
  }
}

/**
 * Paints bytes [samples·channels·size·size] on a canvas, samples side by side in a square with one empty pixel between.
 * @param bytes undefined clears the canvas
 */
export function paintPicture(
  canvas: HTMLCanvasElement,
  bytes: Uint8ClampedArray | undefined,
  shape: PictureShape,
  samples = 1,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const { channels, size } = shape
  const columns = Math.ceil(Math.sqrt(samples))
  const side = columns * size + columns - 1
  const image = imageOf(canvas, context, side, side)
  image.data.fill(0)
  const values = channels * size * size
  for (let sample = 0; bytes && sample < samples; sample++) {
    placePicture(
      image,
      bytes.subarray(sample * values, (sample + 1) * values),
      shape,
      (sample % columns) * (size + 1),
      Math.floor(sample / columns) * (size + 1),
    )
  }
  context.putImageData(image, 0, 0)
}
