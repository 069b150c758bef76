import type { Attention, Resnet } from '../../../src/network/config/plan'
import type { Weight } from '../../../src/network/checkpoint/safetensors'
import type { UNetConfig } from '../../../src/network/config/unet-config'
import type { GraphBuilder, Value } from './graph'

// diffusers' layers as torch.onnx.export writes them for opset 17, NCHW.

type Picture = readonly [batch: number, channels: number, height: number, width: number]
export const pictureShape = (x: Value) => x.shape as unknown as Picture

// The second operand is broadcast to the shape of the first.
export const add = (b: GraphBuilder, x: Value, y: Value) => b.node('Add', [x, y], x.shape)
const mul = (b: GraphBuilder, x: Value, y: Value) => b.node('Mul', [x, y], x.shape)
const number = (b: GraphBuilder, value: number) => b.floats(`number_${value}`, Float32Array.of(value), [])
const reshape = (b: GraphBuilder, x: Value, shape: readonly number[]) =>
  b.node('Reshape', [x, b.integers(shape)], shape)
const transpose = (b: GraphBuilder, x: Value, perm: readonly number[]) =>
  b.node(
    'Transpose',
    [x],
    perm.map((axis) => x.shape[axis] as number),
    { perm: { ints: perm } },
  )

export const silu = (b: GraphBuilder, x: Value) => mul(b, x, b.node('Sigmoid', [x], x.shape))

/** A linear map of rows, [B, in] → [B, out]. */
export function gemm(b: GraphBuilder, x: Value, name: string): Value {
  const [weight, bias] = [b.weight(`${name}.weight`), b.weight(`${name}.bias`)]
  return b.node('Gemm', [x, weight, bias], [x.shape[0] as number, weight.shape[0] as number], { transB: { int: 1 } })
}

/** [out, in] → [in, out] */
function transposed({ shape, data }: Weight): Weight {
  const [outputs, inputs] = shape as [number, number]
  return {
    shape: [inputs, outputs],
    data: data.map((_, i) => data[(i % outputs) * inputs + Math.floor(i / outputs)] as number),
  }
}

/** A linear map of tokens, [B, N, in] → [B, N, out]. */
function linear(b: GraphBuilder, x: Value, name: string): Value {
  const weight = b.weight(`${name}.weight`, transposed)
  const y = b.node('MatMul', [x, weight], [...x.shape.slice(0, 2), weight.shape[1] as number])
  return add(b, y, b.weight(`${name}.bias`))
}

export function conv(b: GraphBuilder, x: Value, name: string, stride = 1): Value {
  const weight = b.weight(`${name}.weight`)
  const [outputs, , size] = pictureShape(weight)
  const [batch, , height, width] = pictureShape(x)
  const padding = (size - 1) / 2
  return b.node('Conv', [x, weight, b.weight(`${name}.bias`)], [batch, outputs, height / stride, width / stride], {
    dilations: { ints: [1, 1] },
    group: { int: 1 },
    kernel_shape: { ints: [size, size] },
    pads: { ints: [padding, padding, padding, padding] },
    strides: { ints: [stride, stride] },
  })
}

/** Group normalisation over axis 1; torch writes it as an instance normalisation of the groups, γ and β apart. */
export function groupNorm(b: GraphBuilder, x: Value, name: string, groups: number, epsilon: number): Value {
  const [batch, channels, ...pixels] = x.shape as [number, number, ...number[]]
  const size = (channels / groups) * pixels.reduce((product, n) => product * n, 1)
  const ones = b.floats(`ones_${groups}`, new Float32Array(groups).fill(1), [groups])
  const zeros = b.floats(`zeros_${groups}`, new Float32Array(groups), [groups])
  const grouped = reshape(b, x, [batch, groups, size])
  const normalised = b.node('InstanceNormalization', [grouped, ones, zeros], grouped.shape, {
    epsilon: { float: epsilon },
  })
  const column = ({ data }: Weight): Weight => ({ shape: [channels, ...pixels.map(() => 1)], data })
  const scaled = mul(b, reshape(b, normalised, x.shape), b.weight(`${name}.weight`, column))
  return add(b, scaled, b.weight(`${name}.bias`, column))
}

