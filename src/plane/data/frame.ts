/** How points are placed in the view: shown = (original − centre)·scale. */
export interface PointsFrame {
  readonly x: number
  readonly y: number
  /** Above 0. */
  readonly scale: number
}

/** The frame of points that are given in the coordinates of the view. */
export const viewFrame: PointsFrame = { x: 0, y: 0, scale: 1 }

/** The largest coordinate: even in float32 its square is finite. */
export const LARGEST = 1e15
const LEAST_WIDTH = 1e-290

/** Whether a frame maps the places of the view to finite coordinates of a permitted size. */
export const isFrame = ({ x, y, scale }: PointsFrame): boolean =>
  Math.abs(x) <= LARGEST &&
  Math.abs(y) <= LARGEST &&
  scale > 0 &&
  scale <= 100 / LEAST_WIDTH &&
  reach / scale <= 2 * LARGEST

/** The largest shown coordinate for which the view stays [−3, 3]². */
export const reach = 2.5

/**
 * The frame in which points [N·2] have mean 0 and a standard deviation of 1, averaged over both axes. Points that all coincide
 * are moved, not scaled.
 *
 * @param most the largest shown coordinate; the scale becomes smaller if it must.
 */
export function frameOf(xy: Float32Array | Float64Array, most = Infinity): PointsFrame {
  const n = xy.length / 2
  const middle = [0, 0]
  for (let i = 0; i < xy.length; i++) middle[i % 2] = (middle[i % 2] ?? NaN) + (xy[i] ?? NaN) / n
  const [x = NaN, y = NaN] = middle
  const distances = Float64Array.from(xy, (value, i) => Math.abs(value - (i % 2 === 0 ? x : y)))
  const farthest = distances.reduce((far, distance) => Math.max(far, distance), 0)
  // Relative to the farthest point: the square of a small distance would underflow to 0.
  const deviation =
    farthest * Math.sqrt(distances.reduce((sum, distance) => sum + (distance / farthest) ** 2, 0) / xy.length)
  // A deviation that is only rounding, or too small for any scale, counts as none.
  if (!(deviation > Math.max(LEAST_WIDTH, 1e-12 * Math.max(Math.abs(x), Math.abs(y))))) return { x, y, scale: 1 }
  return { x, y, scale: Math.min(1 / deviation, most / farthest) }
}

/** Maps original coordinates [N·2] to shown ones. */
export const intoFrame = (xy: Float32Array | Float64Array, { x, y, scale }: PointsFrame): Float32Array =>
  Float32Array.from(xy, (value, i) => (value - (i % 2 === 0 ? x : y)) * scale)

/** Maps shown coordinates [N·2] back to original ones. */
export const outOfFrame = (xy: Float32Array, { x, y, scale }: PointsFrame): Float64Array =>
  Float64Array.from(xy, (value, i) => value / scale + (i % 2 === 0 ? x : y))
