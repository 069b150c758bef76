import type { Ink } from './mnist-shape'

export interface Point {
  readonly x: number
  readonly y: number
}
export type Stroke = readonly Point[]

/** The distance of a place from the line between two points. */
function distanceToLine(x: number, y: number, from: Point, to: Point): number {
  const [across, down] = [to.x - from.x, to.y - from.y]
  const length = across * across + down * down
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * across + (y - from.y) * down) / length))
  return Math.hypot(x - from.x - share * across, y - from.y - share * down)
}

/** Inks all pixels that a round pen covers on its way between two points. */
function inkLine({ width, height, values }: Ink, from: Point, to: Point, radius: number): void {
  const low = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - radius - 1))
  const high = (a: number, b: number, most: number) => Math.min(most, Math.ceil(Math.max(a, b) + radius + 1))
  for (let y = low(from.y, to.y); y < high(from.y, to.y, height); y++) {
    for (let x = low(from.x, to.x); x < high(from.x, to.x, width); x++) {
      const ink = Math.max(0, Math.min(1, radius + 0.5 - distanceToLine(x + 0.5, y + 0.5, from, to)))
      values[y * width + x] = Math.max(ink, values[y * width + x] ?? 0)
    }
  }
}

/**
 * The ink of a round pen's strokes on a square pad. It is computed and not read from the pad's canvas, because browsers that resist
 * fingerprinting give back noise.
 *
 * @param side of the pad, in pixels
 * @param pen width of the pen, in pixels
 */
export function inkOfStrokes(
  strokes: readonly Stroke[],
  { side, pen }: { readonly side: number; readonly pen: number },
): Ink {
  const ink: Ink = { width: side, height: side, values: new Float32Array(side * side) }
  for (const stroke of strokes)
    stroke.forEach((to, i) => {
      inkLine(ink, stroke[Math.max(0, i - 1)] ?? to, to, pen / 2)
    })
  return ink
}
