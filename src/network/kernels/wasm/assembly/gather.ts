import * as at from '../layout'
import { activate } from './activation'
import { claim, portionOf } from './share'
import { loadFew, multiplyAdd, storeFew } from './simd'

/** Writes f(a·x + b) of the inputs side by side into a picture with zeros around it; a unit is a row of that. */
export function activateRows(command: usize): void {
  const around = load<i32>(command, at.gatherBeforeAt) + load<i32>(command, at.gatherAfterAt)
  const units = load<i32>(command, at.gatherHeightAt) + around
  const portion = portionOf(units)
  for (let from = claim(portion); from < units; from = claim(portion)) {
    for (let unit = from; unit < min(from + portion, units); unit++) writeRow(command, unit)
  }
}

function writeRow(command: usize, row: i32): void {
  const width = load<i32>(command, at.gatherWidthAt)
  const before = load<i32>(command, at.gatherBeforeAt)
  const after = load<i32>(command, at.gatherAfterAt)
  const pixel = 4 * (load<i32>(command, at.firstChannelsAt) + load<i32>(command, at.secondChannelsAt))
  const length = (before + width + after) * pixel
  const output = <usize>load<u32>(command, at.gatherOutputAt) + row * length
  const y = row - before
  if (y < 0 || y >= load<i32>(command, at.gatherHeightAt)) {
    memory.fill(output, 0, length)
    return
  }
  memory.fill(output, 0, before * pixel)
  activateRow(command, y * width, width, output + before * pixel)
  memory.fill(output + (before + width) * pixel, 0, after * pixel)
}

function activateRow(command: usize, pixel: i32, width: i32, output: usize): void {
  const first = load<i32>(command, at.firstChannelsAt)
  const second = load<i32>(command, at.secondChannelsAt)
  const a: usize = load<u32>(command, at.gatherAffineAt)
  const b = a + 4 * (first + second)
  const activation = load<i32>(command, at.gatherActivationAt)
  const from: usize = <usize>load<u32>(command, at.firstAt) + 4 * pixel * first
  if (second == 0) {
    activateInput(from, width, first, a, b, activation, output, 4 * first)
    return
  }
  const stride = 4 * (first + second)
  const beside: usize = <usize>load<u32>(command, at.secondAt) + 4 * pixel * second
  activateInput(from, width, first, a, b, activation, output, stride)
  const skip = 4 * first
  activateInput(beside, width, second, a && a + skip, b + skip, activation, output + skip, stride)
}

/** One input's part of each pixel of a row. @param a address of the factors; 0: x is copied */
function activateInput(
  from: usize,
  pixels: i32,
  channels: i32,
  a: usize,
  b: usize,
  activation: i32,
  to: usize,
  stride: usize,
): void {
  for (let pixel = 0; pixel < pixels; pixel++, from += 4 * channels, to += stride) {
    if (a == 0) {
      copy(from, to, channels)
      continue
    }
    const whole = channels & ~3
    if (activation == at.siluActivation) {
      for (let c = 0; c < 4 * whole; c += 16) {
        const x = multiplyAdd(v128.load(from + c), v128.load(a + c), v128.load(b + c))
        v128.store(to + c, activate(x, at.siluActivation))
      }
    } else {
      for (let c = 0; c < 4 * whole; c += 16) {
        const x = multiplyAdd(v128.load(from + c), v128.load(a + c), v128.load(b + c))
        v128.store(to + c, activateAny(x, activation))
      }
    }
    const few = channels - whole
    if (few == 0) continue
    const c = 4 * whole
    const x = multiplyAdd(loadFew(from + c, few), loadFew(a + c, few), loadFew(b + c, few))
    storeFew(to + c, activateAny(x, activation), few)
  }
}

function activateAny(x: v128, activation: i32): v128 {
  return activate(x, activation)
}

function copy(from: usize, to: usize, channels: i32): void {
  const whole = channels & ~3
  for (let c = 0; c < 4 * whole; c += 16) v128.store(to + c, v128.load(from + c))
  for (let c = whole; c < channels; c++) store<f32>(to + 4 * c, load<f32>(from + 4 * c))
}
