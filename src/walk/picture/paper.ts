/** Brightness of a picture, 0 black … 1 white, row by row. */
export interface Scan {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** Share of the picture's sides that counts as its edge, where a drawing shows its paper. */
const EDGE = 0.06
/** At most so many places a side are looked at: paper changes slowly. */
const PLACES = 72
const PASSES = 8
/** Brightness within which paper may always differ from its surface. */
const ROUGH = 0.05

/** Less than a step of 8-bit brightness is no grain. */
const EVEN = 2.5e-3

const TERMS = 6
/** 1, x, y, x², xy, y² at a place, x and y in [−1, 1]. */
const termsAt = (x: number, y: number): number[] => [1, x, y, x * x, x * y, y * y]

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

interface Place {
  readonly terms: readonly number[]
  readonly value: number
  readonly edge: boolean
}

function places({ width, height, values }: Scan): Place[] {
  const stride = Math.max(1, Math.floor(Math.max(width, height) / PLACES))
  const at: Place[] = []
  for (let y = stride >> 1; y < height; y += stride) {
    for (let x = stride >> 1; x < width; x += stride) {
      const [u, v] = [(2 * (x + 0.5)) / width - 1, (2 * (y + 0.5)) / height - 1]
      const outermost = Math.min(x, y) < stride || x + stride >= width || y + stride >= height // of a tiny picture that is the edge
      at.push({
        terms: termsAt(u, v),
        value: values[y * width + x] ?? 0,
        edge: outermost || Math.max(Math.abs(u), Math.abs(v)) > 1 - 2 * EDGE,
      })
    }
  }
  return at
}

/** The solution of symmetric normal equations, by Gauss–Jordan; a hair on the diagonal keeps it where places are few. */
function solved(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row.map((value, j) => (i === j ? value + 1e-6 : value)), right[i] ?? 0])
  for (let pivot = 0; pivot < TERMS; pivot++) {
    const row = rows[pivot] ?? []
    const by = row[pivot] ?? 1
    for (let j = 0; j <= TERMS; j++) row[j] = (row[j] ?? 0) / by
    rows.forEach((other, i) => {
      const factor = other[pivot] ?? 0
      if (i !== pivot && factor !== 0)
        for (let j = 0; j <= TERMS; j++) other[j] = (other[j] ?? 0) - factor * (row[j] ?? 0)
    })
  }
  return rows.map((row) => row[TERMS] ?? 0)
}

/** Least squares through places. */
function fit(of: readonly Place[]): number[] {
  const matrix = Array.from({ length: TERMS }, () => new Array<number>(TERMS).fill(0))
  const right = new Array<number>(TERMS).fill(0)
  for (const { terms, value } of of) {
    terms.forEach((a, i) => {
      right[i] = (right[i] ?? 0) + a * value
      const row = matrix[i] ?? []
      terms.forEach((b, j) => {
        row[j] = (row[j] ?? 0) + a * b
      })
    })
  }
  return solved(matrix, right)
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)

/**
 * The paper under a drawing: a surface of second order in x and y, as light falls on paper, fitted to what is most of the edge
 * and then to all that lies near it, again and again.
 *
 * @returns the surface, of the scan's size, and the noise of the paper about it (a robust standard deviation)
 */
export function paperUnder(scan: Scan): { surface: Float32Array; noise: number } {
  const all = places(scan)
  const edge = all.filter((place) => place.edge)
  let terms = [middle(edge.map(({ value }) => value)), 0, 0, 0, 0, 0]
  let noise = 0
  for (let pass = 0; pass < PASSES; pass++) {
    const of = pass < PASSES / 2 ? edge : all
    const off = of.map(({ terms: at, value }) => Math.abs(value - dot(terms, at)))
    const spread = 1.4826 * middle(off)
    const near = of.filter((_, i) => (off[i] ?? 0) <= Math.max(ROUGH, Math.min(2.5 * spread, 4 * ROUGH)))
    if (near.length < 2 * TERMS) break
    terms = fit(near)
    noise = 1.4826 * middle(near.map(({ terms: at, value }) => Math.abs(value - dot(terms, at))))
  }
  const { width, height } = scan
  const [flat = 0, byX = 0, byY = 0, byXX = 0, byXY = 0, byYY = 0] = terms
  const surface = Float32Array.from({ length: width * height }, (_, i) => {
    // of each pixel: no array is made for it
    const [x, y] = [(2 * ((i % width) + 0.5)) / width - 1, (2 * (Math.floor(i / width) + 0.5)) / height - 1]
    return flat + x * (byX + byXX * x + byXY * y) + y * (byY + byYY * y)
  })
  return { surface, noise: noise < EVEN ? 0 : noise }
}
