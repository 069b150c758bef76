import {
  add,
  fused,
  matMul,
  reshape,
  tidy,
  transpose,
  unstack,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import type { UNetConfig } from '../config/unet-config'
import { normalise } from './activation'
import { softmaxOfScores } from '../kernels/attention-weights'
import type { Parameters } from './parameters'
import type { Attention } from '../config/plan'
import { weightsOf } from '../watch'
import type { Layer } from './pass'
import { scaled } from './resnet'

/**
 * Self-attention over all pixels: (x + W·softmax(QKᵀ/√d)V)/scale, heads side by side. The heads may hold less than all channels.
 * Source: Vaswani et al. 2017, section 3.2; diffusers, `AttnProcessor2_0`.
 */
export function buildAttention(
  parameters: Parameters,
  { name, channels, heads, size, groups, scale }: Attention,
  config: UNetConfig,
): Layer {
  const norm =
    groups === null
      ? null
      : { ...parameters.affine(`${name}.group_norm`), groups, epsilon: config.norm_eps, activation: null }
  const qkv = parameters.linear(`${name}.to_q`, `${name}.to_k`, `${name}.to_v`) // [C, 3·heads·d]
  const out = parameters.linear(`${name}.to_out.0`)

  const weights = weightsOf(name)

  return (x, { watch }) =>
    tidy(() => {
      const [batch, height, width] = x.shape
      const pixels = height * width
      const tokens: Tensor2D = reshape(norm ? normalise(x, norm) : x, [batch * pixels, channels])
      const joined = fused.matMul({ a: tokens, b: qkv.weight, bias: qkv.bias }) // [B·N, 3·heads·d]
      const split = transpose(reshape(joined, [batch, pixels, 3, heads, size]), [2, 0, 3, 1, 4]) // [3, B, heads, N, d]
      const [q, k, v] = unstack(split) as [Tensor4D, Tensor4D, Tensor4D]
      const attention = softmaxOfScores(q, k, size)
      watch(weights, attention)
      const attended = matMul(attention, v) // [B, heads, N, d]
      const merged: Tensor2D = reshape(transpose(attended, [0, 2, 1, 3]), [batch * pixels, heads * size])
      return scaled(add(x, reshape(fused.matMul({ a: merged, b: out.weight, bias: out.bias }), x.shape)), scale)
    })
}
