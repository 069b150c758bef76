import type { UNetConfig } from '../checkpoint/unetConfig'
import { expectedTensors } from './expected'
import { planOf, type Attention, type Block, type Layer, type Resnet } from './plan'

/** Memory that a network needs, in bytes of float32. */
export interface Footprint {
  readonly parameters: number
  readonly weights: number
  /** At most so much beside the weights while it computes: stored skips and the hungriest layer. */
  readonly activations: number
  /** The largest single tensor, of weights or activations: one GPU buffer. */
  readonly largest: number
}

/** Read off the plan, without a tensor. @param batch pictures at once */
export function footprint(config: UNetConfig, batch = 1): Footprint {
  const sizes = [...expectedTensors(config).values()].map((shape) => shape.reduce((product, n) => product * n, 1))
  const parameters = sizes.reduce((sum, size) => sum + size, 0)
  const joined = config.time_embedding_dim * [...expectedTensors(config)].reduce((sum, [name, [rows]]) => sum + (name.endsWith('time_emb_proj.weight') ? (rows as number) : 0), 0)
  const { peak, largest } = activationsOf(config)
  return { parameters, weights: 4 * parameters, activations: 4 * batch * peak, largest: 4 * Math.max(joined, ...sizes, batch * largest) }
}

/** What is being walked through: the stored skips, the picture's pixels, and the most that was seen. All in numbers, for one picture. */
interface Walk {
  readonly skips: number[]
  pixels: number
  peak: number
  largest: number
}

function activationsOf(config: UNetConfig): { readonly peak: number; readonly largest: number } {
  const plan = planOf(config)
  const pixels = config.sample_size * config.sample_width
  const first = (config.block_out_channels[0] as number) * pixels
  const walk: Walk = { skips: [first], pixels, peak: 0, largest: Math.max(config.in_channels * pixels, first) }
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
  if (resample === null) return
  const channels = resample.kind === 'conv' ? resample.channels : resample.outputs
  hold(walk, 6 * channels * walk.pixels, channels * walk.pixels)
  walk.pixels /= 4
  walk.skips.push(channels * walk.pixels)
}

function walkUp(walk: Walk, { layers, attention, resample }: Block): void {
  for (const layer of layers) {
    see(walk, layer)
    walk.skips.pop()
  }
  if (attention) seeAttention(walk, attention)
  if (resample === null) return
  walk.pixels *= 4
  const channels = resample.kind === 'conv' ? resample.channels : resample.outputs
  hold(walk, 10 * channels * walk.pixels, channels * walk.pixels)
}

function see(walk: Walk, { resnet, attention }: Layer): void {
  seeResnet(walk, resnet)
  if (attention) seeAttention(walk, attention)
}

/** Its input three times (itself, normalised, activated), its output eight times. */
function seeResnet(walk: Walk, { inputs, outputs }: Resnet): void {
  hold(walk, (3 * inputs + 8 * outputs) * walk.pixels, Math.max(inputs, outputs) * walk.pixels)
}

/** Queries, keys and values thrice over, and every pixel's attention to every other before, in and after the softmax. */
function seeAttention(walk: Walk, { channels, heads, size }: Attention): void {
  const scores = heads * walk.pixels ** 2
  const inner = heads * size * walk.pixels
  hold(walk, 4 * channels * walk.pixels + 12 * inner + 3 * scores, Math.max(scores, 3 * inner))
}

function hold(walk: Walk, working: number, largest: number): void {
  const stored = walk.skips.reduce((sum, skip) => sum + skip, 0)
  walk.peak = Math.max(walk.peak, stored + working)
  walk.largest = Math.max(walk.largest, largest)
}
