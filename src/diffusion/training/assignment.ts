/**
 * The permutation of least total cost, Σ cost[i, column of i]: exact, by shortest augmenting paths with potentials, O(n³).
 *
 * Kuhn 1955 and Munkres 1957 (the Hungarian method), in the form of Jonker & Volgenant 1987.
 *
 * @param cost [n·n], row by row, finite.
 * @returns [n], the column of each row.
 */
export function assignment(cost: Float64Array, n: number): Int32Array {
  const [u, v] = [new Float64Array(n + 1), new Float64Array(n + 1)] // potentials of rows and columns; index 0 is none
  const rowOf = new Int32Array(n + 1)
  const way = new Int32Array(n + 1)
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row
    let column = shortestPath({ cost, n, u, v, rowOf, way })
    while (column !== 0) { // turn the path over
      const before = way[column] ?? 0
      rowOf[column] = rowOf[before] ?? 0
      column = before
    }
  }
  const columns = new Int32Array(n)
  for (let column = 1; column <= n; column++) columns[(rowOf[column] ?? 0) - 1] = column - 1
  return columns
}

interface Search {
  readonly cost: Float64Array
  readonly n: number
  readonly u: Float64Array
  readonly v: Float64Array
  /** The row that each column has; of column 0, the row that looks for one. */
  readonly rowOf: Int32Array
  /** The column before each, on the shortest path to it. */
  readonly way: Int32Array
}

/** Dijkstra's search over reduced costs, from the row that has no column to a column that has no row; then the potentials follow. */
function shortestPath({ cost, n, u, v, rowOf, way }: Search): number {
  const least = new Float64Array(n + 1).fill(Infinity) // of the paths to each column
  least[0] = 0
  const isVisited = new Uint8Array(n + 1)
  let column = 0
  let reached = 0 // how long the path to the column is
  while (rowOf[column] !== 0) {
    isVisited[column] = 1
    const row = rowOf[column] as number
    const start = (row - 1) * n - 1
    const shift = reached - (u[row] as number)
    let nearest = Infinity
    let next = 0
    for (let j = 1; j <= n; j++) {
      if (isVisited[j]) continue
      const length = (cost[start + j] as number) - (v[j] as number) + shift
      if (length < (least[j] as number)) {
        least[j] = length
        way[j] = column
      }
      if ((least[j] as number) < nearest) {
        nearest = least[j] as number
        next = j
      }
    }
    reached = nearest
    column = next
  }
  for (let j = 0; j <= n; j++) {
    if (!isVisited[j]) continue
    const rise = reached - (least[j] as number)
    u[rowOf[j] as number] = (u[rowOf[j] as number] as number) + rise
    v[j] = (v[j] as number) - rise
  }
  return column
}
