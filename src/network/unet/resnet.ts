import { add, reshape, slice, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../checkpoint/config'
import { groupNorm } from '../kernels/groupNorm'
import { convolve } from './convolve'
import type { Parameters } from './parameters'
import type { Resnet } from './plan'

/** A layer that is told the noise level and class: `projections` holds, side by side, what every residual block makes of them. */
export type ConditionedLayer = (x: Tensor4D, projections: Tensor2D) => Tensor4D

/**
 * diffusers' ResnetBlock2D: x + conv₂(silu(modulate(norm₂(conv₁(silu(norm₁(x))))))).
 *
 * @param offset where this block's part of the projections begins
 */
export function buildResnet(parameters: Parameters, { name, inputs, outputs }: Resnet, config: UNetConfig, offset: number): ConditionedLayer {
  const shape = { groups: config.norm_num_groups, epsilon: config.norm_eps, silu: true }
  const norm1 = { ...parameters.affine(`${name}.norm1`), ...shape }
  const norm2 = { ...parameters.affine(`${name}.norm2`), ...shape }
  const conv1 = parameters.conv(`${name}.conv1`)
  const conv2 = parameters.conv(`${name}.conv2`)
  const shortcut = inputs === outputs ? null : parameters.conv(`${name}.conv_shortcut`)
  const scaleShift = config.resnet_time_scale_shift === 'scale_shift'

  return (x, projections) => {
    let h = convolve(groupNorm(x, norm1), conv1) // [B, H, W, outputs]
    if (scaleShift) h = groupNorm(h, norm2, { projections, offset })
    else h = groupNorm(add(h, part(projections, offset, outputs)), norm2)
    h = convolve(h, conv2)
    return add(shortcut ? convolve(x, shortcut) : x, h)
  }
}

function part(projections: Tensor2D, offset: number, channels: number): Tensor4D {
  return reshape(slice(projections, [0, offset], [-1, channels]), [-1, 1, 1, channels])
}
