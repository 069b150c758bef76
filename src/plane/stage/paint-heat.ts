import { paintRamp, type Ramp } from '../view/colour'
import { contour } from './contours'
import type { Sheet } from './layers'

/** Numbers over the view that are shown as colours. */
export interface Heat {
  readonly n: number
  /** [n²]; a NaN is left transparent. */
  readonly values: Float32Array
  readonly ramp: Ramp
  /** The position of a value on the ramp, in [0, 1]; what lies beyond is clipped. */
  readonly share: (value: number) => number
}

const smallCanvases = new Map<
  number,
  { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D; image: ImageData }
>()

/** A canvas of n × n pixels, made once for each n. */
function smallCanvas(n: number) {
  const cached = smallCanvases.get(n)
  if (cached) return cached
  const canvas = new OffscreenCanvas(n, n)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2-D canvas')
  const entry = { canvas, context, image: context.createImageData(n, n) }
  smallCanvases.set(n, entry)
  return entry
}

/** The greatest finite value; −∞ if there is none. */
export const greatest = (values: Float32Array): number =>
  values.reduce((most, value) => (value > most && Number.isFinite(value) ? value : most), -Infinity)

/** Paints a heat map. Its nodes are the middles of the small canvas's pixels, so the canvas is drawn half a pixel larger on every side. */
export function paintHeat({ context, side }: Sheet, { n, values, ramp, share }: Heat): void {
  const { canvas, context: pixels, image } = smallCanvas(n)
  paintRamp(image.data, values, ramp, share)
  pixels.putImageData(image, 0, 0)
  const cell = side / (n - 1)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, -cell / 2, -cell / 2, n * cell, n * cell)
}

/** Draws the contour on which the values [n²] equal `level`. */
export function strokeContour(
  { context, side, ratio }: Sheet,
  values: Float32Array,
  n: number,
  level: number,
  { colour, alpha }: { readonly colour: string; readonly alpha: number },
): void {
  const cell = side / (n - 1)
  const lines = contour(values, n, level)
  context.beginPath()
  for (let k = 0; k < lines.length; k += 4) {
    context.moveTo((lines[k] ?? 0) * cell, (lines[k + 1] ?? 0) * cell)
    context.lineTo((lines[k + 2] ?? 0) * cell, (lines[k + 3] ?? 0) * cell)
  }
  context.strokeStyle = colour
  context.lineCap = 'round'
  context.globalAlpha = alpha
  context.lineWidth = 0.8 * ratio
  context.stroke()
  context.globalAlpha = 1
}
