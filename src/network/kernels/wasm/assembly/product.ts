import * as at from '../layout'
import { claim, portionOf } from './share'
import { storeFew } from './simd'
import { multiplyTile, tilePixels } from './tile'

/** Address of the sums of the tile in work, [tilePixels, 8]. */
let sums: usize = 0

/** @param address of memory of this thread alone, for the sums of a tile */
export function useSums(address: usize): void {
  sums = address
}

/** A matrix product whose rows are gathered from pictures: for each 8 outputs, a tile of pixels after the other. */
export function product(command: usize): void {
  const tiles = (load<i32>(command, at.productPixelsAt) + tilePixels - 1) / tilePixels
  const units = tiles * ((load<i32>(command, at.productOutputsAt) + at.tileOutputs - 1) / at.tileOutputs)
  const portion = portionOf(units)
  for (let from = claim(portion); from < units; from = claim(portion)) {
    for (let unit = from; unit < min(from + portion, units); unit++) computeTile(command, unit / tiles, unit % tiles)
  }
}

function computeTile(command: usize, block: i32, tile: i32): void {
  const pixels = load<i32>(command, at.productPixelsAt)
  const pixel = max(min(tile * tilePixels, pixels - tilePixels), 0) // the last tile overlaps the one before
  const weights = load<u32>(command, at.productWeightsAt) + block * load<u32>(command, at.productBlockAt)
  multiplyTile(command, pixel, weights, sums)
  const output = block * at.tileOutputs
  const outputs = min(load<i32>(command, at.productOutputsAt) - output, at.tileOutputs)
  finish(command, pixel, min(pixels - pixel, tilePixels), output, outputs)
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
