import type { UNetConfig } from '../checkpoint/config'

/**
 * What a U-Net consists of, as data: the names are the prefixes of diffusers' parameter names. The expected tensors
 * and the network that computes are both read off it, so they cannot disagree.
 */
export interface Plan {
  readonly down: readonly Block[]
  readonly mid: { readonly first: Resnet; readonly attention: Attention; readonly last: Resnet }
  readonly up: readonly Block[]
}

export interface Block {
  readonly layers: readonly { readonly resnet: Resnet; readonly attention: Attention | null }[]
  /** Prefix of the convolution that halves or follows the doubling; null at the end. */
  readonly resample: { readonly name: string; readonly channels: number } | null
}

export interface Resnet {
  readonly name: string
  readonly inputs: number
  readonly outputs: number
}

export interface Attention {
  readonly name: string
  readonly channels: number
  readonly heads: number
  /** Groups of the normalisation before it; null: none. */
  readonly groups: number | null
}

export function planOf(config: UNetConfig): Plan {
  const channels = config.block_out_channels
  const widest = channels.at(-1) as number
  const headsOf = (n: number) => n / (config.attention_head_dim ?? n)
  return {
    down: channels.map((_, level) => downBlock(config, level, headsOf)),
    mid: {
      first: { name: 'mid_block.resnets.0', inputs: widest, outputs: widest },
      attention: { name: 'mid_block.attentions.0', channels: widest, heads: headsOf(widest), groups: config.mid_attention_groups },
      last: { name: 'mid_block.resnets.1', inputs: widest, outputs: widest },
    },
    up: channels.map((_, step) => upBlock(config, step, headsOf)),
  }
}

function downBlock(config: UNetConfig, level: number, headsOf: (channels: number) => number): Block {
  const { block_out_channels: channels, layers_per_block, norm_num_groups: groups } = config
  const outputs = channels[level] as number
  const before = channels[Math.max(level - 1, 0)] as number
  const attends = config.down_block_types[level] === 'AttnDownBlock2D'
  const prefix = `down_blocks.${level}`
  return {
    layers: Array.from({ length: layers_per_block }, (_, i) => ({
      resnet: { name: `${prefix}.resnets.${i}`, inputs: i === 0 ? before : outputs, outputs },
      attention: attends ? { name: `${prefix}.attentions.${i}`, channels: outputs, heads: headsOf(outputs), groups } : null,
    })),
    resample: level === channels.length - 1 ? null : { name: `${prefix}.downsamplers.0.conv`, channels: outputs },
  }
}

/** Each layer takes, beside its input, the skip of the same level that was stored last. */
function upBlock(config: UNetConfig, step: number, headsOf: (channels: number) => number): Block {
  const { layers_per_block, norm_num_groups: groups } = config
  const reversed = config.block_out_channels.toReversed()
  const outputs = reversed[step] as number
  const before = reversed[Math.max(step - 1, 0)] as number
  const lastSkip = reversed[Math.min(step + 1, reversed.length - 1)] as number
  const attends = config.up_block_types[step] === 'AttnUpBlock2D'
  const prefix = `up_blocks.${step}`
  return {
    layers: Array.from({ length: layers_per_block + 1 }, (_, i) => {
      const skip = i === layers_per_block ? lastSkip : outputs
      return {
        resnet: { name: `${prefix}.resnets.${i}`, inputs: (i === 0 ? before : outputs) + skip, outputs },
        attention: attends ? { name: `${prefix}.attentions.${i}`, channels: outputs, heads: headsOf(outputs), groups } : null,
      }
    }),
    resample: step === reversed.length - 1 ? null : { name: `${prefix}.upsamplers.0.conv`, channels: outputs },
  }
}

/** All residual blocks in the order of computation. */
export function resnetsOf({ down, mid, up }: Plan): readonly Resnet[] {
  const inBlocks = (blocks: readonly Block[]) => blocks.flatMap((block) => block.layers.map((layer) => layer.resnet))
  return [...inBlocks(down), mid.first, mid.last, ...inBlocks(up)]
}
