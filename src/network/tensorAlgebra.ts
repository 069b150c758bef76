import { clipByValue, exp, mul, type Tensor } from '@tensorflow/tfjs-core'
import type { Algebra } from '../diffusion/algebra'
import { combine } from './kernels/combine'

/** The samplers' algebra over tensors of the current back end. Call samplers inside a tidy: results are new tensors. */
export const tensorAlgebra: Algebra<Tensor> = {
  combine,
  clamp: (x, low, high) => clipByValue(x, low, high),
  exp: (x) => exp(x),
  multiply: (x, y) => mul(x, y),
}
