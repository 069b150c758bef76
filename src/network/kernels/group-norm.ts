import {
  add,
  engine,
  getBackend,
  getKernel,
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
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'

export interface Affine {
  readonly gamma: Tensor1D // [channels]
  readonly beta: Tensor1D // [channels]
}

export interface GroupNorm extends Affine {
  readonly groups: number
  readonly epsilon: number
  /** Whether SiLU, y·sigmoid(y), follows. */
  readonly silu: boolean
}

/** A scale and a shift for every sample and channel, which stand in the projections from `offset` on: scale, then shift. */
export interface Modulation {
  readonly projections: Tensor2D // [B, Σ]
  readonly offset: number
}

/** Name under which a back end may register a fused kernel; others compute with TensorFlow.js's own operations. */
export const groupNormKernel = 'GroupNormSilu'

/**
 * Group normalisation (Wu & He 2018), with what follows it in a residual block:
 * y = (x − μ)/√(σ² + ε)·γ + β over each sample's group of channels; then y·(1 + scale) + shift; then SiLU.
 */
export function groupNorm(x: Tensor4D, norm: GroupNorm, modulation?: Modulation): Tensor4D {
  const fused: unknown = getKernel(groupNormKernel, getBackend()) // typed as always there
  if (!fused) return composedGroupNorm(x, norm, modulation)
  const { gamma, beta, groups, epsilon, silu } = norm
  const inputs = { x, gamma, beta, ...(modulation && { projections: modulation.projections }) }
  return engine().runKernel(groupNormKernel, inputs, { groups, epsilon, silu, offset: modulation?.offset ?? 0 })
}

/** Computes `groupNorm` by TensorFlow.js's own operations, on any back end. */
export function composedGroupNorm(
  x: Tensor4D,
  { gamma, beta, groups, epsilon, silu }: GroupNorm,
  modulation?: Modulation,
): Tensor4D {
  return tidy(() => {
    const [batch, height, width, channels] = x.shape
    const grouped = reshape(x, [batch, height * width, groups, channels / groups])
    const centred = sub(grouped, mean(grouped, [1, 3], true))
    const variance = mean(square(centred), [1, 3], true) // [B, 1, groups, 1]
    const normalised: Tensor4D = reshape(mul(centred, rsqrt(add(variance, epsilon))), x.shape)
    const y: Tensor4D = modulate(add(mul(normalised, gamma), beta), channels, modulation)
    return silu ? mul(y, sigmoid(y)) : y
  })
}

function modulate(y: Tensor4D, channels: number, modulation: Modulation | undefined): Tensor4D {
  if (!modulation) return y
  const part = (offset: number): Tensor =>
    reshape(slice(modulation.projections, [0, offset], [-1, channels]), [-1, 1, 1, channels])
  const scale = part(modulation.offset)
  const shift = part(modulation.offset + channels)
  return add(mul(y, add(scale, 1)), shift)
}
