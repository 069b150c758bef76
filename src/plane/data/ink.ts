import { drawsOf } from './distribution'
import type { PointsFrame } from './frame'
import type { PointSet } from '../../engine/protocol/plane'

/** A drawing: the amount of ink and the class of each pixel, y down. */
export interface Ink {
  readonly width: number
  readonly height: number
  /** [height·width], ≥ 0. */
  readonly amount: Float32Array
  /** [height·width], 0 or 1. */
  readonly labels: Uint8Array
}

/** The cumulative sum of the ink, [height·width]: each entry includes its own pixel. */
function cumulative(amount: Float32Array): Float64Array {
  const sums = new Float64Array(amount.length)
  let sum = 0
  amount.forEach((value, i) => {
    sums[i] = sum += value
  })
  return sums
}

/** The frame in which the ink has mean 0 and a standard deviation, averaged over both axes, of 1; undefined if there is no ink. */
function inkFrame({ width, amount }: Ink): PointsFrame | undefined {
  let [sum, x, y, squares] = [0, 0, 0, 0]
  amount.forEach((value, i) => {
    const [column, row] = [(i % width) + 0.5, Math.floor(i / width) + 0.5]
    sum += value
    x += value * column
    y += value * row
    squares += value * (column ** 2 + row ** 2)
  })
  if (!(sum > 0)) return undefined
  const variance = squares / sum - (x / sum) ** 2 - (y / sum) ** 2
  return { x: x / sum, y: y / sum, scale: 1 / Math.sqrt(variance / 2 + 1 / 12) } // the variance of the middles of pixels, plus that within a pixel
}

/** The first index whose sum exceeds `value`, by bisection: the sums never decrease. */
function firstAbove(sums: Float64Array, value: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? NaN) > value) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Draws n points from a drawing, y up: a pixel is chosen with a probability proportional to its ink, then a place within it.
 * The frame comes from the ink, not from the points, so that asking for more points keeps the first ones.
 *
 * @returns undefined if there is no ink.
 */
export function inkPoints(ink: Ink, n: number, seed: number): PointSet | undefined {
  const frame = inkFrame(ink)
  if (!frame) return undefined
  const sums = cumulative(ink.amount)
  const total = sums.at(-1) ?? 0
  const xy = new Float32Array(2 * n)
  const labels = new Uint8Array(n)
  for (const { i, u, v, z } of drawsOf(n, seed)) {
    const pixel = firstAbove(sums, u * total)
    const within = z - Math.floor(z) // the fraction of a normal number is uniform, to 1e-8
    xy[2 * i] = ((pixel % ink.width) + v - frame.x) * frame.scale
    xy[2 * i + 1] = (frame.y - Math.floor(pixel / ink.width) - within) * frame.scale
    labels[i] = ink.labels[pixel] ?? 0
  }
  return { xy, labels }
}
