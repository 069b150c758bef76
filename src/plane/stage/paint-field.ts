import { ARROWS, arrows } from './arrows'
import { paintRamp } from './colour'
import { contour, densityLevels } from './contours'
import type { Field } from './field'
import type { Palette } from './palette'
import { streamlines } from './streamlines'

/** A canvas's context with the sizes that everything on it goes by. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D
  /** Of the square canvas, in its own pixels. */
  readonly side: number
  /** Its pixels in a CSS pixel. */
  readonly ratio: number
}

/** A picture smaller than this, in CSS pixels, has fewer arrows. */
const SMALL = 440

const small = new Map<number, { canvas: OffscreenCanvas; context: OffscreenCanvasRenderingContext2D; image: ImageData }>()

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

const greatest = (values: Float32Array): number => values.reduce((most, value) => (value > most && Number.isFinite(value) ? value : most), -Infinity)

/** ‖ε̂ − ε̂*‖ at which the heat map is full: the size of a unit of noise. Always the same, so that learning is seen. */
export const FULL_ERROR = 1

/** What the heat map shows as shares in [0, 1] of its ramp. Densities and errors go by their square root, so that little is seen too. */
function shares({ question, logDensity, error, classOne, likelihood }: Field): readonly [Float32Array, (value: number) => number] | undefined {
  const rooted = (values: Float32Array) => {
    const most = greatest(values)
    return [values, (value: number) => Math.exp((value - most) / 2)] as const
  }
  switch (question.heatMap) {
    case 'density': return logDensity && rooted(logDensity)
    case 'likelihood': return likelihood && rooted(likelihood)
    case 'error': return error && [error, (value) => Math.sqrt(value / FULL_ERROR)]
    case 'class': return classOne && [classOne, (value) => value]
    case 'none': return undefined
  }
}

/** Nodes are the middles of the small canvas's pixels: it is drawn half a pixel larger on every side. */
function heat({ context, side }: Sheet, field: Field, palette: Palette): void {
  const { n, heatMap } = field.question
  const shown = shares(field)
  if (!shown) return
  const { canvas, context: pixels, image } = smallCanvas(n)
  paintRamp(image.data, shown[0], heatMap === 'error' ? palette.error : heatMap === 'class' ? palette.classes : palette.density, shown[1])
  pixels.putImageData(image, 0, 0)
  const cell = side / (n - 1)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(canvas, -cell / 2, -cell / 2, n * cell, n * cell)
}

function contours({ context, side, ratio }: Sheet, logDensity: Float32Array, n: number, palette: Palette): void {
  const cell = side / (n - 1)
  context.strokeStyle = palette.contour
  context.lineCap = 'round'
  for (const [i, level] of densityLevels(logDensity).entries()) {
    const lines = contour(logDensity, n, level)
    context.beginPath()
    for (let k = 0; k < lines.length; k += 4) {
      context.moveTo((lines[k] ?? 0) * cell, (lines[k + 1] ?? 0) * cell)
      context.lineTo((lines[k + 2] ?? 0) * cell, (lines[k + 3] ?? 0) * cell)
    }
    context.globalAlpha = 0.75 - 0.1 * i
    context.lineWidth = 0.8 * ratio
    context.stroke()
  }
  context.globalAlpha = 1
}

/** A line's head: two strokes back from its tip. */
export function head(context: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number, size: number): void {
  const length = Math.hypot(x1 - x0, y1 - y0)
  if (!(length > 0)) return
  const [x, y] = [((x1 - x0) / length) * size, ((y1 - y0) / length) * size]
  context.moveTo(x1 - x + 0.55 * y, y1 - y - 0.55 * x)
  context.lineTo(x1, y1)
  context.lineTo(x1 - x - 0.55 * y, y1 - y + 0.55 * x)
}

function vectorLines({ context, side, ratio }: Sheet, { question: { n }, vectors = new Float32Array(), middleSize }: Field, palette: Palette): void {
  const cell = side / (n - 1)
  const lines = arrows(vectors, n, middleSize, side / ratio < SMALL ? ARROWS / 2 : ARROWS).map((place) => place * cell)
  context.beginPath()
  for (let k = 0; k < lines.length; k += 4) {
    const [x0, y0, x1, y1] = [lines[k] ?? 0, lines[k + 1] ?? 0, lines[k + 2] ?? 0, lines[k + 3] ?? 0]
    context.moveTo(x0, y0)
    context.lineTo(x1, y1)
    head(context, x0, y0, x1, y1, Math.min(3.5 * ratio, 0.35 * Math.hypot(x1 - x0, y1 - y0)))
  }
  context.strokeStyle = palette.arrow
  context.globalAlpha = 0.8
  context.lineWidth = ratio
  context.stroke()
  context.globalAlpha = 1
}

function streams({ context, side, ratio }: Sheet, vectors: Float32Array, n: number, palette: Palette): void {
  const cell = side / (n - 1)
  context.beginPath()
  for (const line of streamlines(vectors, n, (5 * (n - 1)) / 96)) {
    for (let k = 0; k < line.length; k += 2) context[k === 0 ? 'moveTo' : 'lineTo']((line[k] ?? 0) * cell, (line[k + 1] ?? 0) * cell)
    const middle = 2 * Math.floor(line.length / 4)
    const [x0, y0, x1, y1] = [line[middle - 2] ?? 0, line[middle - 1] ?? 0, line[middle] ?? 0, line[middle + 1] ?? 0]
    head(context, x0 * cell, y0 * cell, x1 * cell, y1 * cell, 5 * ratio)
  }
  context.strokeStyle = palette.arrow
  context.lineWidth = ratio
  context.lineCap = context.lineJoin = 'round'
  context.globalAlpha = 0.7
  context.stroke()
  context.globalAlpha = 1
}

/** Heat map, contours and arrows, back to front, over the empty plane. */
export function paintField(sheet: Sheet, field: Field | undefined, palette: Palette): void {
  const { context, side } = sheet
  context.fillStyle = palette.ground
  context.fillRect(0, 0, side, side)
  if (!field) return
  const { n, contours: lines, arrows: kind } = field.question
  heat(sheet, field, palette)
  if (lines && field.logDensity) contours(sheet, field.logDensity, n, palette)
  if (!field.vectors || kind === 'none') return
  if (kind === 'streamlines') streams(sheet, field.vectors, n, palette)
  else vectorLines(sheet, field, palette)
}
