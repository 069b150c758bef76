/** Where points stand in the view: shown = (original − centre)·scale. */
export interface PointsFrame {
  readonly x: number
  readonly y: number
  /** Above 0. */
  readonly scale: number
}

/** The view itself. */
export const viewFrame: PointsFrame = { x: 0, y: 0, scale: 1 }

/** The largest coordinate: its square is still a number in every precision here. */
export const LARGEST = 1e15
const LEAST_WIDTH = 1e-290

/** Whether places in the view are finite numbers outside of it, of the size that points have. */
export const isFrame = ({ x, y, scale }: PointsFrame): boolean =>
  Math.abs(x) <= LARGEST &&
  Math.abs(y) <= LARGEST &&
  scale > 0 &&
  scale <= 100 / LEAST_WIDTH &&
  reach / scale <= 2 * LARGEST

/** How far from the middle a coordinate may be without making the view larger than [−3, 3]². */
export const reach = 2.5

/**
 * The frame in which points [N·2] have mean 0 and standard deviation 1, as the mean over both axes. Points that all coincide
 * are only moved.
 *
 * @param most coordinates beyond it make the frame smaller, so that none is.
 */
export function frameOf(xy: Float32Array | Float64Array, most = Infinity): PointsFrame {
  const n = xy.length / 2
  const middle = [0, 0]
  for (let i = 0; i < xy.length; i++) middle[i % 2] = (middle[i % 2] ?? NaN) + (xy[i] ?? NaN) / n
  const [x = NaN, y = NaN] = middle
  const distances = Float64Array.from(xy, (value, i) => Math.abs(value - (i % 2 === 0 ? x : y)))
  const farthest = distances.reduce((far, distance) => Math.max(far, distance), 0)
  // By shares of the farthest: the square of a small number would be none.
  const deviation =
    farthest * Math.sqrt(distances.reduce((sum, distance) => sum + (distance / farthest) ** 2, 0) / xy.length)
  // What is left of rounding where all points are one is no width; nor is what no scale is large enough for.
  if (!(deviation > Math.max(LEAST_WIDTH, 1e-12 * Math.max(Math.abs(x), Math.abs(y))))) return { x, y, scale: 1 }
  return { x, y, scale: Math.min(1 / deviation, most / farthest) }
}

/** Original coordinates [N·2] as they are shown. */
export const intoFrame = (xy: Float32Array | Float64Array, { x, y, scale }: PointsFrame): Float32Array =>
  Float32Array.from(xy, (value, i) => (value - (i % 2 === 0 ? x : y)) * scale)

/** Shown coordinates [N·2] as they were. */
export const outOfFrame = (xy: Float32Array, { x, y, scale }: PointsFrame): Float64Array =>
  Float64Array.from(xy, (value, i) => value / scale + (i % 2 === 0 ? x : y))
