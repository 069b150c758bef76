import {
  add,
  conv2dTranspose,
  mean,
  mul,
  reshape,
  rsqrt,
  sigmoid,
  slice,
  square,
  sub,
  tidy,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import { groupNorm, type GroupNorm, type Modulation } from '../kernels/group-norm'
import { convolve, downsample } from '../unet/convolve'
import type { Conv } from '../unet/parameters'

// Layers with their backward passes, for the gradient with respect to the picture. The chain rule is written out, because
// TensorFlow.js would also compute the gradients with respect to the weights, which are not needed here, and for which
// WebAssembly has no kernel.

/** A layer's output, and its backward pass: from the gradient with respect to the output to that with respect to the input. */
interface Traced {
  readonly y: Tensor4D
  readonly pull: (dy: Tensor4D) => Tensor4D
}

/** A layer that receives the projections of the noise level for all residual blocks. */
export type TracedLayer = (x: Tensor4D, projections: Tensor2D) => Traced

/** Chains layers one after the other. */
export const chain =
  (...layers: readonly TracedLayer[]): TracedLayer =>
  (x, projections) => {
    const traced: Traced[] = []
    for (const layer of layers) traced.push(layer(traced.at(-1)?.y ?? x, projections))
    return { y: traced.at(-1)?.y ?? x, pull: (dy) => traced.reduceRight((d, { pull }) => pull(d), dy) }
  }

/** x + body(x), or shortcut(x) + body(x). */
export const residual =
  (body: TracedLayer, shortcut: TracedLayer | null): TracedLayer =>
  (x, projections) => {
    const inner = body(x, projections)
    const beside = shortcut?.(x, projections)
    return { y: add(beside?.y ?? x, inner.y), pull: (dy) => add(beside ? beside.pull(dy) : dy, inner.pull(dy)) }
  }

/** A convolution, of stride 2 with diffusers' padding 1 where it halves. Its backward pass is the transposed convolution. */
export const convolution =
  (conv: Conv, stride: 1 | 2 = 1): TracedLayer =>
  (x) => ({
    y: stride === 1 ? convolve(x, conv) : downsample(x, conv, 1),
    pull: (dy) => conv2dTranspose(dy, conv.filter, x.shape, stride, stride === 1 ? 'same' : 1),
  })

/** Group normalisation, the noise level's scale and shift from `offset` on, SiLU. */
export const normalisation =
  (norm: Omit<GroupNorm, 'silu'>, offset: number | null): TracedLayer =>
  (x, projections) => {
    const modulation = offset === null ? undefined : { projections, offset }
    return {
      y: groupNorm(x, { ...norm, silu: true }, modulation),
      pull: (dy) => tidy(() => pullNorm(x, dy, norm, modulation)),
    }
  }

/**
 * Back through y = silu(a·x̂ + b), x̂ = r·(x − μ) over each group, a = γ·(1 + scale), b = β·(1 + scale) + shift:
 *
 *     g = dy·silu'(a·x̂ + b)·a,   silu'(z) = s·(1 + z·(1 − s)), s = sigmoid(z)
 *     dx = r·(g − mean(g) − x̂·mean(g·x̂))          means over the group; Ioffe & Szegedy 2015, section 3
 */
function pullNorm(
  x: Tensor4D,
  dy: Tensor4D,
  { gamma, beta, groups, epsilon }: Omit<GroupNorm, 'silu'>,
  modulation: Modulation | undefined,
): Tensor4D {
  const [batch, height, width, channels] = x.shape
  const grouped = (of: Tensor) => reshape(of, [batch, height * width, groups, channels / groups])
  const overGroup = (of: Tensor) => mean(of, [1, 3], true) // [B, 1, groups, 1]
  const centred = sub(grouped(x), overGroup(grouped(x)))
  const r = rsqrt(add(overGroup(square(centred)), epsilon))
  const xHat = mul(centred, r)
  const part = (offset: number) =>
    modulation && reshape(slice(modulation.projections, [0, offset], [-1, channels]), [-1, 1, 1, channels])
  const [scale, shift] = [part(modulation?.offset ?? 0), part((modulation?.offset ?? 0) + channels)]
  const a = scale ? mul(gamma, add(scale, 1)) : gamma
  const b = scale && shift ? add(mul(beta, add(scale, 1)), shift) : beta
  const z = add(mul(reshape(xHat, x.shape), a), b)
  const s = sigmoid(z)
  const slope = mul(s, add(mul(z, sub(1, s)), 1))
  const g = grouped(mul(mul(dy, slope), a))
  return reshape(mul(sub(sub(g, overGroup(g)), mul(xHat, overGroup(mul(g, xHat)))), r), x.shape)
}
