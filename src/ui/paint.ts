const images = new WeakMap<HTMLCanvasElement, ImageData>()

/** An ImageData of the canvas's size, made once a size, so that painting a frame allocates nothing. */
function imageOf(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number): ImageData {
  const known = images.get(canvas)
  if (known?.width === width && known.height === height && canvas.width === width && canvas.height === height) return known
  canvas.width = width
  canvas.height = height
  const image = context.createImageData(width, height)
  images.set(canvas, image)
  return image
}

/**
 * Paints grey bytes [samples·size·size] on a canvas, samples side by side in a square with one empty pixel between.
 * @param bytes undefined clears the canvas
 */
export function paintGrey(canvas: HTMLCanvasElement, bytes: Uint8ClampedArray | undefined, size: number, samples = 1): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const columns = Math.ceil(Math.sqrt(samples))
  const side = columns * size + columns - 1
  const image = imageOf(canvas, context, side, side)
  const { data } = image
  data.fill(0)
  if (bytes) {
    for (let sample = 0; sample < samples; sample++) {
      const left = (sample % columns) * (size + 1)
      const top = Math.floor(sample / columns) * (size + 1)
      for (let i = 0; i < size * size; i++) {
        const at = 4 * ((top + Math.floor(i / size)) * side + left + (i % size))
        const grey = bytes[sample * size * size + i] ?? 0
        data[at] = grey
        data[at + 1] = grey
        data[at + 2] = grey
        data[at + 3] = 255
      }
    }
  }
  context.putImageData(image, 0, 0)
}
