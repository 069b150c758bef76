import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../checkpoint/config'
import type { Weight } from '../checkpoint/safetensors'
import { weight } from './parameters'

/**
 * What the network is told about a picture — its noise level and its class — as one vector a sample, after the SiLU
 * that every residual block would apply first. Computed on the CPU: a few thousand multiplications, where a GPU would
 * take ten dispatches.
 *
 * e = W₂·silu(W₁·sinusoids(t) + b₁) + b₂ + class row;  returns silu(e)
 */
export type Conditioning = (timesteps: readonly number[], classes: readonly number[]) => Tensor2D // [B, time_embedding_dim]

export function conditioningOf(config: UNetConfig, weights: ReadonlyMap<string, Weight>): Conditioning {
  const timeOf = timeEmbedding(config, weights)
  const classRows = config.num_class_embeds === null ? null : weight(weights, 'class_embedding.weight').data
  const width = config.time_embedding_dim
  const embed = (t: number, label: number) => {
    if (config.num_class_embeds !== null && !(label >= 0 && label < config.num_class_embeds)) throw new RangeError(`No class ${label}`)
    const time = timeOf(t)
    return classRows ? time.map((e, i) => silu(e + (classRows[label * width + i] as number))) : time.map(silu)
  }
  return (timesteps, classes) => {
    const rows = new Map<string, Float32Array>() // most batches share a timestep and a class or two
    const out = new Float32Array(timesteps.length * width)
    timesteps.forEach((t, picture) => {
      const label = classes[picture] ?? 0
      const key = `${t} ${label}`
      const row = rows.get(key) ?? embed(t, label)
      rows.set(key, row)
      out.set(row, picture * width)
    })
    return tensor2d(out, [timesteps.length, width])
  }
}

/** The timestep's own embedding, diffusers' module `time_embedding`: W₂·silu(W₁·sinusoids(t) + b₁) + b₂. */
export function timeEmbedding(config: UNetConfig, weights: ReadonlyMap<string, Weight>): (t: number) => Float32Array {
  const layer = (name: string) => ({ weight: weight(weights, `time_embedding.${name}.weight`).data, bias: weight(weights, `time_embedding.${name}.bias`).data })
  const [first, second] = [layer('linear_1'), layer('linear_2')]
  return (t) => affine(second, affine(first, sinusoids(t, config)).map(silu)) // [time_embedding_dim]
}

/**
 * Sines and cosines of t at geometrically falling frequencies, in float32 as PyTorch computes them.
 * Source: Vaswani et al. 2017, section 3.5; diffusers, `get_timestep_embedding`.
 */
export function sinusoids(t: number, config: Pick<UNetConfig, 'block_out_channels' | 'flip_sin_to_cos' | 'freq_shift'>): Float32Array {
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

/** W·x + b, W as PyTorch stores it: [out, in]. */
function affine({ weight, bias }: { weight: Float32Array; bias: Float32Array }, x: Float32Array): Float32Array {
  return bias.map((b, row) => {
    let sum = b
    for (let i = 0; i < x.length; i++) sum += (weight[row * x.length + i] as number) * (x[i] as number)
    return sum
  })
}

function silu(x: number): number {
  return x / (1 + Math.exp(-x))
}
