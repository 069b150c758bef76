import * as at from '../layout'
import { multiplyAdd } from './simd'

/**
 * The inner products of 6 pixels with 8 columns of weights, over all segments. It is one long function because the 12 sums must stay in
 * registers: with 2 of weights and 1 of a pixel they are the 15 that a browser leaves to us of x86's 16.
 *
 * @param pixel the first of the pixels; those beyond the last are the last
 * @param sums address of the results, [6, 8]
 */
export function multiplyTile(command: usize, pixel: i32, weights: usize, sums: usize): void {
  let a0 = f32x4.splat(0)
  let b0 = f32x4.splat(0)
  let a1 = f32x4.splat(0)
  let b1 = f32x4.splat(0)
  let a2 = f32x4.splat(0)
  let b2 = f32x4.splat(0)
  let a3 = f32x4.splat(0)
  let b3 = f32x4.splat(0)
  let a4 = f32x4.splat(0)
  let b4 = f32x4.splat(0)
  let a5 = f32x4.splat(0)
  let b5 = f32x4.splat(0)
  const last = load<i32>(command, at.productPixelsAt) - 1
  let segment = command + at.productLength
  const end = segment + load<i32>(command, at.productSegmentsAt) * at.segmentLength
  for (; segment < end; segment += at.segmentLength) {
    let p0 = pixelAddress(segment, min(pixel, last))
    let p1 = pixelAddress(segment, min(pixel + 1, last))
    let p2 = pixelAddress(segment, min(pixel + 2, last))
    let p3 = pixelAddress(segment, min(pixel + 3, last))
    let p4 = pixelAddress(segment, min(pixel + 4, last))
    let p5 = pixelAddress(segment, min(pixel + 5, last))
    const length = 4 * load<i32>(segment, at.segmentRowLengthAt)
    const skip = load<i32>(segment, at.segmentRowStrideAt) - length
    for (let row = load<i32>(segment, at.segmentRowsAt); row > 0; row--) {
      const rowEnd = p0 + length
      let u: v128, v: v128, x: v128
      const unrolledEnd = p0 + (length & -8)
      while (p0 < unrolledEnd) {
        u = v128.load(weights, 0)
        v = v128.load(weights, 16)
        x = v128.load32_splat(p0, 0)
        a0 = multiplyAdd(x, u, a0)
        b0 = multiplyAdd(x, v, b0)
        x = v128.load32_splat(p1, 0)
        a1 = multiplyAdd(x, u, a1)
        b1 = multiplyAdd(x, v, b1)
        x = v128.load32_splat(p2, 0)
        a2 = multiplyAdd(x, u, a2)
        b2 = multiplyAdd(x, v, b2)
        x = v128.load32_splat(p3, 0)
        a3 = multiplyAdd(x, u, a3)
        b3 = multiplyAdd(x, v, b3)
        x = v128.load32_splat(p4, 0)
        a4 = multiplyAdd(x, u, a4)
        b4 = multiplyAdd(x, v, b4)
        x = v128.load32_splat(p5, 0)
        a5 = multiplyAdd(x, u, a5)
        b5 = multiplyAdd(x, v, b5)
        u = v128.load(weights, 32)
        v = v128.load(weights, 48)
        x = v128.load32_splat(p0, 4)
        a0 = multiplyAdd(x, u, a0)
        b0 = multiplyAdd(x, v, b0)
        x = v128.load32_splat(p1, 4)
        a1 = multiplyAdd(x, u, a1)
        b1 = multiplyAdd(x, v, b1)
        x = v128.load32_splat(p2, 4)
        a2 = multiplyAdd(x, u, a2)
        b2 = multiplyAdd(x, v, b2)
        x = v128.load32_splat(p3, 4)
        a3 = multiplyAdd(x, u, a3)
        b3 = multiplyAdd(x, v, b3)
        x = v128.load32_splat(p4, 4)
        a4 = multiplyAdd(x, u, a4)
        b4 = multiplyAdd(x, v, b4)
        x = v128.load32_splat(p5, 4)
        a5 = multiplyAdd(x, u, a5)
        b5 = multiplyAdd(x, v, b5)
        p0 += 8
        p1 += 8
        p2 += 8
        p3 += 8
        p4 += 8
        p5 += 8
        weights += 64
      }
      while (p0 < rowEnd) {
        u = v128.load(weights, 0)
        v = v128.load(weights, 16)
        x = v128.load32_splat(p0, 0)
        a0 = multiplyAdd(x, u, a0)
        b0 = multiplyAdd(x, v, b0)
        x = v128.load32_splat(p1, 0)
        a1 = multiplyAdd(x, u, a1)
        b1 = multiplyAdd(x, v, b1)
        x = v128.load32_splat(p2, 0)
        a2 = multiplyAdd(x, u, a2)
        b2 = multiplyAdd(x, v, b2)
        x = v128.load32_splat(p3, 0)
        a3 = multiplyAdd(x, u, a3)
        b3 = multiplyAdd(x, v, b3)
        x = v128.load32_splat(p4, 0)
        a4 = multiplyAdd(x, u, a4)
        b4 = multiplyAdd(x, v, b4)
        x = v128.load32_splat(p5, 0)
        a5 = multiplyAdd(x, u, a5)
        b5 = multiplyAdd(x, v, b5)
        p0 += 4
        p1 += 4
        p2 += 4
        p3 += 4
        p4 += 4
        p5 += 4
        weights += 32
      }
      p0 += skip
      p1 += skip
      p2 += skip
      p3 += skip
      p4 += skip
      p5 += skip
    }
  }
  v128.store(sums, a0, 0)
  v128.store(sums, b0, 16)
  v128.store(sums, a1, 32)
  v128.store(sums, b1, 48)
  v128.store(sums, a2, 64)
  v128.store(sums, b2, 80)
  v128.store(sums, a3, 96)
  v128.store(sums, b3, 112)
  v128.store(sums, a4, 128)
  v128.store(sums, b4, 144)
  v128.store(sums, a5, 160)
  v128.store(sums, b5, 176)
}

function pixelAddress(segment: usize, pixel: i32): usize {
  const table: usize = load<u32>(segment, at.segmentTableAt)
  const position = table ? load<i32>(table + 4 * pixel) : pixel
  return load<u32>(segment, at.segmentBaseAt) + position * load<i32>(segment, at.segmentStrideAt)
}
