import type { LogSnr } from '../scalars'

/**
 * A schedule as it is drawn by hand: its log-SNR at 1/n, 2/n, …, 1 of the way from data to noise, each within ±12. It falls
 * from point to point by at least 0.02, so that every step adds noise, and by at most 6, so that no step adds nearly all of it.
 */
export type Drawing = readonly LogSnr[]

/** What a drawn line does that a schedule cannot do. */
type DrawingFault = 'rises' | 'rests' | 'jumps'

/** Log-SNRs are drawn within ±12: nearly a pure picture, and nearly pure noise. */
export const DRAWN_MOST = 12
const LEAST_FALL = 0.02
const MOST_FALL = 6

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** A value that leaves room for all points before and after the i-th of n. */
const withRoom = (value: LogSnr, i: number, n: number): LogSnr =>
  within(value, LEAST_FALL * (n - 1 - i) - DRAWN_MOST, DRAWN_MOST - LEAST_FALL * i)

/**
 * The drawing with one point moved. The point stays where it was put; all others give way as little as they must.
 *
 * @param at index of the point, in [0, n − 1].
 */
export function withPoint(drawing: Drawing, at: number, value: LogSnr): Drawing {
  const points = [...drawing]
  const fall = (from: number, to: number) => within((points[from] ?? NaN) - (points[to] ?? NaN), LEAST_FALL, MOST_FALL)
  points[at] = withRoom(value, at, points.length)
  for (let i = at + 1; i < points.length; i++) points[i] = (points[i - 1] ?? NaN) - fall(i - 1, i)
  for (let i = at - 1; i >= 0; i--) points[i] = (points[i + 1] ?? NaN) + fall(i, i + 1)
  return points
}

/** Any numbers as a drawing: where the line rises, rests or jumps, what comes later gives way. */
export const mendedDrawing = (points: readonly number[]): Drawing =>
  withPoint(
    points.map((value, i) => withRoom(value, i, points.length)),
    0,
    points[0] ?? NaN,
  )

/** What is wrong with a line between neighbouring points; points that it leaves out are undefined. */
export function drawingFaults(line: readonly (LogSnr | undefined)[]): readonly DrawingFault[] {
  const faults = line.slice(1).map((after, i): DrawingFault | undefined => {
    const fall = (line[i] ?? NaN) - (after ?? NaN)
    if (fall < -1e-9) return 'rises'
    if (fall < LEAST_FALL - 1e-9) return 'rests'
    return fall > MOST_FALL + 1e-9 ? 'jumps' : undefined
  })
  return [...new Set(faults)].filter((fault) => fault !== undefined)
}

/** ᾱ of a log-SNR, 1/(1 + e^(−λ)), where α² + σ² = 1. */
export const alphaBarOf = (lambda: LogSnr): number => 1 / (1 + Math.exp(-lambda))

/** The curve of ᾱ that `drawnSchedule` takes. */
export const curveOf = (drawing: Drawing): readonly number[] => drawing.map(alphaBarOf)
