import type { UNetConfig } from '../config/unet-config'
import type { Weight } from '../checkpoint/safetensors'
import { activate } from './activation'
import { weight } from '../checkpoint/weight'

type Weights = ReadonlyMap<string, Weight>

/** The part of a configuration that decides the embedding. */
export type Timed = Pick<
  UNetConfig,
  'time_embedding_type' | 'block_out_channels' | 'flip_sin_to_cos' | 'freq_shift' | 'num_train_timesteps'
>

/**
 * The timestep's own embedding, diffusers' module `time_embedding`: W₂·silu(W₁·features(t) + b₁) + b₂.
 *
 * @param name `time_embedding`, or `class_embedding` if classes are embedded as timesteps
 * @throws RangeError for a t that the network was not made for
 */
export function timeEmbedding(config: Timed, weights: Weights, name = 'time_embedding'): (t: number) => Float32Array {
  const layer = (which: string) => ({
    weight: weight(weights, `${name}.${which}.weight`).data,
    bias: weight(weights, `${name}.${which}.bias`).data,
  })
  const [first, second] = [layer('linear_1'), layer('linear_2')]
  const features = featuresOf(config, weights)
  return (t) => affine(second, affine(first, features(t)).map(activate.silu)) // [time_embedding_dim]
}

/** diffusers' module `time_proj`: a timestep as a vector. */
function featuresOf(config: Timed, weights: Weights): (t: number) => Float32Array {
  if (config.time_embedding_type === 'positional') return (t) => sinusoids(t, config)
  const { data } = weight(weights, 'time_proj.weight')
  return config.time_embedding_type === 'fourier' ? (t) => fourier(t, data) : (t) => row(t, data, config)
}

/**
 * Sines and cosines of t at geometrically falling frequencies, in float32 as PyTorch computes them.
 * Source: Vaswani et al. 2017, section 3.5; diffusers, `get_timestep_embedding`.
 */
export function sinusoids(
  t: number,
  config: Pick<UNetConfig, 'block_out_channels' | 'flip_sin_to_cos' | 'freq_shift'>,
): Float32Array {
  const channels = config.block_out_channels[0] as number
  const half = Math.floor(channels / 2)
  const out = new Float32Array(channels) // an odd channel stays 0
  const [sinAt, cosAt] = config.flip_sin_to_cos ? [half, 0] : [0, half]
  for (let i = 0; i < half; i++) {
    const exponent = Math.fround(Math.fround(-Math.log(10000) * i) / (half - config.freq_shift))
    const angle = Math.fround(t * Math.fround(Math.exp(exponent)))
    out[sinAt + i] = Math.sin(angle)
    out[cosAt + i] = Math.cos(angle)
  }
  return out
}

/**
 * Sines, then cosines, of 2π·wᵢ·log t, rounded as PyTorch rounds: the angles are of hundreds of radians.
 * Source: Tancik et al. 2020; diffusers, `GaussianFourierProjection`.
 *
 * @throws RangeError unless t is positive
 */
function fourier(t: number, frequencies: Float32Array): Float32Array {
  if (!(t > 0)) throw new RangeError(`This network is told the logarithm of t, and ${t} has none`)
  const log = Math.fround(Math.log(t))
  const angles = frequencies.map((w) => Math.fround(Math.fround(Math.fround(log * w) * 2) * Math.fround(Math.PI)))
  return Float32Array.from([...angles.map((angle) => Math.sin(angle)), ...angles.map((angle) => Math.cos(angle))])
}

/** The row of a learned table; a t between two whole ones takes the nearer. @throws RangeError beyond the table */
function row(t: number, table: Float32Array, { block_out_channels, num_train_timesteps }: Timed): Float32Array {
  const index = Math.round(t)
  const rows = num_train_timesteps ?? 0
  if (!(index >= 0 && index < rows)) throw new RangeError(`No timestep ${t}: this network has a table of ${rows}`)
  const width = block_out_channels[0] as number
  return table.subarray(index * width, (index + 1) * width)
}

/** W·x + b, W as PyTorch stores it: [out, in]. */
function affine({ weight, bias }: { weight: Float32Array; bias: Float32Array }, x: Float32Array): Float32Array {
  return bias.map((b, row) => {
    let sum = b
    for (let i = 0; i < x.length; i++) sum += (weight[row * x.length + i] as number) * (x[i] as number)
    return sum
  })
}
