import { avgPool, depthwiseConv2d, image, tidy, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Resampling } from '../config/plan'

/** Doubles the picture by repeating every pixel. */
export function double(x: Tensor4D): Tensor4D {
  const [, height, width] = x.shape
  return image.resizeNearestNeighbor(x, [2 * height, 2 * width]) // [B, 2H, 2W, C]
}

/** Halves the picture by the mean of every two by two pixels. */
function halve(x: Tensor4D): Tensor4D {
  return avgPool(x, 2, 2, 'valid') // [B, H/2, W/2, C]
}

/** Weights of the binomial blur: [1, 2, 1] by [1, 2, 1], together 1. */
const binomial = [1, 2, 1].flatMap((a) => [1, 2, 1].map((b) => (a * b) / 16))

/** The blur's filter for so many channels, [3, 3, C, 1] as depthwise convolution takes it. */
export function blurFilter(channels: number): Float32Array {
  return Float32Array.from(binomial.flatMap((weight) => Array.from({ length: channels }, () => weight)))
}

/**
 * Halving and doubling, with a blur where the kind is "fir": [1, 3, 3, 1]/8 with stride 2 is the blur, then the mean; the
 * same filter after zeros were put between the pixels is doubling, then the blur. Outside the picture is 0.
 * Source: Karras et al. 2020, section 4 (StyleGAN2); diffusers, `downsample_2d` and `upsample_2d`.
 *
 * @param blur the blur's filter; for the fir kinds only
 */
export function resample(x: Tensor4D, kind: Resampling, blur: Tensor4D | null): Tensor4D {
  const blurred = (y: Tensor4D) => (blur === null ? y : depthwiseConv2d(y, blur, 1, 'same'))
  switch (kind) {
    case 'none':
      return x
    case 'down':
      return halve(x)
    case 'up':
      return double(x)
    case 'fir-down':
      return tidy(() => halve(blurred(x)))
    case 'fir-up':
      return tidy(() => blurred(double(x)))
  }
}
