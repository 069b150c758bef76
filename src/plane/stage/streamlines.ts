import { between } from './lattice'

/** A line along a field, [K·2] of (column, row), in the field's direction. */
type Streamline = Float32Array

interface Tracing {
  /** [n²·2], (x to the right, y up) at the nodes. */
  readonly vectors: Float32Array
  readonly n: number
  /** The least distance, in cells, at which a line may begin beside another; it ends at half of it. */
  readonly apart: number
  /** The lines that passed through each box of half that distance: the number of a line, 0 for none. */
  readonly lineAt: Int32Array
  readonly boxes: number
}

/** The length of a step, in cells: short compared with any bend that the lattice can show. */
const STRIDE = 0.35
const SHORTEST = 5 // cells
const MOST_POINTS = 900

const boxOf = ({ apart, boxes }: Tracing, column: number, row: number): number =>
  Math.min(boxes - 1, Math.floor((2 * row) / apart)) * boxes + Math.min(boxes - 1, Math.floor((2 * column) / apart))

/** The direction of the field as a unit vector (column, row); undefined where the field vanishes or is not finite. */
function heading({ vectors, n }: Tracing, column: number, row: number): readonly [number, number] | undefined {
  const x = between(vectors, n, column, row, 0, 2)
  const y = -between(vectors, n, column, row, 1, 2)
  const length = Math.hypot(x, y)
  return length > 1e-6 && Number.isFinite(length) ? [x / length, y / length] : undefined
}

/** Whether another line has passed through a box within `reach` boxes. */
function isCrowded(tracing: Tracing, column: number, row: number, lineNumber: number, reach: number): boolean {
  const box = boxOf(tracing, column, row)
  const [x, y] = [box % tracing.boxes, Math.floor(box / tracing.boxes)]
  for (let j = Math.max(0, y - reach); j <= Math.min(tracing.boxes - 1, y + reach); j++) {
    for (let i = Math.max(0, x - reach); i <= Math.min(tracing.boxes - 1, x + reach); i++) {
      const line = tracing.lineAt[j * tracing.boxes + i] ?? 0
      if (line !== 0 && line !== lineNumber) return true
    }
  }
  return false
}

/** Follows the field (sign 1) or goes against it (−1), by midpoint steps of equal length. */
function walk(tracing: Tracing, from: readonly [number, number], sign: 1 | -1, lineNumber: number): number[] {
  const points: number[] = []
  let [column, row] = from
  for (let i = 0; i < MOST_POINTS; i++) {
    const here = heading(tracing, column, row)
    const middle = here && heading(tracing, column + (sign * STRIDE * here[0]) / 2, row + (sign * STRIDE * here[1]) / 2)
    if (!here || !middle || here[0] * middle[0] + here[1] * middle[1] < 0) break // the field turns back: a sink, or a ridge
    column += sign * STRIDE * middle[0]
    row += sign * STRIDE * middle[1]
    if (!heading(tracing, column, row) || isCrowded(tracing, column, row, lineNumber, 0)) break
    points.push(column, row)
  }
  return points
}

/** Traces the line through a place, both ways. If it is long enough to be drawn, it marks its boxes. */
function trace(tracing: Tracing, start: readonly [number, number], lineNumber: number): Streamline | undefined {
  const back = walk(tracing, start, -1, lineNumber)
  const line: number[] = []
  for (let k = back.length - 2; k >= 0; k -= 2) line.push(back[k] ?? NaN, back[k + 1] ?? NaN)
  line.push(...start, ...walk(tracing, start, 1, lineNumber))
  if ((line.length / 2) * STRIDE < SHORTEST) return undefined
  for (let k = 0; k < line.length; k += 2) tracing.lineAt[boxOf(tracing, line[k] ?? 0, line[k + 1] ?? 0)] = lineNumber
  return Float32Array.from(line)
}

/**
 * Lines along a field, nearly evenly spaced: from seeds row by row, each followed both ways until it leaves, comes to rest
 * or meets another (after Jobard & Lefer 1997).
 *
 * @param vectors [n²·2], (x, y up) at the nodes of the lattice.
 * @param apart the least distance at which a line begins beside another, in cells.
 */
export function streamlines(vectors: Float32Array, n: number, apart = 5): Streamline[] {
  const boxes = Math.ceil((2 * (n - 1)) / apart) + 1
  const tracing: Tracing = { vectors, n, apart, lineAt: new Int32Array(boxes * boxes), boxes }
  const lines: Streamline[] = []
  for (let row = apart / 2; row < n - 1; row += apart / 2) {
    for (let column = apart / 2; column < n - 1; column += apart / 2) {
      if (isCrowded(tracing, column, row, 0, 1) || !heading(tracing, column, row)) continue
      const line = trace(tracing, [column, row], lines.length + 1)
      if (line) lines.push(line)
    }
  }
  return lines
}
