/**
 * The visible square of the plane, [−half, half]², y up, drawn on a square canvas of `side` pixels, y down. Its coordinates are
 * shown ones (`planeScale`).
 */
export interface View {
  /** > 0. */
  readonly half: number
  /** The side of the canvas, in its own pixels. */
  readonly side: number
}

/** Half the side of the view, unless points lie beyond it. */
const HALF = 3
/** The distance of the edge from the middle, relative to that of the outermost point. */
const ROOM = 1.2

export const toColumn = ({ half, side }: View, x: number): number => ((x + half) / (2 * half)) * side
export const toRow = ({ half, side }: View, y: number): number => ((half - y) / (2 * half)) * side
export const fromColumn = ({ half, side }: View, column: number): number => (column / side) * 2 * half - half
export const fromRow = ({ half, side }: View, row: number): number => half - (row / side) * 2 * half

/** Half the side of the view that holds all points [N·2]: 3, or more if they reach farther. Numbers that are not finite are ignored. */
export function halfFor(points: Float32Array): number {
  let most = 0
  for (const value of points) if (Math.abs(value) > most && Number.isFinite(value)) most = Math.abs(value)
  return Math.max(HALF, ROOM * most)
}

/** Points [N·2] of the process as pixels of the view, [N·2]; `scale` is their level's `planeScale`. */
export function toPixels(
  view: View,
  points: Float32Array,
  scale: number,
  out: Float32Array = new Float32Array(points.length),
): Float32Array {
  const perUnit = view.side / (2 * view.half)
  const middle = view.side / 2
  for (let k = 0; k + 1 < points.length; k += 2) {
    out[k] = middle + (points[k] ?? NaN) * scale * perUnit
    out[k + 1] = middle - (points[k + 1] ?? NaN) * scale * perUnit
  }
  return out
}
