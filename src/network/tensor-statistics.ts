import {
  abs,
  div,
  gather,
  greater,
  maximum,
  minimum,
  moments,
  mul,
  neg,
  ones,
  reshape,
  sqrt,
  type Tensor,
  tidy,
  topk,
  where,
} from '@tensorflow/tfjs-core'
import type { Statistics } from '../diffusion'
import { tensorAlgebra } from './tensor-algebra'

/** Returns one number for each sample, [B, 1, 1, 1], from its standard deviation. */
const variance = (x: Tensor) => moments(x, [1, 2, 3], true).variance

/**
 * s = max(1, the p-quantile of each sample's |x|), [B, 1, 1, 1]. It is linear between order statistics. Because
 * p is near 1, only the largest are sorted.
 */
function thresholds(x: Tensor, p: number): Tensor {
  const [batch = 1] = x.shape
  const size = x.size / batch
  const fromTop = (1 - p) * (size - 1)
  const { values } = topk(reshape(abs(x), [batch, size]), Math.min(size, Math.floor(fromTop) + 2), true)
  const at = (place: number) => gather(values, [Math.min(place, size - 1)], 1) // [B, 1]
  const part = fromTop - Math.floor(fromTop)
  const quantile = tensorAlgebra.combine([1 - part, at(Math.floor(fromTop))], [part, at(Math.floor(fromTop) + 1)])
  return reshape(maximum(quantile, 1), [batch, 1, 1, 1])
}

/** Statistics of [B, H, W, C] tensors, computed on the back end: nothing is read back. */
export const tensorStatistics: Statistics<Tensor> = {
  matchDeviation: (x, like) =>
    tidy(() => {
      const ownVariance = variance(x)
      const safe = where(greater(ownVariance, 0), ownVariance, ones(ownVariance.shape))
      const scale = where(greater(ownVariance, 0), sqrt(div(variance(like), safe)), ones(ownVariance.shape))
      return mul(x, scale)
    }),
  threshold: (x, p, most = Infinity) =>
    tidy(() => {
      const s = minimum(thresholds(x, p), Math.min(most, 3e38)) // infinity is no number on a GPU
      return p >= 1 && most === Infinity ? div(x, s) : div(minimum(maximum(x, neg(s)), s), s)
    }),
}
