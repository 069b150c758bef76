import { add, fused, matMul, mul, reshape, softmax, tidy, transpose, unstack, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../checkpoint/config'
import { groupNorm } from '../kernels/groupNorm'
import type { Parameters } from './parameters'
import type { Attention } from './plan'

/**
 * Self-attention over all pixels: x + W·softmax(QKᵀ/√d)V, heads side by side.
 * Source: Vaswani et al. 2017, section 3.2; diffusers, `AttnProcessor2_0`.
 */
export function buildAttention(parameters: Parameters, { name, channels, heads, groups }: Attention, config: UNetConfig): (x: Tensor4D) => Tensor4D {
  const norm = groups === null ? null : { ...parameters.affine(`${name}.group_norm`), groups, epsilon: config.norm_eps, silu: false }
  const qkv = parameters.linear(`${name}.to_q`, `${name}.to_k`, `${name}.to_v`) // [C, 3C]
  const out = parameters.linear(`${name}.to_out.0`)
  const size = channels / heads

  return (x) =>
    tidy(() => {
      const [batch, height, width] = x.shape
      const pixels = height * width
      const tokens: Tensor2D = reshape(norm ? groupNorm(x, norm) : x, [batch * pixels, channels])
      const joined = fused.matMul({ a: tokens, b: qkv.weight, bias: qkv.bias }) // [B·N, 3C]
      const split = transpose(reshape(joined, [batch, pixels, 3, heads, size]), [2, 0, 3, 1, 4]) // [3, B, heads, N, d]
      const [q, k, v] = unstack(split) as [Tensor4D, Tensor4D, Tensor4D]
      const attended = matMul(attentionOf(q, k, size), v) // [B, heads, N, d]
      const merged: Tensor2D = reshape(transpose(attended, [0, 2, 1, 3]), [batch * pixels, channels])
      return add(x, reshape(fused.matMul({ a: merged, b: out.weight, bias: out.bias }), x.shape))
    })
}

/** softmax(QKᵀ/√d): each pixel's attention to each other. */
function attentionOf(q: Tensor4D, k: Tensor4D, size: number): Tensor4D {
  return softmax(matMul(mul(q, size ** -0.5), k, false, true)) // [B, heads, N, N]
}
