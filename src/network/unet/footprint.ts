import type { Activation, UNetConfig } from '../config/unet-config'
import { expectedTensors } from '../config/expected'
import {
  planOf,
  resnetsOf,
  type Attention,
  type Block,
  type Layer,
  type ResampleConv,
  type Resnet,
} from '../config/plan'

/** Memory that a network needs, in bytes of float32. */
interface Footprint {
  readonly parameters: number
  readonly weights: number
  /** The most memory besides the weights during a pass: the stored skips and the largest layer. */
  readonly activations: number
  /** The largest single tensor, of weights or activations: one GPU buffer. */
  readonly largest: number
}

/** Computes the memory from the plan, without creating a tensor. @param batch pictures at once */
export function footprint(config: UNetConfig, batch = 1): Footprint {
  const sizes = [...expectedTensors(config).values()].map((shape) => shape.reduce((product, n) => product * n, 1))
  const parameters = sizes.reduce((sum, size) => sum + size, 0)
  const projected = resnetsOf(planOf(config)).reduce(
    (sum, { outputs }) => sum + (config.resnet_time_scale_shift === 'scale_shift' ? 2 * outputs : outputs),
    0,
  )
  const { peak, largest } = activationsOf(config)
  const activations = 4 * batch * (peak + projected + config.time_embedding_dim)
  return {
    parameters,
    weights: 4 * parameters,
    activations,
    largest: 4 * Math.max(projected * config.time_embedding_dim, ...sizes, batch * largest),
  }
}

/** How many temporary tensors an activation takes if it is not part of the normalisation's kernel. */
const temporaries: Readonly<Record<Activation, number>> = { silu: 0, relu: 1, gelu: 5, mish: 7 }

/** The state of a walk through the plan: the stored skips, the pixels, and the maxima so far. All are counts of numbers, for one picture. */
interface Walk {
  readonly skips: number[]
  /** Of the picture, in both layouts and centred, and of the output. */
  readonly ends: number
  readonly temporaries: number
  pixels: number
  peak: number
  largest: number
}

function activationsOf(config: UNetConfig): { readonly peak: number; readonly largest: number } {
  const plan = planOf(config)
  const pixels = config.sample_size * config.sample_width
  const first = (config.block_out_channels[0] as number) * pixels
  const ends = 4 * (config.in_channels + config.out_channels) * pixels
  const walk: Walk = {
    skips: [first],
    ends,
    temporaries: temporaries[config.act_fn],
    pixels,
    peak: 0,
    largest: Math.max(config.in_channels * pixels, first),
  }
  for (const block of plan.down) walkDown(walk, block)
  for (const layer of plan.mid) see(walk, layer)
  for (const block of plan.up) walkUp(walk, block)
  hold(walk, 3 * first, first)
  return walk
}

function walkDown(walk: Walk, { layers, resample }: Block): void {
  for (const layer of layers) {
    see(walk, layer)
    walk.skips.push(layer.resnet.outputs * walk.pixels)
  }
  if (resample) walk.skips.push(seeResample(walk, resample, walk.pixels / 4))
}

function walkUp(walk: Walk, { layers, attention, resample }: Block): void {
  for (const layer of layers) {
    see(walk, layer) // the skip beside its copy in the joined input
    walk.skips.pop()
  }
  if (attention) seeAttention(walk, attention)
  if (resample) seeResample(walk, resample, walk.pixels * 4)
}

function see(walk: Walk, { resnet, attention }: Layer): void {
  seeResnet(walk, resnet, walk.pixels)
  if (attention) seeAttention(walk, attention)
}

/** @returns how many numbers its output has */
function seeResample(walk: Walk, resample: ResampleConv | Resnet, pixels: number): number {
  const outputs = resample.kind === 'conv' ? resample.channels : resample.outputs
  if (resample.kind === 'conv')
    hold(walk, outputs * (walk.pixels + 2 * pixels), outputs * Math.max(pixels, walk.pixels))
  else seeResnet(walk, resample, pixels)
  walk.pixels = pixels
  return outputs * pixels
}

/**
 * Its input, plain and normalised and activated; both resampled, if the block resamples; its output from the first convolution
 * to the sum. @param pixels after it, where it halves or doubles
 */
function seeResnet(walk: Walk, { inputs, outputs, resampling }: Resnet, pixels: number): void {
  const ways = resampling === 'none' ? 0 : resampling.startsWith('fir') ? 4 : 2
  const working =
    (3 + walk.temporaries) * inputs * walk.pixels + ways * inputs * pixels + (7 + walk.temporaries) * outputs * pixels
  hold(walk, working, Math.max(inputs * walk.pixels, inputs * (ways ? pixels : 0), outputs * pixels))
}

/** Queries, keys and values thrice over, and every pixel's attention to every other before, in and after the softmax. */
function seeAttention(walk: Walk, { channels, heads, size }: Attention): void {
  const scores = heads * walk.pixels ** 2
  const inner = heads * size * walk.pixels
  hold(walk, 4 * channels * walk.pixels + 12 * inner + 3 * scores, Math.max(scores, 3 * inner))
}

function hold(walk: Walk, working: number, largest: number): void {
  const stored = walk.skips.reduce((sum, skip) => sum + skip, 0)
  walk.peak = Math.max(walk.peak, walk.ends + stored + working)
  walk.largest = Math.max(walk.largest, largest)
}