const divided = (b: GraphBuilder, x: Value, by: number) => (by === 1 ? x : b.node('Div', [x, number(b, by)], x.shape)) // a division by 1, which torch writes, is dropped by every runtime

/** diffusers' ResnetBlock2D. @param embedding of time and class, [B, time_embedding_dim] */
export function resnet(b: GraphBuilder, x: Value, embedding: Value, plan: Resnet, config: UNetConfig): Value {
  const { name, outputs, groups, shortcut, scale } = plan
  const { norm_eps: epsilon, resnet_time_scale_shift } = config
  let h = conv(b, silu(b, groupNorm(b, x, `${name}.norm1`, groups[0], epsilon)), `${name}.conv1`)
  const row = gemm(b, silu(b, embedding), `${name}.time_emb_proj`)
  const projected = b.node('Unsqueeze', [row, b.integers([2, 3])], [...row.shape, 1, 1])
  if (resnet_time_scale_shift === 'scale_shift') {
    const half = [row.shape[0] as number, outputs, 1, 1]
    const parts = b.nodes('Split', [projected, b.integers([outputs, outputs])], [half, half], { axis: { int: 1 } })
    const [factor, shift] = parts as [Value, Value]
    h = groupNorm(b, h, `${name}.norm2`, groups[1], epsilon)
    h = add(b, mul(b, h, add(b, factor, number(b, 1))), shift)
  } else h = groupNorm(b, add(b, h, projected), `${name}.norm2`, groups[1], epsilon)
  h = conv(b, silu(b, h), `${name}.conv2`)
  return divided(b, add(b, shortcut ? conv(b, x, `${name}.conv_shortcut`) : x, h), scale)
}

/** diffusers' Attention by `AttnProcessor2_0`: queries and keys are each scaled by the fourth root of 1/d. */
export function attention(b: GraphBuilder, x: Value, plan: Attention, config: UNetConfig): Value {
  const { name, channels, heads, size, groups, scale } = plan
  const [batch, , height, width] = pictureShape(x)
  const pixels = height * width
  const flat = reshape(b, x, [batch, channels, pixels])
  const normed = groups === null ? flat : groupNorm(b, flat, `${name}.group_norm`, groups, config.norm_eps)
  const tokens = transpose(b, normed, [0, 2, 1])
  const split = (part: string, perm: readonly number[]) =>
    transpose(b, reshape(b, linear(b, tokens, `${name}.${part}`), [batch, pixels, heads, size]), perm)
  const root = number(b, size ** -0.25)
  const q = mul(b, split('to_q', [0, 2, 1, 3]), root) // [B, heads, N, d]
  const k = mul(b, split('to_k', [0, 2, 3, 1]), root) // [B, heads, d, N]
  const scores = b.node('MatMul', [q, k], [batch, heads, pixels, pixels])
  const weights = b.node('Softmax', [scores], scores.shape, { axis: { int: -1 } })
  const attended = b.node('MatMul', [weights, split('to_v', [0, 2, 1, 3])], q.shape)
  const merged = reshape(b, transpose(b, attended, [0, 2, 1, 3]), [batch, pixels, heads * size])
  const out = reshape(b, transpose(b, linear(b, merged, `${name}.to_out.0`), [0, 2, 1]), x.shape)
  return divided(b, add(b, out, x), scale)
}

/** Doubles the picture by repeating every pixel. */
export function double(b: GraphBuilder, x: Value): Value {
  const [batch, channels, height, width] = pictureShape(x)
  const scales = b.floats('scales', Float32Array.of(1, 1, 2, 2), [4])
  return b.node('Resize', [x, null, scales], [batch, channels, 2 * height, 2 * width], {
    coordinate_transformation_mode: { string: 'asymmetric' },
    mode: { string: 'nearest' },
    nearest_mode: { string: 'floor' },
  })
}
