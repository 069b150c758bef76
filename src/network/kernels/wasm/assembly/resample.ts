import * as at from '../layout'
import { claim, portionOf } from './share'

/**
 * Each output is a weighted sum of neighbouring pixels, with the same weights along both axes: the mean of two; [1, 3, 3, 1]/8 at
 * stride 2 (the blur, then the mean); or [1, 3]/4 and [3, 1]/4 in turn (repeating, then the blur). A unit is a row of outputs.
 */
export function resample(command: usize): void {
  const units = scaled(load<i32>(command, at.resampleHeightAt), load<i32>(command, at.resampleByAt))
  const portion = portionOf(units)
  for (let from = claim(portion); from < units; from = claim(portion)) {
    for (let unit = from; unit < min(from + portion, units); unit++) resampleRow(command, unit)
  }
}

function resampleRow(command: usize, y: i32): void {
  const by = load<i32>(command, at.resampleByAt)
  const width = scaled(load<i32>(command, at.resampleWidthAt), by)
  const pixel = 4 * load<i32>(command, at.resampleChannelsAt)
  let output: usize = <usize>load<u32>(command, at.resampleOutputAt) + y * width * pixel
  for (let x = 0; x < width; x++, output += pixel) {
    memory.fill(output, 0, pixel)
    addNeighbours(command, by, y, x, output)
  }
}

function scaled(side: i32, by: i32): i32 {
  return by == at.byFirUp ? 2 * side : side / 2
}

function addNeighbours(command: usize, by: i32, y: i32, x: i32, output: usize): void {
  const input: usize = load<u32>(command, at.resampleInputAt)
  const height = load<i32>(command, at.resampleHeightAt)
  const width = load<i32>(command, at.resampleWidthAt)
  const channels = load<i32>(command, at.resampleChannelsAt)
  const taps = by == at.byFirDown ? 4 : 2
  const top = firstTap(y, by)
  const left = firstTap(x, by)
  for (let i = max(0, -top); i < min(taps, height - top); i++) {
    for (let j = max(0, -left); j < min(taps, width - left); j++) {
      const weight = weightOf(by, y, i) * weightOf(by, x, j)
      addPixel(input + 4 * channels * ((top + i) * width + left + j), weight, channels, output)
    }
  }
}

/** The first pixel along an axis that an output reads. */
function firstTap(position: i32, by: i32): i32 {
  if (by == at.byDown) return 2 * position
  if (by == at.byFirDown) return 2 * position - 1
  return ((position + 1) >> 1) - 1
}

function weightOf(by: i32, position: i32, tap: i32): f32 {
  if (by == at.byDown) return 0.5
  if (by == at.byFirDown) return tap == 0 || tap == 3 ? 0.125 : 0.375
  return (position & 1) == tap ? 0.25 : 0.75
}

function addPixel(from: usize, weight: f32, channels: i32, output: usize): void {
  const whole = channels & ~3
  const factor = f32x4.splat(weight)
  for (let c = 0; c < 4 * whole; c += 16) {
    v128.store(output + c, f32x4.add(v128.load(output + c), f32x4.mul(v128.load(from + c), factor)))
  }
  for (let c = 4 * whole; c < 4 * channels; c += 4) {
    store<f32>(output + c, load<f32>(output + c) + weight * load<f32>(from + c))
  }
}
