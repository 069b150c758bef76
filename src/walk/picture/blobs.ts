/** A connected part of what is marked. */
export interface Blob {
  readonly pixels: readonly number[]
  readonly left: number
  readonly top: number
  /** Exclusive, as the bottom is. */
  readonly right: number
  readonly bottom: number
  /** Of its pixels, those on the picture's outermost rows and columns. */
  readonly onEdge: number
}

function grown(from: number, width: number, height: number, marked: (i: number) => boolean, seen: Uint8Array): Blob {
  const pixels = [from]
  seen[from] = 1
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
        if (seen[next] || !marked(next)) continue
        seen[next] = 1
        pixels.push(next) // the loop goes on over what is added
      }
    }
  }
  return { pixels, left, top, right, bottom, onEdge }
}

/** The connected parts of marked pixels; diagonal neighbours are connected. */
export function blobsOf(width: number, height: number, marked: (i: number) => boolean): Blob[] {
  const seen = new Uint8Array(width * height)
  const blobs: Blob[] = []
  for (let i = 0; i < seen.length; i++) if (!seen[i] && marked(i)) blobs.push(grown(i, width, height, marked, seen))
  return blobs
}

/** How much of its box a blob fills, its holes counted in, and how much the holes are of it. */
export function filling({ pixels, left, top, right, bottom }: Blob, width: number): { filled: number; holes: number } {
  const [w, h] = [right - left, bottom - top]
  const own = new Uint8Array(w * h)
  for (const i of pixels) own[(Math.floor(i / width) - top) * w + (i % width) - left] = 1
  const outside = blobsOf(w, h, (i) => !own[i]).filter(({ onEdge }) => onEdge > 0)
  const inside = w * h - outside.reduce((sum, blob) => sum + blob.pixels.length, 0)
  return { filled: inside / (w * h), holes: (inside - pixels.length) / inside }
}
