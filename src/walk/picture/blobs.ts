/** A connected set of marked pixels. */
export interface Blob {
  /** Indices of its pixels, row by row. */
  readonly pixels: readonly number[]
  readonly left: number
  readonly top: number
  /** Exclusive, like `bottom`. */
  readonly right: number
  readonly bottom: number
  /** How many of its pixels lie on the outermost rows and columns of the picture. */
  readonly onEdge: number
}

/** The blob that contains pixel `from`. Marks its pixels as visited. */
function growBlob(
  from: number,
  width: number,
  height: number,
  isMarked: (i: number) => boolean,
  visited: Uint8Array,
): Blob {
  const pixels = [from]
  visited[from] = 1
  let [left, top, right, bottom, onEdge] = [width, height, 0, 0, 0]
  for (const i of pixels) {
    const [x, y] = [i % width, Math.floor(i / width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y + 1)
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) onEdge++
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx
        if (visited[next] || !isMarked(next)) continue
        visited[next] = 1
        pixels.push(next) // the outer loop also visits the pixels added here
      }
    }
  }
  return { pixels, left, top, right, bottom, onEdge }
}

/** The connected parts of marked pixels; diagonal neighbours are connected. */
export function blobsOf(width: number, height: number, isMarked: (i: number) => boolean): Blob[] {
  const visited = new Uint8Array(width * height)
  const blobs: Blob[] = []
  for (let i = 0; i < visited.length; i++)
    if (!visited[i] && isMarked(i)) blobs.push(growBlob(i, width, height, isMarked, visited))
  return blobs
}

/** The share of its box that a blob fills together with its holes, and the share of the holes in that. */
export function fillOf(
  { pixels, left, top, right, bottom }: Blob,
  width: number,
): { filledShare: number; holeShare: number } {
  const [w, h] = [right - left, bottom - top]
  const mask = new Uint8Array(w * h)
  for (const i of pixels) mask[(Math.floor(i / width) - top) * w + (i % width) - left] = 1
  const outside = blobsOf(w, h, (i) => !mask[i]).filter(({ onEdge }) => onEdge > 0)
  const filled = w * h - outside.reduce((sum, blob) => sum + blob.pixels.length, 0)
  return { filledShare: filled / (w * h), holeShare: (filled - pixels.length) / filled }
}
