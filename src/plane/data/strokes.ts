import type { Distribution, Draw, Drawn } from './distribution'

const { PI, cos, sin } = Math

/** A line or an arc, with its length and its point at s ∈ [0, 1]. */
interface Stroke {
  readonly length: number
  readonly at: (s: number) => readonly [x: number, y: number]
}

const line = (x0: number, y0: number, x1: number, y1: number): Stroke => ({
  length: Math.hypot(x1 - x0, y1 - y0),
  at: (s) => [x0 + s * (x1 - x0), y0 + s * (y1 - y0)],
})

/** An arc of a circle, from one angle to another. */
const arc = (x: number, y: number, radius: number, from: number, to: number): Stroke => ({
  length: radius * Math.abs(to - from),
  at: (s) => [x + radius * cos(from + s * (to - from)), y + radius * sin(from + s * (to - from))],
})

/** A distribution over several strokes, equally dense along all of them. @param pen standard deviation of the noise around them */
function drawing(parts: readonly { readonly label: 0 | 1; readonly stroke: Stroke }[], pen: number): Distribution {
  const total = parts.reduce((sum, { stroke }) => sum + stroke.length, 0)
  return ({ u, z, w }: Draw): Drawn => {
    let rest = u * total
    for (const { label, stroke } of parts) {
      if (rest < stroke.length) {
        const [x, y] = stroke.at(rest / stroke.length)
        return [x + pen * z, y + pen * w, label]
      }
      rest -= stroke.length
    }
    return [pen * z, pen * w, 0] // not reached: u < 1
  }
}

const ofClass = (label: 0 | 1, ...strokes: readonly Stroke[]) => strokes.map((stroke) => ({ label, stroke }))

/** The letters A and B, each a class. */
export const letters: Distribution = drawing(
  [
    ...ofClass(0, line(0, 0, 0.5, 1.2), line(0.5, 1.2, 1, 0), line(0.19, 0.45, 0.81, 0.45)),
    ...ofClass(
      1,
      line(1.4, 0, 1.4, 1.2),
      line(1.4, 1.2, 1.75, 1.2),
      line(1.4, 0.63, 1.75, 0.63),
      line(1.4, 0, 1.75, 0),
      arc(1.75, 0.915, 0.285, PI / 2, -PI / 2),
      arc(1.75, 0.315, 0.315, PI / 2, -PI / 2),
    ),
  ],
  0.025,
)

/** The outline of a heart: two half-circles on two sides of a square; each half is a class. */
export const heart: Distribution = drawing(
  [
    ...ofClass(0, arc(-0.5, 0.5, Math.SQRT1_2, PI / 4, 1.25 * PI), line(-1, 0, 0, -1)),
    ...ofClass(1, arc(0.5, 0.5, Math.SQRT1_2, 0.75 * PI, -0.25 * PI), line(1, 0, 0, -1)),
  ],
  0.04,
)

/** A face: its outline is class 0, eyes and mouth are class 1. */
export const face: Distribution = drawing(
  [
    ...ofClass(0, arc(0, 0, 1, 0, 2 * PI)),
    ...ofClass(
      1,
      arc(-0.35, 0.3, 0.1, 0, 2 * PI),
      arc(0.35, 0.3, 0.1, 0, 2 * PI),
      arc(0, 0.05, 0.6, 1.15 * PI, 1.85 * PI),
    ),
  ],
  0.035,
)
