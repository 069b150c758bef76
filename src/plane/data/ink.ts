import { drawsOf } from './distribution'
import type { PointsFrame } from './frame'
import type { PointSet } from '../../engine/protocol/plane'

/** A drawing: how much ink lies on each of its pixels, y down, and which class each belongs to. */
export interface Ink {
  readonly width: number
  readonly height: number
  /** [height·width], ≥ 0. */
  readonly amount: Float32Array
  /** [height·width], 0 or 1. */
  readonly labels: Uint8Array
}

/** The sum of ink up to and with each pixel, [height·width]. */
function cumulative(amount: Float32Array): Float64Array {
  const sums = new Float64Array(amount.length)
  let sum = 0
  amount.forEach((value, i) => {
    sums[i] = sum += value
  })
  return sums
}

/** Mean 0 and deviation 1 of all the ink, as the mean of both axes; undefined where there is none. */
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
  return { x: x / sum, y: y / sum, scale: 1 / Math.sqrt(variance / 2 + 1 / 12) } // of middles, and within a pixel
}

/** The first index whose sum is above `value`; sums never fall. */
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
 * n points, each where ink is as likely as there is ink, anywhere within its pixel; scaled by the ink itself, so that more
 * points are the same ones and others. y up.
 *
 * @returns undefined where there is no ink.
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
    const within = z - Math.floor(z) // of a normal: as good as uniform, to 1e-8
    xy[2 * i] = ((pixel % ink.width) + v - frame.x) * frame.scale
    xy[2 * i + 1] = (frame.y - Math.floor(pixel / ink.width) - within) * frame.scale
    labels[i] = ink.labels[pixel] ?? 0
  }
  return { xy, labels }
}
