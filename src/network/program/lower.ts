import {
  groupsOut,
  planOf,
  type Attention,
  type Block,
  type Layer,
  type ResampleConv,
  type Resnet,
} from '../config/plan'
import { projectionNames, projectionsOf } from '../config/projections'
import { headsOf, type UNetConfig } from '../config/unet-config'
import { weightsOf } from '../watch'
import { createBuilder, type Builder } from './builder'
import type { Convolution, Program, ProgramNorm, Residual, Values } from './operations'

/** Compiles diffusers' UNet2DModel.forward to a program. The order of its operations is the order of computation. */
export function lower(config: UNetConfig): Program {
  const build = createBuilder(config)
  const plan = planOf(config)
  const first = config.block_out_channels[0] as number
  const input = build.values(config.sample_size, config.sample_width, config.in_channels)
  const h = build.conv([input], first, { names: ['conv_in'] })
  build.watch('conv_in')
  const state: State = { h, skips: [h], picture: input }
  for (const block of plan.down) lowerDown(build, state, block)
  for (const layer of plan.mid) lowerLayer(build, state, layer)
  if (plan.mid.length > 0) build.watch('mid_block')
  const rising: State = { ...state, picture: null }
  for (const block of plan.up) lowerUp(build, rising, block)
  const norm = normOf(config, 'conv_norm_out', groupsOut(config), 'silu')
  const residual = rising.picture && added(rising.picture)
  const output = build.conv([rising.h], config.out_channels, { names: ['conv_out'], norm, residual })
  build.watch('conv_out')
  return {
    operations: build.operations,
    watched: build.watched,
    input,
    output,
    heads: headsOf(config),
    projections: { names: projectionNames(config), width: projectionsOf(config).width },
  }
}

/** What the blocks pass on; see `network/unet/pass.ts`. */
interface State {
  h: Values
  readonly skips: Values[]
  picture: Values | null
}

function normOf(
  { norm_eps: epsilon }: UNetConfig,
  name: string,
  groups: number,
  activation: ProgramNorm['activation'],
  modulation: number | null = null,
): ProgramNorm {
  return { name, groups, epsilon, modulation, activation }
}

const added = (values: Values): Residual => ({ inputs: [values], doubled: false, shortcut: null })

function lowerLayer(build: Builder, state: State, { resnet, attention }: Layer): void {
  state.h = lowerResnet(build, [state.h], resnet)
  if (attention) state.h = lowerAttention(build, state.h, attention)
}

function lowerDown(build: Builder, state: State, { layers, resample, picture }: Block): void {
  for (const layer of layers) {
    lowerLayer(build, state, layer)
    state.skips.push(state.h)
  }
  if (!resample) return
  const { h } = state
  state.h =
    resample.kind === 'resnet'
      ? lowerResnet(build, [h], resample)
      : lowerResampleConv(build, h, resample, { stride: 2, before: build.config.downsample_padding })
  if (picture && state.picture) {
    state.picture = build.resample(state.picture, 'fir-down')
    const names = [`${picture.name}.skip_conv`]
    state.h = build.conv([state.picture], picture.channels, { names, size: 1, residual: added(state.h) })
  }
  state.skips.push(state.h)
}

function lowerUp(build: Builder, state: State, { layers, attention, resample, picture }: Block): void {
  for (const layer of layers) {
    state.h = lowerResnet(build, [state.h, state.skips.pop() as Values], layer.resnet)
    if (layer.attention) state.h = lowerAttention(build, state.h, layer.attention)
  }
  if (attention) state.h = lowerAttention(build, state.h, attention)
  if (picture) {
    const larger = state.picture && build.resample(state.picture, 'fir-up')
    state.picture =
      picture.name === null ? larger : lowerPictureUp(build, state.h, larger, picture.name, picture.groups)
  }
  if (!resample) return
  state.h =
    resample.kind === 'resnet'
      ? lowerResnet(build, [state.h], resample)
      : lowerResampleConv(build, state.h, resample, { doubled: true })
}

function lowerResampleConv(
  build: Builder,
  h: Values,
  { name, channels }: ResampleConv,
  options: Partial<Pick<Convolution, 'stride' | 'before' | 'doubled'>>,
): Values {
  const output = build.conv([h], channels, { names: [name], ...options })
  build.watch(name)
  return output
}

/** A skip block's contribution to the picture on the way up. */
function lowerPictureUp(build: Builder, h: Values, picture: Values | null, name: string, groups: number): Values {
  const norm = normOf(build.config, `${name}.skip_norm`, groups, 'silu')
  return build.conv([h], 3, { names: [`${name}.skip_conv`], norm, residual: picture && added(picture) })
}

/** A residual block over its inputs side by side; see `network/unet/resnet.ts`. */
function lowerResnet(build: Builder, inputs: readonly Values[], resnet: Resnet): Values {
  const { config } = build
  const { name, outputs, groups, scale, shortcut } = resnet
  const offset = projectionsOf(config).offsets.get(name) as number
  const scaleShift = config.resnet_time_scale_shift === 'scale_shift'
  const first = normOf(config, `${name}.norm1`, groups[0], config.act_fn)
  const second = normOf(config, `${name}.norm2`, groups[1], config.act_fn, scaleShift ? offset : null)
  const doubled = resnet.resampling === 'up'
  const resampling = doubled || resnet.resampling === 'none' ? null : resnet.resampling
  const h = build.conv(resampling ? [build.resample(build.normalise(inputs, first), resampling)] : inputs, outputs, {
    names: [`${name}.conv1`],
    norm: resampling ? null : first,
    doubled,
    projection: scaleShift ? null : offset,
  })
  const residual = {
    inputs: resampling ? inputs.map((values) => build.resample(values, resampling)) : inputs,
    doubled,
    shortcut: shortcut ? `${name}.conv_shortcut` : null,
  }
  const output = build.conv([h], outputs, { names: [`${name}.conv2`], norm: second, residual, divisor: scale })
  build.watch(name)
  return output
}

/** Self-attention over all pixels; see `network/unet/attention.ts`. */
function lowerAttention(build: Builder, x: Values, { name, channels, heads, size, groups, scale }: Attention): Values {
  const norm = groups === null ? null : normOf(build.config, `${name}.group_norm`, groups, null)
  const names = ['to_q', 'to_k', 'to_v'].map((part) => `${name}.${part}`)
  const joined = build.conv([x], 3 * heads * size, { names, size: 1, norm })
  const attended = build.attention(joined, heads, size)
  build.watch(weightsOf(name), 'weights')
  const output = build.conv([attended], channels, {
    names: [`${name}.to_out.0`],
    size: 1,
    residual: added(x),
    divisor: scale,
  })
  build.watch(name)
  return output
}
