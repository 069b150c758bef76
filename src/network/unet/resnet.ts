import { add, div, reshape, slice, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../config/unet-config'
import { normalise, type Norm } from './activation'
import { convolve } from './convolve'
import type { Parameters } from './parameters'
import type { Layer } from './pass'
import type { Resnet } from '../config/plan'
import { blurFilter, resample } from './resample'

/**
 * diffusers' ResnetBlock2D: (x + conv₂(f(modulate(norm₂(conv₁(f(norm₁(x)))))))/scale; f is the activation. Where it
 * resamples, it resamples both branches, before conv₁.
 *
 * @param offset where this block's part of the projections begins
 */
export function buildResnet(parameters: Parameters, plan: Resnet, config: UNetConfig, offset: number): Layer {
  const { name, inputs, outputs, resampling } = plan
  const norm = (which: 1 | 2): Norm => ({
    ...parameters.affine(`${name}.norm${which}`),
    groups: plan.groups[which - 1] as number,
    epsilon: config.norm_eps,
    activation: config.act_fn,
  })
  const [norm1, norm2] = [norm(1), norm(2)]
  const conv1 = parameters.conv(`${name}.conv1`)
  const conv2 = parameters.conv(`${name}.conv2`)
  const shortcut = plan.shortcut ? parameters.conv(`${name}.conv_shortcut`) : null
  const blur = resampling.startsWith('fir') ? parameters.constant(blurFilter(inputs), [3, 3, inputs, 1]) : null
  const scaleShift = config.resnet_time_scale_shift === 'scale_shift'

  return (x, { projections }) => {
    const beside = resample(x, resampling, blur)
    let h = convolve(resample(normalise(x, norm1), resampling, blur), conv1) // [B, H, W, outputs]
    if (scaleShift) h = normalise(h, norm2, { projections, offset })
    else h = normalise(add(h, part(projections, offset, outputs)), norm2)
    h = convolve(h, conv2)
    return scaled(add(shortcut ? convolve(beside, shortcut) : beside, h), plan.scale)
  }
}

/** x/scale; x itself if the scale is 1. */
export function scaled(x: Tensor4D, scale: number): Tensor4D {
  return scale === 1 ? x : div(x, scale)
}

function part(projections: Tensor2D, offset: number, channels: number): Tensor4D {
  return reshape(slice(projections, [0, offset], [-1, channels]), [-1, 1, 1, channels])
}
