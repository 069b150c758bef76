import { fused, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Conv } from './parameters'

/** Convolution with its bias in one kernel: 3×3 or 1×1, output of the input's size. */
export function convolve(x: Tensor4D, { filter, bias }: Conv): Tensor4D {
  return fused.conv2d({ x, filter, strides: 1, pad: 'same', bias })
}

/**
 * 3×3 convolution with stride 2 on even sizes. diffusers' padding 1 is a row above and a column left; its padding 0 is a
 * row below and a column right, which is what TensorFlow calls "same".
 */
export function downsample(x: Tensor4D, { filter, bias }: Conv, padding: 0 | 1): Tensor4D {
  return fused.conv2d({ x, filter, strides: 2, pad: padding === 0 ? 'same' : 1, bias })
}
