/** The sides on which the lines of a cell begin and end (top 0, right 1, bottom 2, left 3), for each combination of corners at or above the level. */
const LINES: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[0, 2]],
  [
    [0, 1],
    [2, 3],
  ],
  [[1, 2]],
  [[1, 3]],
  [[0, 1]],
  [[3, 0]],
  [],
]
/** The same for saddles whose middle is at or above the level: their lines join the two high corners. */
const JOINED: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  5: [
    [0, 1],
    [2, 3],
  ],
  10: [
    [3, 0],
    [1, 2],
  ],
}

/**
 * The line on which a field has a value, by marching squares: linear along the sides of the cells, and saddles decided by
 * the mean of their corners (Lorensen & Cline 1987, in two dimensions).
 *
 * @param values [n²], row after row; a cell with a corner that is not finite has no line.
 * @returns segments [K·4], (column, row) to (column, row).
 */
export function contour(values: Float32Array, n: number, level: number): Float32Array {
  const segments: number[] = []
  for (let row = 0; row + 1 < n; row++) {
    for (let column = 0; column + 1 < n; column++) {
      const k = row * n + column
      const a = values[k] ?? NaN
      const b = values[k + 1] ?? NaN
      const c = values[k + n + 1] ?? NaN
      const d = values[k + n] ?? NaN
      // Bit i: corner i, from the top left clockwise, is at the level or above it.
      const which = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)
      if (which > 0 && which < 15 && Number.isFinite(a + b + c + d))
        addCell(segments, [a, b, c, d], level, which, column, row)
    }
  }
  return Float32Array.from(segments)
}

type Corners = readonly [number, number, number, number]

function addCell(
  segments: number[],
  corners: Corners,
  level: number,
  which: number,
  column: number,
  row: number,
): void {
  const [a, b, c, d] = corners
  const lines = ((a + b + c + d) / 4 >= level ? JOINED[which] : undefined) ?? LINES[which] ?? []
  const part = (from: number, to: number) => (level - from) / (to - from)
  const push = (side: number) => {
    if (side === 0) segments.push(column + part(a, b), row)
    else if (side === 1) segments.push(column + 1, row + part(b, c))
    else if (side === 2) segments.push(column + part(d, c), row + 1)
    else segments.push(column, row + part(a, d))
  }
  for (const [from, to] of lines) {
    push(from)
    push(to)
  }
}

/** How many standard deviations of a single Gaussian each contour would enclose. */
const DEVIATIONS = [0.5, 1, 1.5, 2, 2.5, 3] as const

/**
 * Levels of a log density, highest first: of a single Gaussian they would lie ½, 1, … 3 standard deviations from its middle.
 *
 * @returns none if no value is finite.
 */
export function densityLevels(logDensity: Float32Array): number[] {
  let most = -Infinity
  for (const value of logDensity) if (value > most && Number.isFinite(value)) most = value
  return most === -Infinity ? [] : DEVIATIONS.map((k) => most - (k * k) / 2)
}
