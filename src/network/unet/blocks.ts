import type { Tensor4D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../config/unet-config'
import { convolve, downsample } from './convolve'
import type { Layers } from './layers'
import type { Parameters } from './parameters'
import { advance, join, type Layer, type Pass, type State } from './pass'
import type { Block } from '../config/plan'
import { double } from './resample'
import { pictureDown, pictureUp } from './small-picture'

/** A block: a function that advances the state. */
type BlockStep = (state: State, pass: Pass) => void

/** A block of the down path. It stores the output of every layer, and the halved picture, as skips. */
export function buildDown(parameters: Parameters, block: Block, config: UNetConfig, build: Layers): BlockStep {
  const steps = block.layers.map(build.of)
  const halve = resampleOf(parameters, block, build, (x, conv) => downsample(x, conv, config.downsample_padding))
  const meet = block.picture && pictureDown(parameters, block.picture)
  return (state, pass) => {
    for (const step of steps) {
      for (const layer of step) advance(state, layer, pass)
      state.skips.push(state.h)
    }
    if (!halve) return
    advance(state, halve, pass) // [B, H/2, W/2, C]
    if (meet && state.picture) {
      const [picture, h] = meet(state.picture, state.h)
      Object.assign(state, { picture, h })
    }
    state.skips.push(state.h)
  }
}

/** A block of the up path. Every layer takes the last stored skip; at the end the block doubles the picture. */
export function buildUp(parameters: Parameters, block: Block, config: UNetConfig, build: Layers): BlockStep {
  const steps = block.layers.map(build.of)
  const attention = block.attention && build.attention(block.attention)
  const grow = resampleOf(parameters, block, build, (x, conv) => convolve(double(x), conv))
  const leave = block.picture && pictureUp(parameters, block.picture, config)
  return (state, pass) => {
    for (const step of steps) {
      join(state)
      for (const layer of step) advance(state, layer, pass)
    }
    if (attention) advance(state, attention, pass)
    if (leave) state.picture = leave(state.picture, state.h)
    if (grow) advance(state, grow, pass) // [B, 2H, 2W, C]
  }
}

/** A convolution with its resampling, or a residual block that resamples; null at the last block. */
function resampleOf(
  parameters: Parameters,
  { resample }: Block,
  build: Layers,
  byConv: (x: Tensor4D, conv: ReturnType<Parameters['conv']>) => Tensor4D,
): Layer | null {
  if (resample === null) return null
  if (resample.kind === 'resnet') return build.resnet(resample)
  const conv = parameters.conv(resample.name)
  return (x, { watch }) => {
    const y = byConv(x, conv)
    watch(resample.name, y)
    return y
  }
}
