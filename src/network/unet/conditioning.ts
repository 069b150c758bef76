import { tensor2d, type Tensor2D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../config/unet-config'
import type { Weight } from '../checkpoint/safetensors'
import { activate } from './activation'
import { weight } from '../checkpoint/weight'
import { timeEmbedding, type Timed } from './time-embedding'

/** What a network is conditioned on: a row of its class table, a number that it embeds itself, or an embedding as a vector. */
export type Condition = number | Float32Array

/** The part of a configuration that decides how a network is conditioned. */
export type Conditioned = Timed &
  Pick<UNetConfig, 'time_embedding_dim' | 'act_fn' | 'class_embed_type' | 'num_class_embeds'>

/**
 * Embeds the noise level and the class of each sample as one vector, after the activation that every residual block would
 * apply first. The CPU computes it: it takes a few thousand multiplications there, and ten dispatches on a GPU.
 *
 * e = W₂·silu(W₁·features(t) + b₁) + b₂ + class;  returns f(e). A class of null adds nothing: the time alone. What was computed is kept.
 */
export type Conditioning = (timesteps: readonly number[], classes: readonly (Condition | null)[]) => Tensor2D // [B, time_embedding_dim]

/** Embeddings that are kept: those of a run of 1,000 steps with and without its class, so that playing it again computes none. */
const keptRows = 2048

export function conditioningOf(config: Conditioned, weights: ReadonlyMap<string, Weight>): Conditioning {
  const timeOf = timeEmbedding(config, weights)
  const classOf = classEmbedding(config, weights)
  const width = config.time_embedding_dim
  const embed = (t: number, label: Condition | null) => {
    const classEmbedded = label === null ? null : classOf(label)
    return timeOf(t).map((e, i) => activate[config.act_fn](classEmbedded ? e + (classEmbedded[i] as number) : e))
  }
  const rows = new Map<string, Float32Array>()
  const rowOf = (t: number, label: Condition | null) => {
    if (label !== null && typeof label !== 'number') return embed(t, label)
    const key = `${t} ${label}`
    const row = rows.get(key) ?? embed(t, label)
    if (rows.size >= keptRows) rows.clear()
    rows.set(key, row)
    return row
  }
  return (timesteps, classes) => {
    const out = new Float32Array(timesteps.length * width)
    timesteps.forEach((t, picture) => {
      const condition = classes[picture]
      out.set(rowOf(t, condition === undefined ? 0 : condition), picture * width)
    })
    return tensor2d(out, [timesteps.length, width])
  }
}

/** The embedding of the class; null if the network takes no class. @throws RangeError for a class that it does not have */
function classEmbedding(
  config: Conditioned,
  weights: ReadonlyMap<string, Weight>,
): (label: Condition) => Float32Array | null {
  const { num_class_embeds: rows, time_embedding_dim: width } = config
  if (config.class_embed_type === 'identity') return (label) => vectorOf(label, width)
  const numberOf = (label: Condition) => (typeof label === 'number' ? label : NaN)
  if (config.class_embed_type === 'timestep') {
    const embed = timeEmbedding(config, weights, 'class_embedding')
    return (label) => (Number.isFinite(label) ? embed(numberOf(label)) : noClass(label))
  }
  if (rows === null) return () => null
  const table = weight(weights, 'class_embedding.weight').data
  return (label) => {
    const index = numberOf(label)
    return Number.isInteger(index) && index >= 0 && index < rows
      ? table.subarray(index * width, (index + 1) * width)
      : noClass(label)
  }
}

/** The embedding of a condition that is a vector: the vector itself; 0 stands for none. */
function vectorOf(label: Condition, width: number): Float32Array {
  if (label === 0) return new Float32Array(width)
  return typeof label !== 'number' && label.length === width ? label : noClass(label)
}

function noClass(label: Condition): never {
  throw new RangeError(typeof label === 'number' ? `No class ${label}` : `A class of ${label.length} numbers`)
}
