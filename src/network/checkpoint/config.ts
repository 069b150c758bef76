import { checkDivisions } from '../config/divisions'
import { describe } from '../description'
import {
  checkClass,
  choice,
  get,
  integer,
  list,
  oneOf,
  parseObject,
  real,
  reject,
  unsupported,
  type Fields,
} from './fields'
import type { CheckpointNote } from './notes'
import { withDefaults } from './null-defaults'
import { readSize } from './size'
import { unusedKeys } from './unused'
import { activations, downBlockTypes, isSkipBlock, upBlockTypes, type UNetConfig } from '../config/unet-config'

/** Keys without a meaning for inference: dropout, diffusers' own notes, and the settings of its moving average of weights. */
const ignored = [
  'dropout',
  '_class_name',
  '_diffusers_version',
  '_name_or_path',
  '_commit_hash',
  '_use_default_values',
  'torch_dtype',
  'dtype',
  'decay',
  'min_decay',
  'min_value',
  'max_value',
  'inv_gamma',
  'power',
  'optimization_step',
  'update_after_step',
  'use_ema_warmup',
  'foreach',
]

/** diffusers' defaults, for files that were written before a key existed. */
const defaults = {
  center_input_sample: false,
  time_embedding_type: 'positional',
  time_embedding_dim: null,
  freq_shift: 0,
  flip_sin_to_cos: true,
  mid_block_type: 'UNetMidBlock2D',
  layers_per_block: 2,
  mid_block_scale_factor: 1,
  downsample_padding: 1,
  downsample_type: 'conv',
  upsample_type: 'conv',
  act_fn: 'silu',
  attention_head_dim: 8,
  norm_num_groups: 32,
  attn_norm_num_groups: null,
  norm_eps: 1e-5,
  resnet_time_scale_shift: 'default',
  add_attention: true,
  class_embed_type: null,
  num_class_embeds: null,
  num_train_timesteps: null,
} as const

/** Keys for which null has a meaning. */
const nullable = ['mid_block_type', 'attention_head_dim', 'norm_num_groups', 'downsample_type', 'upsample_type']
const required = [
  'sample_size',
  'in_channels',
  'out_channels',
  'down_block_types',
  'up_block_types',
  'block_out_channels',
]
const knownKeys = new Set([...required, ...Object.keys(defaults), ...ignored])

interface ReadResult {
  readonly config: UNetConfig
  readonly notes: readonly CheckpointNote[]
}

/**
 * Bytes of unet/config.json → the configuration. Whatever this page cannot compute is an error that names it, before
 * the weights are downloaded.
 *
 * @param size the side of the pictures in pixels, from the visitor, for a file that does not give it
 * @throws CheckpointError `unsupported` (diffusers may know it), `field` (it is invalid), `size` (the size is missing), `not-json`
 */
export function readConfig(file: string, bytes: Uint8Array, size?: number): ReadResult {
  const parsed = parseObject(file, bytes)
  checkClass(parsed, 'UNet2DModel')
  const unused = unusedKeys(parsed, knownKeys)
  const { fields, notes } = withDefaults(parsed, defaults, nullable)
  const pictureSize = readSize(fields, readChannels(fields).length, size)
  const config = { ...pictureSize.sides, ...readPicture(fields), ...readEmbeddings(fields), ...readBlocks(fields) }
  checkChannels(fields, config)
  checkDivisions(config, (key, expected) => reject(fields, key, expected))
  return { config, notes: [...notes, ...unused, ...pictureSize.notes] }
}

/** The configuration without the notes. */
export const parseConfig = (file: string, bytes: Uint8Array, size?: number): UNetConfig =>
  readConfig(file, bytes, size).config

function readPicture(fields: Fields) {
  return {
    in_channels: integer(fields, 'in_channels', 1, 8),
    out_channels: integer(fields, 'out_channels', 1, 16),
    center_input_sample: oneOf(fields, 'center_input_sample', [true, false]),
  }
}

function readEmbeddings(fields: Fields) {
  const channels = readChannels(fields)
  const time_embedding_type = choice(fields, 'time_embedding_type', ['positional', 'fourier', 'learned'])
  const class_embed_type =
    get(fields, 'class_embed_type') === null ? null : choice(fields, 'class_embed_type', ['timestep', 'identity'])
  const dim = get(fields, 'time_embedding_dim')
  return {
    time_embedding_type,
    time_embedding_dim:
      dim === null || dim === 0 ? 4 * (channels[0] as number) : integer(fields, 'time_embedding_dim', 1, 8192),
    freq_shift: real(fields, 'freq_shift', 0, 1),
    flip_sin_to_cos: oneOf(fields, 'flip_sin_to_cos', [true, false]),
    num_train_timesteps: time_embedding_type === 'learned' ? integer(fields, 'num_train_timesteps', 1, 10_000) : null,
    class_embed_type,
    num_class_embeds: class_embed_type === null ? orNull(fields, 'num_class_embeds', 10_000) : null,
  }
}

