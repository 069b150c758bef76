import { add, tidy, type Tensor4D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../config/unet-config'
import { normalise } from './activation'
import { convolve } from './convolve'
import type { Parameters } from './parameters'
import type { SmallPicture } from '../config/plan'
import { blurFilter, resample } from './resample'

/**
 * The way down of a skip block: the picture is halved and, by a 1×1 convolution, added to the activation.
 * Source: Song et al. 2021, appendix H ("input skip"); diffusers, `SkipDownBlock2D`.
 */
export function pictureDown(
  parameters: Parameters,
  { name }: SmallPicture,
): (picture: Tensor4D, h: Tensor4D) => [Tensor4D, Tensor4D] {
  const conv = parameters.conv(`${name}.skip_conv`)
  const blur = parameters.constant(blurFilter(3), [3, 3, 3, 1])
  return (picture, h) =>
    tidy(() => {
      const smaller = resample(picture, 'fir-down', blur) // [B, H/2, W/2, 3]
      return [smaller, add(convolve(smaller, conv), h)]
    })
}

/** The way up: doubles the picture, if there is one yet, and adds the block's contribution; the last block adds none. */
export function pictureUp(
  parameters: Parameters,
  { name, groups }: SmallPicture,
  config: UNetConfig,
): (picture: Tensor4D | null, h: Tensor4D) => Tensor4D | null {
  const blur = parameters.constant(blurFilter(3), [3, 3, 3, 1])
  const grow = (picture: Tensor4D | null) => picture && resample(picture, 'fir-up', blur)
  if (name === null) return grow
  const norm = {
    ...parameters.affine(`${name}.skip_norm`),
    groups,
    epsilon: config.norm_eps,
    activation: 'silu' as const,
  }
  const conv = parameters.conv(`${name}.skip_conv`)
  return (picture, h) =>
    tidy(() => {
      const contribution = convolve(normalise(h, norm), conv) // [B, H, W, 3]
      const larger = grow(picture)
      return larger ? add(larger, contribution) : contribution
    })
}
