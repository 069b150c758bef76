import * as at from '../layout'
import { claim, portionOf } from './share'

/** Σx and Σx² of each channel in float64; a unit is up to four channels of one input. */
export function sums(command: usize): void {
  const fours = (load<i32>(command, at.firstChannelsAt) + 3) / 4
  const units = fours + (load<i32>(command, at.secondChannelsAt) + 3) / 4
  const portion = portionOf(units)
  for (let from = claim(portion); from < units; from = claim(portion)) {
    for (let unit = from; unit < min(from + portion, units); unit++) {
      if (unit < fours) sumChannels(command, at.firstAt, 4 * unit, 0)
      else sumChannels(command, at.secondAt, 4 * (unit - fours), load<i32>(command, at.firstChannelsAt))
    }
  }
}

/** @param input offset of the input's fields  @param before channels before the input's */
function sumChannels(command: usize, input: usize, begin: i32, before: i32): void {
  const channels = load<i32>(command + input, 4)
  const all = load<i32>(command, at.firstChannelsAt) + load<i32>(command, at.secondChannelsAt)
  const pixels = load<i32>(command, at.sumsPixelsAt)
  const from: usize = load<u32>(command + input)
  const sum = <usize>load<u32>(command, at.sumsOutputAt) + 8 * before
  const square = sum + 8 * all
  if (begin + 4 <= channels) {
    sumFour(from + 4 * begin, pixels, 4 * channels, sum + 8 * begin, square + 8 * begin)
    return
  }
  for (let c = begin; c < channels; c++) sumOne(from + 4 * c, pixels, 4 * channels, sum + 8 * c, square + 8 * c)
}

function sumFour(from: usize, pixels: i32, stride: usize, sum: usize, square: usize): void {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  let lowSquare = f64x2.splat(0)
  let highSquare = f64x2.splat(0)
  for (let pixel = 0; pixel < pixels; pixel++, from += stride) {
    const x = v128.load(from)
    const a = f64x2.promote_low_f32x4(x)
    const b = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 1))
    low = f64x2.add(low, a)
    high = f64x2.add(high, b)
    lowSquare = f64x2.add(lowSquare, f64x2.mul(a, a))
    highSquare = f64x2.add(highSquare, f64x2.mul(b, b))
  }
  v128.store(sum, low)
  v128.store(sum + 16, high)
  v128.store(square, lowSquare)
  v128.store(square + 16, highSquare)
}

function sumOne(from: usize, pixels: i32, stride: usize, sum: usize, square: usize): void {
  let total: f64 = 0
  let totalSquare: f64 = 0
  for (let pixel = 0; pixel < pixels; pixel++, from += stride) {
    const x: f64 = load<f32>(from)
    total += x
    totalSquare += x * x
  }
  store<f64>(sum, total)
  store<f64>(square, totalSquare)
}

/** a = γ/√(σ² + ε)·(1 + scale) and b = (β − μ·γ/√(σ² + ε))·(1 + scale) + shift of each channel. */
export function affine(command: usize): void {
  const channels = load<i32>(command, at.firstChannelsAt) + load<i32>(command, at.secondChannelsAt)
  const width = channels / load<i32>(command, at.affineGroupsAt)
  const count = <f64>width * <f64>load<i32>(command, at.affinePixelsAt)
  const from: usize = load<u32>(command, at.affineSumsAt)
  for (let begin = 0; begin < channels; begin += width) {
    let sum: f64 = 0
    let square: f64 = 0
    for (let c = begin; c < begin + width; c++) {
      sum += load<f64>(from + 8 * c)
      square += load<f64>(from + 8 * (channels + c))
    }
    const mean = sum / count
    const variance = max<f64>(square / count - mean * mean, 0)
    const scale = 1 / sqrt<f64>(variance + load<f32>(command, at.affineEpsilonAt))
    for (let c = begin; c < begin + width; c++) affineChannel(command, channels, c, mean, scale)
  }
}

function affineChannel(command: usize, channels: i32, c: i32, mean: f64, scale: f64): void {
  const modulation: usize = load<u32>(command, at.affineModulationAt)
  const more: f64 = modulation ? 1 + <f64>load<f32>(modulation + 4 * c) : 1
  const shift: f64 = modulation ? load<f32>(modulation + 4 * (channels + c)) : 0
  const a = scale * load<f32>(<usize>load<u32>(command, at.affineGammaAt) + 4 * c)
  const b = load<f32>(<usize>load<u32>(command, at.affineBetaAt) + 4 * c) - mean * a
  const output: usize = load<u32>(command, at.affineOutputAt)
  store<f32>(output + 4 * c, <f32>(a * more))
  store<f32>(output + 4 * (channels + c), <f32>(b * more + shift))
}
