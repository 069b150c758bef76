import { checkClass, get, integer, list, oneOf, parseObject, real, reject, type Fields } from './fields'

/** The part of diffusers' `UNet2DModel` configuration that varies here; keys are diffusers' own. */
export interface UNetConfig {
  readonly sample_size: number
  readonly in_channels: number
  readonly out_channels: number
  readonly time_embedding_dim: number
  readonly freq_shift: number
  readonly flip_sin_to_cos: boolean
  readonly down_block_types: readonly ('DownBlock2D' | 'AttnDownBlock2D')[]
  readonly up_block_types: readonly ('UpBlock2D' | 'AttnUpBlock2D')[]
  readonly block_out_channels: readonly number[]
  readonly layers_per_block: number
  readonly downsample_padding: 0 | 1
  /** Channels of one attention head; null: one head of all channels. */
  readonly attention_head_dim: number | null
  readonly norm_num_groups: number
  /** Groups of the normalisation before the attention in the middle; null: none. */
  readonly mid_attention_groups: number | null
  readonly norm_eps: number
  readonly resnet_time_scale_shift: 'default' | 'scale_shift'
  /** Rows of the class embedding; null: the network takes no class. */
  readonly num_class_embeds: number | null
}

/** Keys that we support at these values only: the defaults, which diffusers always writes. */
const fixed = {
  center_input_sample: [false],
  time_embedding_type: ['positional'],
  mid_block_type: ['UNetMidBlock2D'],
  mid_block_scale_factor: [1],
  downsample_type: ['conv'],
  upsample_type: ['conv'],
  act_fn: ['silu', 'swish'],
  add_attention: [true],
  class_embed_type: [null],
} as const

/** Keys without a meaning for inference. */
const ignored = new Set(['dropout', 'num_train_timesteps', '_class_name', '_diffusers_version', '_name_or_path'])

/** diffusers' defaults, for files that were written before a key existed. */
const defaults = {
  time_embedding_dim: null,
  freq_shift: 0,
  flip_sin_to_cos: true,
  layers_per_block: 2,
  downsample_padding: 1,
  attention_head_dim: 8,
  norm_num_groups: 32,
  attn_norm_num_groups: null,
  norm_eps: 1e-5,
  resnet_time_scale_shift: 'default',
  num_class_embeds: null,
} as const

const required = ['sample_size', 'in_channels', 'out_channels', 'down_block_types', 'up_block_types', 'block_out_channels']
const known = new Set([...required, ...Object.keys(fixed), ...Object.keys(defaults), ...ignored])

/** Bytes of unet/config.json → the configuration. Anything that this page cannot compute is an error that names it. */
export function parseConfig(file: string, bytes: Uint8Array): UNetConfig {
  const parsed = parseObject(file, bytes)
  checkClass(parsed, 'UNet2DModel')
  for (const key of Object.keys(parsed.value)) {
    if (!known.has(key)) reject(parsed, key, 'no such key')
  }
  const fields: Fields = { ...parsed, value: { ...defaults, ...parsed.value } }
  for (const [key, allowed] of Object.entries<readonly (string | number | boolean | null)[]>(fixed)) {
    if (get(fields, key) !== undefined) oneOf(fields, key, allowed)
  }
  const config = readConfig(fields)
  checkDivisions(fields, config)
  return config
}

function readConfig(fields: Fields): UNetConfig {
  const block_out_channels = readChannels(fields)
  const levels = block_out_channels.length
  const resnet_time_scale_shift = oneOf(fields, 'resnet_time_scale_shift', ['default', 'scale_shift'])
  const norm_num_groups = integer(fields, 'norm_num_groups', 1, 512)
  return {
    sample_size: integer(fields, 'sample_size', 4, 128),
    in_channels: integer(fields, 'in_channels', 1, 4),
    out_channels: integer(fields, 'out_channels', 1, 8),
    time_embedding_dim: orNull(fields, 'time_embedding_dim', 2048) ?? 4 * (block_out_channels[0] ?? 0),
    freq_shift: integer(fields, 'freq_shift', 0, 1),
    flip_sin_to_cos: oneOf(fields, 'flip_sin_to_cos', [true, false]),
    down_block_types: blocks(fields, 'down_block_types', levels, ['DownBlock2D', 'AttnDownBlock2D']),
    up_block_types: blocks(fields, 'up_block_types', levels, ['UpBlock2D', 'AttnUpBlock2D']),
    block_out_channels,
    layers_per_block: integer(fields, 'layers_per_block', 1, 4),
    downsample_padding: oneOf(fields, 'downsample_padding', [0, 1]),
    attention_head_dim: orNull(fields, 'attention_head_dim', 512),
    norm_num_groups,
    mid_attention_groups: orNull(fields, 'attn_norm_num_groups', 512) ?? (resnet_time_scale_shift === 'default' ? norm_num_groups : null),
    norm_eps: real(fields, 'norm_eps', 1e-12, 1),
    resnet_time_scale_shift,
    num_class_embeds: orNull(fields, 'num_class_embeds', 1001),
  }
}

function readChannels(fields: Fields): readonly number[] {
  const channels = list(fields, 'block_out_channels', 6)
  const valid = channels.length > 0 && channels.every((n) => Number.isInteger(n) && (n as number) >= 4 && (n as number) <= 512)
  return valid ? (channels as number[]) : reject(fields, 'block_out_channels', '1 to 6 integers from 4 to 512')
}

function blocks<const T extends string>(fields: Fields, key: string, levels: number, allowed: readonly T[]): readonly T[] {
  const types = list(fields, key, 6)
  const found = types.find((type) => !allowed.includes(type as T))
  if (found !== undefined) reject(fields, key, `${allowed.join(' or ')}, not ${JSON.stringify(found).slice(0, 40)}`)
  return types.length === levels ? (types as T[]) : reject(fields, key, `${levels} blocks, as in block_out_channels`)
}

function orNull(fields: Fields, key: string, high: number): number | null {
  return get(fields, key) === null ? null : integer(fields, key, 1, high)
}

/** Halving the picture, groups of channels and attention heads must all come out even. */
function checkDivisions(fields: Fields, config: UNetConfig): void {
  const halvings = 2 ** (config.block_out_channels.length - 1)
  if (config.sample_size % halvings) reject(fields, 'sample_size', `a multiple of ${halvings}`)
  const divides = (key: string, divisor: number, channels: readonly number[]) => {
    if (channels.some((n) => n % divisor)) reject(fields, key, `a divisor of ${channels.join(', ')}`)
  }
  const attended = config.block_out_channels.filter((_, level) => level === config.block_out_channels.length - 1 || config.down_block_types[level] === 'AttnDownBlock2D' || config.up_block_types.at(-1 - level) === 'AttnUpBlock2D')
  divides('norm_num_groups', config.norm_num_groups, config.block_out_channels)
  divides('attention_head_dim', config.attention_head_dim ?? 1, attended)
  divides('attn_norm_num_groups', config.mid_attention_groups ?? 1, config.block_out_channels.slice(-1))
}
