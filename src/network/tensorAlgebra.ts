import { add, clipByValue, exp, mul, tidy, type Tensor } from '@tensorflow/tfjs-core'
import type { Algebra } from '../diffusion/algebra'

/** The samplers' algebra over tensors of the current back end. Call samplers inside a tidy: results are new tensors. */
export const tensorAlgebra: Algebra<Tensor> = {
  combine: ([coefficient, x], ...rest) => tidy(() => rest.reduce((sum: Tensor, [c, y]) => add(sum, mul(y, c)), mul(x, coefficient))),
  clamp: clipByValue,
  exp,
  multiply: mul,
}
