import { ARROWS, arrows } from './arrows'
import { densityLevels } from './contours'
import type { Field } from './field'
import type { FlowMap } from './flow-map'
import type { Sheet } from './layers'
import { greatest, type Heat, paintHeat, strokeContour } from './paint-heat'
import type { Palette } from '../view/palette'
import { streamlines } from './streamlines'

/** A picture smaller than this, in CSS pixels, has fewer arrows. */
const SMALL = 440

/** The ‖ε̂ − ε̂*‖ that has the fullest colour: the size of a unit of noise. It is fixed, so that the picture shows the progress of learning. */
export const FULL_ERROR = 1

/** What the background of a picture shows: the field, and the map of the flow's likelihood, which is computed separately. */
interface Ground {
  readonly field: Field | undefined
  readonly flow: FlowMap | undefined
}

/** The values of the heat map. Densities and errors are shown by their square root, so that small ones are visible too. */
function heatOf({ field, flow }: Ground, palette: Palette): Heat | undefined {
  const { n = 2, heatMap = 'none' } = field?.question ?? {}
  const densityHeat = (logDensity: Float32Array, side: number): Heat => {
    const most = greatest(logDensity)
    return { n: side, values: logDensity, ramp: palette.density, share: (value) => Math.exp((value - most) / 2) }
  }
  const { logDensity, error, classOne } = field ?? {}
  switch (heatMap) {
    case 'density':
      return logDensity && densityHeat(logDensity, n)
    case 'likelihood':
      return flow && densityHeat(flow.logDensity, flow.n)
    case 'error':
      return error && { n, values: error, ramp: palette.error, share: (value) => Math.sqrt(value / FULL_ERROR) }
    case 'class':
      return classOne && { n, values: classOne, ramp: palette.classes, share: (value) => value }
    case 'none':
      return undefined
  }
}

function paintContours(sheet: Sheet, logDensity: Float32Array, n: number, palette: Palette): void {
  for (const [i, level] of densityLevels(logDensity).entries())
    strokeContour(sheet, logDensity, n, level, { colour: palette.contour, alpha: 0.75 - 0.1 * i })
}

/** Adds the head of an arrow to the path: two strokes back from its tip. */
export function head(
  context: CanvasRenderingContext2D,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  size: number,
): void {
  const length = Math.hypot(x1 - x0, y1 - y0)
  if (!(length > 0)) return
  const [x, y] = [((x1 - x0) / length) * size, ((y1 - y0) / length) * size]
  context.moveTo(x1 - x + 0.55 * y, y1 - y - 0.55 * x)
  context.lineTo(x1, y1)
  context.lineTo(x1 - x - 0.55 * y, y1 - y + 0.55 * x)
}

function paintArrows(
  { context, side, ratio }: Sheet,
  { question: { n }, vectors = new Float32Array(), middleSize }: Field,
  palette: Palette,
): void {
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

function paintStreamlines({ context, side, ratio }: Sheet, vectors: Float32Array, n: number, palette: Palette): void {
  const cell = side / (n - 1)
  context.beginPath()
  for (const line of streamlines(vectors, n, (5 * (n - 1)) / 96)) {
    for (let k = 0; k < line.length; k += 2)
      context[k === 0 ? 'moveTo' : 'lineTo']((line[k] ?? 0) * cell, (line[k + 1] ?? 0) * cell)
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

/** Paints the empty plane, the heat map, the contours and the arrows, in this order. */
export function paintField(sheet: Sheet, ground: Ground, palette: Palette): void {
  const { context, side } = sheet
  context.fillStyle = palette.ground
  context.fillRect(0, 0, side, side)
  const { field } = ground
  if (!field) return
  const { n, contours: lines, arrows: kind } = field.question
  const heat = heatOf(ground, palette)
  if (heat) paintHeat(sheet, heat)
  if (lines && field.logDensity) paintContours(sheet, field.logDensity, n, palette)
  if (!field.vectors || kind === 'none') return
  if (kind === 'streamlines') paintStreamlines(sheet, field.vectors, n, palette)
  else paintArrows(sheet, field, palette)
}
