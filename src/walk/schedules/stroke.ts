import { type Drawing, withPoint } from '../../diffusion'

/** A line that is being drawn: what became of the drawing, and what was asked for. */
export interface Stroke {
  readonly drawing: Drawing
  /** The log-SNR that the line had at each point; undefined where it has not been. */
  readonly line: readonly (number | undefined)[]
  /** Where the pointer is: index of a point, and log-SNR. */
  readonly at: number
  readonly value: number
}

/** The points between where the pointer was and where it is, both included: a fast pointer leaves none out. */
function* between(from: Pick<Stroke, 'at' | 'value'>, at: number, value: number) {
  const points = Math.abs(at - from.at)
  const direction = Math.sign(at - from.at)
  for (let i = 1; i < points; i++)
    yield { at: from.at + direction * i, value: from.value + ((value - from.value) * i) / points }
  yield { at, value }
}

/** The stroke after the pointer has moved on; every point that it passed is where it passed, all others give way. */
export function drawnOn(stroke: Stroke, at: number, value: number): Stroke {
  const line = [...stroke.line]
  let { drawing } = stroke
  for (const point of between(stroke, at, value)) {
    line[point.at] = point.value
    drawing = withPoint(drawing, point.at, point.value)
  }
  return { drawing, line, at, value }
}

/** A stroke at its first point. */
export const beginStroke = (drawing: Drawing, at: number, value: number): Stroke =>
  drawnOn({ drawing, line: drawing.map(() => undefined), at, value }, at, value)
