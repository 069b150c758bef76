import { paintRamp, type Ramp } from '../view/colour'
import { contour } from './contours'
import type { Sheet } from './layers'

/** Numbers over the view as colours. */
export interface Heat {
  readonly n: number
  /** [n²]; one that is none is left out. */
  readonly values: Float32Array
  readonly ramp: Ramp
  /** Of a value, in [0, 1]; beyond is cut. */
  readonly share: (value: number) => number
}

const small = new Map<
  number,
  { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D; image: ImageData }
>()

/** A canvas of n × n pixels, made once. */
function smallCanvas(n: number) {
  const known = small.get(n)
  if (known) return known
  const canvas = new OffscreenCanvas(n, n)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2-D canvas')
  const made = { canvas, context, image: context.createImageData(n, n) }
  small.set(n, made)
  return made
}

/** Of those that are finite; −∞ where none is. */
export const greatest = (values: Float32Array): number =>
  values.reduce((most, value) => (value > most && Number.isFinite(value) ? value : most), -Infinity)

/** Nodes are the middles of the small canvas's pixels: it is drawn half a pixel larger on every side. */
export function paintHeat({ context, side }: Sheet, { n, values, ramp, share }: Heat): void {
  const { canvas, context: pixels, image } = smallCanvas(n)
  paintRamp(image.data, values, ramp, share)
  pixels.putImageData(image, 0, 0)
  const cell = side / (n - 1)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, -cell / 2, -cell / 2, n * cell, n * cell)
}

/** The line on which values [n²] are `level`. */
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
