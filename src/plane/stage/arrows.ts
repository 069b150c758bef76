/** How many arrows stand along each side of a picture; half as many on a small one. They stand on nodes of both the coarse and the fine lattice. */
export const ARROWS = 24

/**
 * The median size of the field's finite vectors, without zeros; 1 if there are none. A vector of this size is drawn half as long
 * as the longest arrow.
 *
 * @param vectors [M·2].
 */
export function medianSize(vectors: Float32Array): number {
  const sizes = new Float32Array(vectors.length / 2)
  for (let i = 0; i < sizes.length; i++) sizes[i] = Math.hypot(vectors[2 * i] ?? NaN, vectors[2 * i + 1] ?? NaN)
  const nonZero = sizes.filter((size) => size > 0 && size < Infinity).sort()
  return nonZero[Math.floor(nonZero.length / 2)] ?? 1
}

/** Length of an arrow as a share of the longest, in [0, 1): size/(size + half). Scores grow without bound; their arrows cannot. */
export const arrowLength = (size: number, half: number): number => (size > 0 ? 1 - half / (size + half) : 0)

/**
 * The arrows of a field at some of its nodes, each with its middle on the node.
 *
 * @param vectors [n²·2], (x, y up).
 * @returns [K·4] of (column, row) of tail and tip; a vector that is not finite, or 0, has none.
 */
export function arrows(vectors: Float32Array, n: number, half = medianSize(vectors), perSide = ARROWS): Float32Array {
  const stride = Math.max(1, Math.round((n - 1) / perSide))
  const lines: number[] = []
  const first = Math.floor(stride / 2)
  for (let row = first; row < n; row += stride) {
    for (let column = first; column < n; column += stride) {
      const k = 2 * (row * n + column)
      const [x, y] = [vectors[k] ?? NaN, vectors[k + 1] ?? NaN]
      const size = Math.hypot(x, y)
      if (!(size > 0) || size === Infinity) continue
      const reach = (0.46 * stride * arrowLength(size, half)) / size
      lines.push(column - x * reach, row + y * reach, column + x * reach, row - y * reach)
    }
  }
  return Float32Array.from(lines)
}
