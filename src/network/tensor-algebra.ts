import { abs, add, clipByValue, div, exp, maximum, mean, mul, sqrt, square, type Tensor } from '@tensorflow/tfjs-core'
import type { MeasuredAlgebra } from '../diffusion/algebra'
import { combine } from './kernels/combine'
import { scaleByExp } from './kernels/scale-by-exp'
import { readPacked } from './transfer'

/** The samplers' algebra over tensors of the current back end. Call samplers inside a tidy: results are new tensors. */
export const tensorAlgebra: MeasuredAlgebra<Tensor> = {
  combine,
  clamp: (x, low, high) => clipByValue(x, low, high),
  exp: (x) => exp(x),
  multiply: (x, y) => mul(x, y),
  scaleByExp,
  errorNorm: async (x, y, z, absolute, relative) => {
    const tolerated = add(mul(maximum(abs(y), abs(z)), relative), absolute)
    const [values] = await readPacked([sqrt(mean(square(div(x, tolerated))))])
    return values?.[0] ?? NaN
  },
}
