import * as at from '../layout'
import { storeFew } from './simd'
import { multiplyTile, tilePixels } from './tile'

/** The sums of the tile in work, [tilePixels, 8]. */
const sums = memory.data(4 * tilePixels * at.tileOutputs, 16)

/** A matrix product whose rows are gathered from pictures: for each 8 outputs, a tile of pixels after the other. */
export function product(command: usize): void {
  const pixels = load<i32>(command, at.productPixelsAt)
  const outputs = load<i32>(command, at.productOutputsAt)
  let weights: usize = load<u32>(command, at.productWeightsAt)
  for (let output = 0; output < outputs; output += at.tileOutputs) {
    for (let next = 0; next < pixels; next += tilePixels) {
      const pixel = max(min(next, pixels - tilePixels), 0) // the last tile overlaps the one before
      multiplyTile(command, pixel, weights, sums)
      finish(command, pixel, min(pixels - pixel, tilePixels), output, min(outputs - output, at.tileOutputs))
    }
    weights += load<u32>(command, at.productBlockAt)
  }
}

/** Adds what belongs to the outputs and the pixels, and stores. */
function finish(command: usize, pixel: i32, pixels: i32, output: i32, outputs: i32): void {
  const skip = 4 * output
  const low = added(command, skip)
  const high = added(command, skip + 16)
  const factor = v128.load32_splat(command, at.productFactorAt)
  const residual: usize = load<u32>(command, at.productResidualAt)
  const residualTable: usize = load<u32>(command, at.productResidualTableAt)
  const residualStride = 4 * load<i32>(command, at.productOutputsAt)
  const to: usize = <usize>load<u32>(command, at.productOutputAt) + skip
  const table: usize = load<u32>(command, at.productOutputTableAt)
  const stride = load<i32>(command, at.productOutputStrideAt)
  for (let i = 0; i < pixels; i++) {
    let a = f32x4.add(v128.load(sums + 32 * i), low)
    let b = f32x4.add(v128.load(sums + 32 * i, 16), high)
    if (residual) {
      const from = residual + position(residualTable, pixel + i) * residualStride + skip
      a = f32x4.add(a, v128.load(from))
      b = f32x4.add(b, v128.load(from, 16))
    }
    a = f32x4.mul(a, factor)
    b = f32x4.mul(b, factor)
    storeOutputs(to + position(table, pixel + i) * stride, a, b, outputs)
  }
}

/** The bias and the projection of four outputs. */
function added(command: usize, skip: usize): v128 {
  const bias: usize = load<u32>(command, at.productBiasAt)
  const projection: usize = load<u32>(command, at.productProjectionAt)
  const sum = bias ? v128.load(bias + skip) : f32x4.splat(0)
  return projection ? f32x4.add(sum, v128.load(projection + skip)) : sum
}

function position(table: usize, pixel: i32): i32 {
  return table ? load<i32>(table + 4 * pixel) : pixel
}

function storeOutputs(to: usize, low: v128, high: v128, count: i32): void {
  if (count == at.tileOutputs) {
    v128.store(to, low)
    v128.store(to, high, 16)
    return
  }
  storeFew(to, low, count)
  if (count > 4) storeFew(to + 16, high, count - 4)
}
