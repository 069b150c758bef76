/** The brightness of a picture, 0 (black) to 1 (white), row by row. */
export interface Scan {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
}

/** The edge of the picture, where a drawing shows its paper, is this share of its sides. */
const EDGE = 0.06
/** At most so many places per side are sampled, because paper changes slowly. */
const PLACES = 72
const PASSES = 8
/** A place that differs from the surface by less than this brightness always counts as paper. */
const ROUGHNESS = 0.05

/** Noise below this, which is less than a step of 8-bit brightness, counts as none. */
const LEAST_NOISE = 2.5e-3

const TERMS = 6
/** The terms 1, x, y, x², xy, y² at a place; x and y are in [−1, 1]. */
const termsAt = (x: number, y: number): number[] => [1, x, y, x * x, x * y, y * y]

/** A typed array sorts by value, and without a call for each comparison. */
const median = (values: readonly number[]): number => Float64Array.from(values).sort()[values.length >> 1] ?? 0

/** A sampled place of the picture. */
interface Place {
  readonly terms: readonly number[]
  readonly value: number
  readonly isEdge: boolean
}

function samplePlaces({ width, height, values }: Scan): Place[] {
  const stride = Math.max(1, Math.floor(Math.max(width, height) / PLACES))
  const places: Place[] = []
  for (let y = stride >> 1; y < height; y += stride) {
    for (let x = stride >> 1; x < width; x += stride) {
      const [u, v] = [(2 * (x + 0.5)) / width - 1, (2 * (y + 0.5)) / height - 1]
      // the outermost places, which are the edge of a tiny picture
      const isOutermost = Math.min(x, y) < stride || x + stride >= width || y + stride >= height
      places.push({
        terms: termsAt(u, v),
        value: values[y * width + x] ?? 0,
        isEdge: isOutermost || Math.max(Math.abs(u), Math.abs(v)) > 1 - 2 * EDGE,
      })
    }
  }
  return places
}

/** Solves symmetric normal equations by Gauss–Jordan. The small term on the diagonal keeps them solvable when there are few places. */
function solve(matrix: readonly Float64Array[], right: Float64Array): number[] {
  const rows = matrix.map((row, i) => [...row.map((value, j) => (i === j ? value + 1e-6 : value)), right[i] ?? 0])
  for (let pivot = 0; pivot < TERMS; pivot++) {
    const row = rows[pivot] ?? []
    const divisor = row[pivot] ?? 1
    for (let j = 0; j <= TERMS; j++) row[j] = (row[j] ?? 0) / divisor
    rows.forEach((other, i) => {
      const factor = other[pivot] ?? 0
      if (i !== pivot && factor !== 0)
        for (let j = 0; j <= TERMS; j++) other[j] = (other[j] ?? 0) - factor * (row[j] ?? 0)
    })
  }
  return rows.map((row) => row[TERMS] ?? 0)
}

/** The coefficients of the surface that fits these places best, by least squares. */
function fitSurface(places: readonly Place[]): number[] {
  const matrix = Array.from({ length: TERMS }, () => new Float64Array(TERMS))
  const right = new Float64Array(TERMS)
  for (const { terms, value } of places) {
    for (let i = 0; i < TERMS; i++) {
      const a = terms[i] ?? 0
      const row = matrix[i] as Float64Array
      right[i] = (right[i] ?? 0) + a * value
      for (let j = 0; j < TERMS; j++) row[j] = (row[j] ?? 0) + a * (terms[j] ?? 0)
    }
  }
  return solve(matrix, right)
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let i = 0; i < TERMS; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/**
 * The paper under a drawing, as a surface of second order in x and y, because light falls on paper so smoothly. It is fitted
 * repeatedly: first to most of the edge, then to all places near it.
 *
 * @returns the surface, of the scan's size, and the noise of the paper about it (a robust standard deviation)
 */
export function paperUnder(scan: Scan): { surface: Float32Array; noise: number } {
  const all = samplePlaces(scan)
  const edge = all.filter((place) => place.isEdge)
  let terms = [median(edge.map(({ value }) => value)), 0, 0, 0, 0, 0]
  let noise = 0
  for (let pass = 0; pass < PASSES; pass++) {
    const places = pass < PASSES / 2 ? edge : all
    const differences = places.map(({ terms: powers, value }) => Math.abs(value - dot(terms, powers)))
    const spread = 1.4826 * median(differences)
    const near = places.filter(
      (_, i) => (differences[i] ?? 0) <= Math.max(ROUGHNESS, Math.min(2.5 * spread, 4 * ROUGHNESS)),
    )
    if (near.length < 2 * TERMS) break
    terms = fitSurface(near)
    noise = 1.4826 * median(near.map(({ terms: powers, value }) => Math.abs(value - dot(terms, powers))))
  }
  const { width, height } = scan
  const [flat = 0, byX = 0, byY = 0, byXX = 0, byXY = 0, byYY = 0] = terms
  const surface = new Float32Array(width * height)
  for (let i = 0; i < surface.length; i++) {
    const x = (2 * ((i % width) + 0.5)) / width - 1
    const y = (2 * (Math.floor(i / width) + 0.5)) / height - 1
    surface[i] = flat + x * (byX + byXX * x + byXY * y) + y * (byY + byYY * y)
  }
  return { surface, noise: noise < LEAST_NOISE ? 0 : noise }
}
