import * as at from '../layout'
import { claim, portionOf } from './share'
import { exponential, loadFew, storeFew } from './simd'

/** Lays a matrix out as the weights of a product; a unit is a block of columns. */
export function packColumns(command: usize): void {
  const units = (load<i32>(command, at.packColumnsAt) + at.tileOutputs - 1) / at.tileOutputs
  const portion = portionOf(units)
  for (let from = claim(portion); from < units; from = claim(portion)) {
    for (let unit = from; unit < min(from + portion, units); unit++) packBlock(command, unit)
  }
}

function packBlock(command: usize, block: i32): void {
  const input: usize = load<u32>(command, at.packInputAt)
  const rows = load<i32>(command, at.packRowsAt)
  const columns = load<i32>(command, at.packColumnsAt)
  const rowStride = load<i32>(command, at.packRowStrideAt)
  const columnStride = load<i32>(command, at.packColumnStrideAt)
  const first = block * at.tileOutputs
  let output: usize = <usize>load<u32>(command, at.packOutputAt) + 4 * first * rows
  for (let row = 0; row < rows; row++) {
    for (let column = first; column < first + at.tileOutputs; column++, output += 4) {
      const value = column < columns ? load<f32>(input + row * rowStride + column * columnStride) : 0
      store<f32>(output, value)
    }
  }
}

/** exp(x − max)/Σ of each row, in place; a unit is a row. */
export function softmax(command: usize): void {
  const units = load<i32>(command, at.softmaxRowsAt)
  const columns = load<i32>(command, at.softmaxColumnsAt)
  const first: usize = load<u32>(command, at.softmaxAt)
  const portion = portionOf(units)
  for (let from = claim(portion); from < units; from = claim(portion)) {
    for (let unit = from; unit < min(from + portion, units); unit++) softmaxRow(first + 4 * columns * unit, columns)
  }
}

function softmaxRow(row: usize, columns: i32): void {
  let largest = load<f32>(row)
  for (let i = 1; i < columns; i++) largest = max<f32>(largest, load<f32>(row + 4 * i))
  const shift = f32x4.splat(largest)
  let total: f64 = 0
  for (let i = 0; i < columns; i += 4) {
    const few = min(columns - i, 4)
    const y = exponential(f32x4.sub(loadFew(row + 4 * i, few), shift))
    storeFew(row + 4 * i, y, few)
    for (let lane = 0; lane < few; lane++) total += load<f32>(row + 4 * (i + lane))
  }
  const factor = f32x4.splat(<f32>(1 / total))
  for (let i = 0; i < columns; i += 4) {
    const few = min(columns - i, 4)
    storeFew(row + 4 * i, f32x4.mul(loadFew(row + 4 * i, few), factor), few)
  }
}
