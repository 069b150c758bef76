import { isSkipBlock, type UNetConfig } from './unet-config'
import type { Attention, Block, Layer, Plan, ResampleConv, Resampling, Resnet } from './plan-types'

export * from './plan-types'

export function planOf(config: UNetConfig): Plan {
  const channels = config.block_out_channels
  return {
    down: channels.map((_, level) => downBlock(config, level)),
    mid: midBlock(config),
    up: channels.map((_, step) => upBlock(config, step)),
  }
}

/** NCSN++'s groups: a quarter of the channels, at most 32. */
const quarter = (channels: number) => Math.min(Math.floor(channels / 4), 32)

function attentionOf(config: UNetConfig, name: string, channels: number, groups: number | null, scale = 1): Attention {
  const size = config.attention_head_dim ?? channels
  return { name, channels, heads: Math.floor(channels / size), size, groups, scale }
}

type ResnetOptions = Partial<Pick<Resnet, 'groups' | 'resampling' | 'shortcut' | 'scale'>>

function resnetOf(
  config: UNetConfig,
  name: string,
  inputs: number,
  outputs: number,
  options: ResnetOptions = {},
): Resnet {
  const groups = config.norm_num_groups ?? quarter(inputs)
  return {
    kind: 'resnet',
    name,
    inputs,
    outputs,
    groups: [groups, groups],
    resampling: 'none',
    shortcut: inputs !== outputs,
    scale: 1,
    ...options,
  }
}

function midBlock(config: UNetConfig): readonly Layer[] {
  if (config.mid_block_type === null) return []
  const channels = config.block_out_channels.at(-1) as number
  const scale = config.mid_block_scale_factor
  const [first, last] = [0, 1].map((i) =>
    resnetOf(config, `mid_block.resnets.${i}`, channels, channels, { scale }),
  ) as [Resnet, Resnet]
  const attention = config.add_attention
    ? attentionOf(config, 'mid_block.attentions.0', channels, config.mid_attention_groups, scale)
    : null
  return [
    { resnet: first, attention },
    { resnet: last, attention: null },
  ]
}

function downBlock(config: UNetConfig, level: number): Block {
  const { block_out_channels: channels, layers_per_block } = config
  const type = config.down_block_types[level] as UNetConfig['down_block_types'][number]
  const skip = isSkipBlock(type)
  const outputs = channels[level] as number
  const before = channels[Math.max(level - 1, 0)] as number
  const name = `down_blocks.${level}`
  const layers = Array.from({ length: layers_per_block }, (_, i) => {
    const inputs = i === 0 ? before : outputs
    return {
      resnet: resnetOf(
        config,
        `${name}.resnets.${i}`,
        inputs,
        outputs,
        skip ? { groups: [quarter(inputs), quarter(outputs)], scale: Math.SQRT2 } : {},
      ),
      attention: type.startsWith('Attn')
        ? attentionOf(config, `${name}.attentions.${i}`, outputs, ...normed(config, skip))
        : null,
    }
  })
  const last = level === channels.length - 1
  if (skip)
    return {
      layers,
      attention: null,
      resample: last ? null : firResnet(config, `${name}.resnet_down`, outputs, 'fir-down'),
      picture: last ? null : { name, channels: outputs, groups: quarter(outputs) },
    }
  const byResnet =
    type === 'ResnetDownsampleBlock2D' || (type === 'AttnDownBlock2D' && config.downsample_type === 'resnet')
  return {
    layers,
    attention: null,
    resample: last ? null : resampleOf(config, `${name}.downsamplers.0`, outputs, byResnet ? 'down' : null),
    picture: null,
  }
}

/** Each layer takes its input and the last stored skip of the same level. */
function upBlock(config: UNetConfig, step: number): Block {
  const { layers_per_block } = config
  const type = config.up_block_types[step] as UNetConfig['up_block_types'][number]
  const skip = isSkipBlock(type)
  const attends = type.startsWith('Attn')
  const reversed = config.block_out_channels.toReversed()
  const outputs = reversed[step] as number
  const before = reversed[Math.max(step - 1, 0)] as number
  const lastSkip = reversed[Math.min(step + 1, reversed.length - 1)] as number
  const name = `up_blocks.${step}`
  const layers = Array.from({ length: layers_per_block + 1 }, (_, i) => {
    const [ownChannels, stored] = [i === 0 ? before : outputs, i === layers_per_block ? lastSkip : outputs]
    // AttnSkipUpBlock2D has min(own + stored // 4, 32) in diffusers; weights are trained with that.
    const first = attends ? Math.min(ownChannels + Math.floor(stored / 4), 32) : quarter(ownChannels + stored)
    return {
      resnet: resnetOf(
        config,
        `${name}.resnets.${i}`,
        ownChannels + stored,
        outputs,
        skip ? { groups: [first, quarter(outputs)], scale: Math.SQRT2 } : {},
      ),
      attention:
        attends && !skip ? attentionOf(config, `${name}.attentions.${i}`, outputs, ...normed(config, skip)) : null,
    }
  })
  const last = step === reversed.length - 1
  if (skip) {
    const attention = attends ? attentionOf(config, `${name}.attentions.0`, outputs, ...normed(config, skip)) : null
    return {
      layers,
      attention,
      resample: last ? null : firResnet(config, `${name}.resnet_up`, outputs, 'fir-up'),
      picture: { name: last ? null : name, channels: outputs, groups: quarter(outputs) },
    }
  }
  const byResnet = type === 'ResnetUpsampleBlock2D' || (type === 'AttnUpBlock2D' && config.upsample_type === 'resnet')
  return {
    layers,
    attention: null,
    resample: last ? null : resampleOf(config, `${name}.upsamplers.0`, outputs, byResnet ? 'up' : null),
    picture: null,
  }
}

/** The groups and scale of an attention; skip blocks have their own. */
function normed(config: UNetConfig, skip: boolean): [number | null, number] {
  return skip ? [32, Math.SQRT2] : [config.norm_num_groups, 1]
}

function resampleOf(
  config: UNetConfig,
  name: string,
  channels: number,
  resampling: 'down' | 'up' | null,
): ResampleConv | Resnet {
  return resampling === null
    ? { kind: 'conv', name: `${name}.conv`, channels }
    : resnetOf(config, name, channels, channels, { resampling })
}

function firResnet(config: UNetConfig, name: string, channels: number, resampling: Resampling): Resnet {
  return resnetOf(config, name, channels, channels, {
    resampling,
    groups: [quarter(channels), quarter(channels)],
    shortcut: true,
    scale: Math.SQRT2,
  })
}

/** Groups of the last normalisation. */
export function groupsOut(config: UNetConfig): number {
  return config.norm_num_groups ?? quarter(config.block_out_channels[0] as number)
}
