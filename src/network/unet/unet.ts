import { concat, fused, image, tidy, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Checkpoint } from '../checkpoint/checkpoint'
import type { UNetConfig } from '../checkpoint/config'
import { groupNorm } from '../kernels/groupNorm'
import { buildAttention } from './attention'
import { conditioningOf } from './conditioning'
import { convolve, downsample } from './convolve'
import { parametersOf, type Parameters } from './parameters'
import { planOf, resnetsOf, type Attention, type Block, type Resnet } from './plan'
import { buildResnet, type ConditionedLayer } from './resnet'

/** A network on the current back end. */
export interface UNet {
  /**
   * The network's output for a batch. Issues GPU work and returns at once; call it inside a tidy, or dispose the result.
   *
   * @param x noisy pictures, [B, H, W, in_channels]
   * @param timesteps the network's own timestep, one for all or one a sample
   * @param classes one a sample; ignored by a network without classes
   * @returns [B, H, W, out_channels]
   */
  predict(x: Tensor4D, timesteps: number | readonly number[], classes: readonly number[], watch?: Watch): Tensor4D
  readonly config: UNetConfig
  readonly info: { readonly parameters: number }
  dispose(): void
}

/** Sees inner activations by diffusers' module name; what it wants to keep, it must `keep` or copy. */
export type Watch = (name: string, activation: Tensor4D) => void

/** One forward pass: what all layers share. */
interface Pass {
  readonly projections: Tensor2D
  readonly watch: Watch
}

type Layer = (x: Tensor4D, pass: Pass) => Tensor4D

/** Uploads a checkpoint's weights and returns the network. Errors cannot come from the checkpoint: it was checked. */
export function buildUNet({ config, weights }: Pick<Checkpoint, 'config' | 'weights'>): UNet {
  const parameters = parametersOf(weights)
  const forward = buildForward(parameters, config)
  const condition = conditioningOf(config, weights)
  const projection = parameters.linear(...resnetsOf(planOf(config)).map(({ name }) => `${name}.time_emb_proj`))

  return {
    config,
    info: { parameters: [...weights.values()].reduce((sum, { data }) => sum + data.length, 0) },
    predict: (x, timesteps, classes, watch = () => undefined) =>
      tidy(() => {
        const each = typeof timesteps === 'number' ? Array.from({ length: x.shape[0] }, () => timesteps) : timesteps
        const projections = fused.matMul({ a: condition(each, classes), b: projection.weight, bias: projection.bias }) as Tensor2D // [B, Σ]
        return forward(x, { projections, watch })
      }),
    dispose: () => {
      parameters.dispose()
    },
  }
}

/** diffusers' UNet2DModel.forward, NHWC. */
function buildForward(parameters: Parameters, config: UNetConfig): Layer {
  const plan = planOf(config)
  const layers = layersOf(parameters, config)
  const convIn = parameters.conv('conv_in')
  const down = plan.down.map((block) => buildDown(parameters, block, config, layers))
  const mid = [layers.resnet(plan.mid.first), layers.attention(plan.mid.attention), layers.resnet(plan.mid.last)]
  const up = plan.up.map((block) => buildUp(parameters, block, layers))
  const normOut = { ...parameters.affine('conv_norm_out'), groups: config.norm_num_groups, epsilon: config.norm_eps, silu: true }
  const convOut = parameters.conv('conv_out')

  return (x, pass) => {
    let h = convolve(x, convIn) // [B, H, W, C₀]
    pass.watch('conv_in', h)
    const skips = [h]
    for (const block of down) h = block(h, skips, pass)
    for (const layer of mid) h = layer(h, pass)
    pass.watch('mid_block', h)
    for (const block of up) h = block(h, skips, pass)
    return convolve(groupNorm(h, normOut), convOut) // [B, H, W, out_channels]
  }
}

interface Layers {
  resnet(plan: Resnet): Layer
  attention(plan: Attention): Layer
}

/** Builders of single layers, which report what they computed. */
function layersOf(parameters: Parameters, config: UNetConfig): Layers {
  const offsets = offsetsOf(config)
  const watched = (name: string, layer: ConditionedLayer): Layer => (x, { projections, watch }) => {
    const y = layer(x, projections)
    watch(name, y)
    return y
  }
  return {
    resnet: (plan) => watched(plan.name, buildResnet(parameters, plan, config, offsets.get(plan.name) as number)),
    attention: (plan) => watched(plan.name, buildAttention(parameters, plan, config)),
  }
}

/** Where each residual block's part of the joined projections begins. */
function offsetsOf(config: UNetConfig): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>()
  let at = 0
  for (const { name, outputs } of resnetsOf(planOf(config))) {
    offsets.set(name, at)
    at += config.resnet_time_scale_shift === 'scale_shift' ? 2 * outputs : outputs
  }
  return offsets
}

type SkippingBlock = (x: Tensor4D, skips: Tensor4D[], pass: Pass) => Tensor4D

/** Down: every layer's output is stored as a skip; so is the halved picture. */
function buildDown(parameters: Parameters, { layers, resample }: Block, config: UNetConfig, build: Layers): SkippingBlock {
  const steps = layers.map(({ resnet, attention }) => [build.resnet(resnet), ...(attention ? [build.attention(attention)] : [])])
  const halve = resample && parameters.conv(resample.name)
  return (x, skips, pass) => {
    let h = x
    for (const step of steps) {
      for (const layer of step) h = layer(h, pass)
      skips.push(h)
    }
    if (halve) {
      h = downsample(h, halve, config.downsample_padding) // [B, H/2, W/2, C]
      skips.push(h)
    }
    return h
  }
}

/** Up: every layer takes the skip that was stored last; at the end the picture is doubled. */
function buildUp(parameters: Parameters, { layers, resample }: Block, build: Layers): SkippingBlock {
  const steps = layers.map(({ resnet, attention }) => [build.resnet(resnet), ...(attention ? [build.attention(attention)] : [])])
  const follow = resample && parameters.conv(resample.name)
  return (x, skips, pass) => {
    let h = x
    for (const step of steps) {
      h = concat([h, skips.pop() as Tensor4D], 3)
      for (const layer of step) h = layer(h, pass)
    }
    if (!follow) return h
    const [, height, width] = h.shape
    return convolve(image.resizeNearestNeighbor(h, [2 * height, 2 * width]), follow) // [B, 2H, 2W, C]
  }
}
