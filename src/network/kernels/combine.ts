import {
  add,
  engine,
  getBackend,
  getKernel,
  mul,
  tidy,
  util,
  type NamedTensorMap,
  type Tensor,
} from '@tensorflow/tfjs-core'
import type { Term } from '../../diffusion/algebra'

export type Terms = readonly [Term<Tensor>, ...Term<Tensor>[]]

/** Name under which a back end may register a fused kernel. */
export const combineKernel = 'LinearCombination'

/** The most inputs of one dispatch: WebGPU promises eight storage buffers, one of which is the output. */
const maxTerms = 7

/** Σ cᵢ·xᵢ over states of one shape: one dispatch where the back end has the fused kernel. */
export function combine(...terms: Terms): Tensor {
  const shape = terms[0][1].shape
  const fused: unknown = getKernel(combineKernel, getBackend()) // typed as always there
  const fits =
    terms.length <= maxTerms && terms.every(([, x]) => util.arraysEqual(x.shape, shape) && x.dtype === 'float32')
  if (!fused || !fits) return composedCombine(...terms)
  const inputs: NamedTensorMap = Object.fromEntries(terms.map(([, x], i) => [`x${i}`, x]))
  return engine().runKernel(combineKernel, inputs, { coefficients: terms.map(([coefficient]) => coefficient) })
}

/** Computes `combine` by TensorFlow.js's own operations, on any back end. */
export function composedCombine(...[[coefficient, x], ...rest]: Terms): Tensor {
  return tidy(() => rest.reduce((sum: Tensor, [c, y]) => add(sum, mul(y, c)), mul(x, coefficient)))
}