function readBlocks(fields: Fields) {
  const block_out_channels = readChannels(fields)
  const levels = block_out_channels.length
  const resnet_time_scale_shift = choice(fields, 'resnet_time_scale_shift', ['default', 'scale_shift'])
  const norm_num_groups = orNull(fields, 'norm_num_groups', 512)
  const middle = norm_num_groups ?? Math.min(Math.floor((block_out_channels[levels - 1] as number) / 4), 32)
  return {
    down_block_types: readBlockTypes(fields, 'down_block_types', levels, downBlockTypes),
    mid_block_type:
      get(fields, 'mid_block_type') === null ? null : choice(fields, 'mid_block_type', ['UNetMidBlock2D']),
    up_block_types: readBlockTypes(fields, 'up_block_types', levels, upBlockTypes),
    block_out_channels,
    layers_per_block: integer(fields, 'layers_per_block', 1, 8),
    mid_block_scale_factor: real(fields, 'mid_block_scale_factor', 1e-3, 1e3),
    downsample_padding: oneOf(fields, 'downsample_padding', [0, 1]),
    downsample_type: choice(fields, 'downsample_type', ['conv', 'resnet'], 'conv'),
    upsample_type: choice(fields, 'upsample_type', ['conv', 'resnet'], 'conv'),
    act_fn: readActivation(fields),
    attention_head_dim: orNull(fields, 'attention_head_dim', 2048),
    norm_num_groups,
    mid_attention_groups:
      orNull(fields, 'attn_norm_num_groups', 512) ?? (resnet_time_scale_shift === 'default' ? middle : null),
    norm_eps: real(fields, 'norm_eps', 1e-12, 1),
    resnet_time_scale_shift,
    add_attention: oneOf(fields, 'add_attention', [true, false]),
  }
}

/** Reads the activation; like diffusers, it ignores upper and lower case. */
function readActivation(fields: Fields): UNetConfig['act_fn'] {
  const value = get(fields, 'act_fn')
  const name = typeof value === 'string' ? value.toLowerCase() : value
  const activation = name === 'swish' ? 'silu' : activations.find((candidate) => candidate === name)
  return activation ?? choice(fields, 'act_fn', activations)
}

function readChannels(fields: Fields): readonly number[] {
  const channels = list(fields, 'block_out_channels', 8)
  const valid =
    channels.length > 0 && channels.every((n) => Number.isInteger(n) && (n as number) >= 4 && (n as number) <= 2048)
  return valid ? (channels as number[]) : reject(fields, 'block_out_channels', ['integers', 1, 8, 4, 2048])
}

/** Reads the types of blocks. Early diffusers named the same blocks with the prefix UNetRes. */
function readBlockTypes<const T extends string>(
  fields: Fields,
  key: string,
  levels: number,
  allowed: readonly T[],
): readonly T[] {
  const types = list(fields, key, 8).map((type) => (typeof type === 'string' ? type.replace(/^UNetRes/, '') : type))
  const unknownType = types.find((type) => !allowed.includes(type as T))
  if (unknownType !== undefined) unsupported(fields, key, describe(unknownType), ['one-of', ...allowed])
  return types.length === levels ? (types as T[]) : reject(fields, key, ['blocks', levels])
}

function orNull(fields: Fields, key: string, high: number): number | null {
  return get(fields, key) === null ? null : integer(fields, key, 1, high)
}

/** Checks that channels and blocks fit together. */
function checkChannels(fields: Fields, config: UNetConfig): void {
  const { in_channels, out_channels, down_block_types, up_block_types } = config
  if (out_channels !== in_channels && out_channels !== 2 * in_channels)
    reject(fields, 'out_channels', ['channels', in_channels, 2 * in_channels])
  const down = down_block_types.slice(0, -1).map(isSkipBlock)
  const up = up_block_types.map(isSkipBlock)
  for (const [key, skips] of [
    ['down_block_types', down],
    ['up_block_types', up],
  ] as const) {
    if (new Set(skips).size > 1) unsupported(fields, key, ['mixed-blocks'], ['skip-blocks-only'])
  }
  if (down.includes(true) && in_channels !== 3) reject(fields, 'in_channels', ['as-skip-blocks-take', 3])
  if (up.includes(true) && out_channels !== 3) reject(fields, 'out_channels', ['as-skip-blocks-give', 3])
  const normalisedBlock = [...down_block_types, ...up_block_types].find((type) => !isSkipBlock(type))
  if (config.norm_num_groups === null && normalisedBlock !== undefined)
    reject(fields, 'norm_num_groups', ['number-for-block', normalisedBlock])
}
