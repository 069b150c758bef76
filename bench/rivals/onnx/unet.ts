import type { Weight } from '../../../src/network/checkpoint/safetensors'
import { groupsOut, planOf, type Block, type Layer } from '../../../src/network/config/plan'
import type { UNetConfig } from '../../../src/network/config/unet-config'
import { createGraph, type Graph, type GraphBuilder, type Value } from './graph'
import { add, attention, conv, double, gemm, groupNorm, pictureShape, resnet, silu } from './layers'

/** Names of the graph's inputs: the parameters of UNet2DModel.forward. */
export const INPUTS = { sample: 'sample', timestep: 'timestep', classes: 'class_labels' } as const

/**
 * diffusers' UNet2DModel.forward as ONNX, as torch exports it: sample [B, C, H, W], timestep [B], class_labels [B] → [B, out, H, W].
 *
 * @throws Error for what no network of the shelf has
 */
export function exportUNet(config: UNetConfig, weights: ReadonlyMap<string, Weight>, batch: number): Graph {
  checkShelf(config)
  const b = createGraph(weights)
  const sample = b.input(INPUTS.sample, 'float32', [batch, config.in_channels, config.sample_size, config.sample_width])
  const state = { h: conv(b, sample, 'conv_in'), embedding: embed(b, config, batch) }
  const plan = planOf(config)
  const skips = [state.h]
  const apply = ({ resnet: first, attention: second }: Layer) => {
    state.h = resnet(b, state.h, state.embedding, first, config)
    if (second) state.h = attention(b, state.h, second, config)
  }
  for (const block of plan.down) {
    for (const layer of block.layers) {
      apply(layer)
      skips.push(state.h)
    }
    if (block.resample) skips.push((state.h = conv(b, state.h, nameOf(block), 2)))
  }
  plan.mid.forEach(apply)
  for (const block of plan.up) {
    for (const layer of block.layers) {
      state.h = concat(b, state.h, skips.pop() as Value)
      apply(layer)
    }
    if (block.resample) state.h = conv(b, double(b, state.h), nameOf(block))
  }
  const last = silu(b, groupNorm(b, state.h, 'conv_norm_out', groupsOut(config), config.norm_eps))
  return b.graph([conv(b, last, 'conv_out')])
}

/** Refuses what the exporter does not write. */
function checkShelf(config: UNetConfig): void {
  const { time_embedding_type, act_fn, class_embed_type, center_input_sample, downsample_padding } = config
  const { down, up } = planOf(config)
  const isPlain = [...down, ...up].every(
    ({ resample, picture, attention: last }) => !picture && !last && (!resample || resample.kind === 'conv'),
  )
  if (
    time_embedding_type !== 'positional' ||
    act_fn !== 'silu' ||
    class_embed_type !== null ||
    center_input_sample ||
    downsample_padding !== 1 ||
    !isPlain
  )
    throw new Error('The bench exports only networks built like those of the shelf')
}

const nameOf = ({ resample }: Block) => (resample as NonNullable<typeof resample>).name

function concat(b: GraphBuilder, x: Value, y: Value): Value {
  const [batch, channels, ...size] = pictureShape(x)
  return b.node('Concat', [x, y], [batch, channels + pictureShape(y)[1], ...size], { axis: { int: 1 } })
}

/** The embedding of timestep and class, [B, time_embedding_dim]. Source: diffusers, `get_timestep_embedding`, `TimestepEmbedding`. */
function embed(b: GraphBuilder, config: UNetConfig, batch: number): Value {
  const half = Math.floor((config.block_out_channels[0] as number) / 2)
  const frequencies = Float32Array.from({ length: half }, (_, i) =>
    Math.exp(Math.fround(-Math.log(10000) * i) / (half - config.freq_shift)),
  )
  const timestep = b.input(INPUTS.timestep, 'float32', [batch])
  const column = b.node('Unsqueeze', [timestep, b.integers([1])], [batch, 1])
  const angles = b.node('Mul', [column, b.floats('frequencies', frequencies, [1, half])], [batch, half])
  const [sin, cos] = ['Sin', 'Cos'].map((operator) => b.node(operator, [angles], angles.shape)) as [Value, Value]
  const features = b.node('Concat', config.flip_sin_to_cos ? [cos, sin] : [sin, cos], [batch, 2 * half], {
    axis: { int: 1 },
  })
  const time = gemm(b, silu(b, gemm(b, features, 'time_embedding.linear_1')), 'time_embedding.linear_2')
  if (config.num_class_embeds === null) return time
  const classes = b.input(INPUTS.classes, 'int64', [batch])
  return add(b, time, b.node('Gather', [b.weight('class_embedding.weight'), classes], time.shape, { axis: { int: 0 } }))
}
