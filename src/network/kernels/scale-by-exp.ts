import { engine, exp, getBackend, getKernel, mul, tidy, util, type Tensor } from '@tensorflow/tfjs-core'

/** Name under which a back end may register a fused kernel. */
export const scaleByExpKernel = 'ScaleByExp'

/** factor·e^(rate·v) ⊙ z over states of one shape: one dispatch where the back end has the fused kernel. */
export function scaleByExp(z: Tensor, factor: number, v: Tensor, rate: number): Tensor {
  const fused: unknown = getKernel(scaleByExpKernel, getBackend()) // typed as always there
  const fits = util.arraysEqual(z.shape, v.shape) && z.dtype === 'float32' && v.dtype === 'float32'
  if (!fused || !fits) return composedScaleByExp(z, factor, v, rate)
  return engine().runKernel(scaleByExpKernel, { z, v }, { factor, rate })
}

/** Computes `scaleByExp` by TensorFlow.js's own operations, on any back end. */
export function composedScaleByExp(z: Tensor, factor: number, v: Tensor, rate: number): Tensor {
  return tidy(() => mul(exp(mul(v, rate)), mul(z, factor)))
}
