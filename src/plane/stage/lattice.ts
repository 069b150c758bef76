/**
 * The n × n nodes of a field: over the whole view, edges included, row after row from the top left. Places on the lattice are
 * (column, row), both in [0, n−1].
 */
export interface Lattice {
  /** At least 2. */
  readonly n: number
  /** Half the side of the view. */
  readonly half: number
}

/** The nodes as points of the process, [n²·2]. @param scale the factor by which shown coordinates are smaller */
export function latticePoints({ n, half }: Lattice, scale: number): Float32Array {
  const points = new Float32Array(2 * n * n)
  const step = (2 * half) / (n - 1)
  for (let row = 0, k = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      points[k++] = scale * (column * step - half)
      points[k++] = scale * (half - row * step)
    }
  }
  return points
}

/**
 * Interpolates a value between the nodes, bilinearly.
 *
 * @param values [n²·parts], `parts` numbers for each node.
 * @returns NaN outside the lattice.
 */
export function between(values: Float32Array, n: number, column: number, row: number, part = 0, parts = 1): number {
  if (!(column >= 0 && row >= 0 && column <= n - 1 && row <= n - 1)) return NaN
  const [left, top] = [Math.min(Math.floor(column), n - 2), Math.min(Math.floor(row), n - 2)]
  const [right, down] = [column - left, row - top]
  const node = (top * n + left) * parts + part
  const at = (k: number) => values[k] ?? NaN
  const above = at(node) * (1 - right) + at(node + parts) * right
  const below = at(node + n * parts) * (1 - right) + at(node + (n + 1) * parts) * right
  return above * (1 - down) + below * down
}
