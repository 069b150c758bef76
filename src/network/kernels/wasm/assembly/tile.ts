import * as at from '../layout'
import { multiplyAdd } from './simd'

/**
 * Pixels of a tile. The 12 sums of 6 pixels, 2 vectors of weights and 1 of a pixel are the 15 registers that browsers leave to us of x86's
 * 16; without fused multiply-add a product needs one more, and the 8 sums of 4 pixels were measured to be the fastest.
 */
export const tilePixels = ASC_FEATURE_RELAXED_SIMD ? 6 : 4

/**
 * The inner products of a tile's pixels with 8 columns of weights, over all segments. It is one long function because the sums must
 * stay in registers, and its loop is not unrolled because browsers then keep some of them in memory.
 *
 * @param pixel the first of the pixels; those beyond the last are the last
 * @param sums address of the results, [tilePixels, 8]
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
    let p4 = tilePixels > 4 ? pixelAddress(segment, min(pixel + 4, last)) : 0
    let p5 = tilePixels > 4 ? pixelAddress(segment, min(pixel + 5, last)) : 0
    const length = 4 * load<i32>(segment, at.segmentRowLengthAt)
    const skip = load<i32>(segment, at.segmentRowStrideAt) - length
    for (let row = load<i32>(segment, at.segmentRowsAt); row > 0; row--) {
      for (const rowEnd = p0 + length; p0 < rowEnd; weights += 4 * at.tileOutputs) {
        const u = v128.load(weights)
        const v = v128.load(weights, 16)
        let x = v128.load32_splat(p0)
        a0 = multiplyAdd(x, u, a0)
        b0 = multiplyAdd(x, v, b0)
        p0 += 4
        x = v128.load32_splat(p1)
        a1 = multiplyAdd(x, u, a1)
        b1 = multiplyAdd(x, v, b1)
        p1 += 4
        x = v128.load32_splat(p2)
        a2 = multiplyAdd(x, u, a2)
        b2 = multiplyAdd(x, v, b2)
        p2 += 4
        x = v128.load32_splat(p3)
        a3 = multiplyAdd(x, u, a3)
        b3 = multiplyAdd(x, v, b3)
        p3 += 4
        if (tilePixels > 4) {
          x = v128.load32_splat(p4)
          a4 = multiplyAdd(x, u, a4)
          b4 = multiplyAdd(x, v, b4)
          p4 += 4
          x = v128.load32_splat(p5)
          a5 = multiplyAdd(x, u, a5)
          b5 = multiplyAdd(x, v, b5)
          p5 += 4
        }
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
  if (tilePixels > 4) {
    v128.store(sums, a4, 128)
    v128.store(sums, b4, 144)
    v128.store(sums, a5, 160)
    v128.store(sums, b5, 176)
  }
}

function pixelAddress(segment: usize, pixel: i32): usize {
  const table: usize = load<u32>(segment, at.segmentTableAt)
  const position = table ? load<i32>(table + 4 * pixel) : pixel
  return load<u32>(segment, at.segmentBaseAt) + position * load<i32>(segment, at.segmentStrideAt)
}
