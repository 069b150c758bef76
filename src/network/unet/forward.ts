import { add, tidy } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../config/unet-config'
import { normalise } from './activation'
import { buildDown, buildUp } from './blocks'
import { convolve } from './convolve'
import { layersOf } from './layers'
import type { Parameters } from './parameters'
import { advance, type Layer, type State } from './pass'
import { groupsOut, planOf } from '../config/plan'

/** diffusers' UNet2DModel.forward, NHWC. It disposes each activation as soon as no later layer needs it. */
export function buildForward(parameters: Parameters, config: UNetConfig): Layer {
  const plan = planOf(config)
  const layers = layersOf(parameters, config)
  const convIn = parameters.conv('conv_in')
  const down = plan.down.map((block) => buildDown(parameters, block, config, layers))
  const mid = plan.mid.flatMap(layers.of)
  const up = plan.up.map((block) => buildUp(parameters, block, config, layers))
  const normOut = {
    ...parameters.affine('conv_norm_out'),
    groups: groupsOut(config),
    epsilon: config.norm_eps,
    activation: 'silu' as const,
  }
  const convOut = parameters.conv('conv_out')

  return (x, pass) => {
    const h = convolve(x, convIn) // [B, H, W, C₀]
    pass.watch('conv_in', h)
    const falling: State = { h, skips: [h], picture: x }
    for (const block of down) block(falling, pass)
    for (const layer of mid) advance(falling, layer, pass)
    if (mid.length) pass.watch('mid_block', falling.h)
    const rising: State = { ...falling, picture: null }
    for (const block of up) block(rising, pass)
    const y = tidy(() => convolve(normalise(rising.h, normOut), convOut)) // [B, H, W, out_channels]
    pass.watch('conv_out', y)
    return rising.picture ? add(y, rising.picture) : y
  }
}
