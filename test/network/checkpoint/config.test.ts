import { describe, expect, test } from 'vitest'
import { parseConfig, readConfig } from '../../../src/network/checkpoint/config'
import { parseProbe } from '../../../src/network/checkpoint/probe'
import { attention, changed, errorOf, json, read, tiny } from '../checkpoint-files'

const bytes = read(tiny, 'unet/config.json')
const config = parseConfig('config', bytes)

test('what diffusers writes is read', () => {
  expect(config).toMatchObject({
    sample_size: 28,
    block_out_channels: [8, 16, 16],
    time_embedding_dim: 32,
    mid_attention_groups: null,
    num_class_embeds: 11,
  })
  expect(parseConfig('config', read(attention, 'unet/config.json'))).toMatchObject({
    attention_head_dim: null,
    mid_attention_groups: 2,
    flip_sin_to_cos: false,
    downsample_padding: 0,
    num_class_embeds: null,
  })
})

test("keys that older versions do not write have diffusers' defaults", () => {
  const minimal = {
    sample_size: 32,
    in_channels: 3,
    out_channels: 3,
    block_out_channels: [64, 64],
    down_block_types: ['DownBlock2D', 'DownBlock2D'],
    up_block_types: ['UpBlock2D', 'UpBlock2D'],
  }
  expect(parseConfig('config', json(minimal))).toMatchObject({
    layers_per_block: 2,
    norm_num_groups: 32,
    attention_head_dim: 8,
    norm_eps: 1e-5,
    flip_sin_to_cos: true,
  })
})

describe('every option of diffusers is read', () => {
  test.each([
    ['center_input_sample', true],
    ['time_embedding_type', 'fourier'],
    ['act_fn', 'gelu'],
    ['class_embed_type', 'timestep'],
    ['class_embed_type', 'identity'],
    ['mid_block_type', null],
    ['add_attention', false],
    ['downsample_type', 'resnet'],
    ['upsample_type', 'resnet'],
    ['mid_block_scale_factor', 1.5],
    ['freq_shift', 1],
    ['down_block_types', ['ResnetDownsampleBlock2D', 'AttnDownBlock2D', 'DownBlock2D']],
    ['up_block_types', ['ResnetUpsampleBlock2D', 'AttnUpBlock2D', 'UpBlock2D']],
  ] as const)('%s %j', (key, value) => {
    expect(parseConfig('config', changed(bytes, { [key]: value }))).toMatchObject({ [key]: value })
  })

  test.each([
    [
      'no table beside a class of another kind',
      { class_embed_type: 'timestep', num_class_embeds: 11 },
      { num_class_embeds: null },
    ],
    ['another name of SiLU', { act_fn: 'Swish' }, { act_fn: 'silu' }],
    ['a picture that is not square', { sample_size: [16, 28] }, { sample_size: 16, sample_width: 28 }],
    [
      'the prefix of early versions',
      { up_block_types: ['UNetResUpBlock2D', 'UNetResAttnUpBlock2D', 'UpBlock2D'] },
      { up_block_types: ['UpBlock2D', 'AttnUpBlock2D', 'UpBlock2D'] },
    ],
    [
      'a learned time embedding',
      { time_embedding_type: 'learned', num_train_timesteps: 50 },
      { num_train_timesteps: 50 },
    ],
    ['no way to halve said', { downsample_type: null }, { downsample_type: 'conv' }],
    ['a time embedding of the usual length', { time_embedding_dim: null }, { time_embedding_dim: 32 }],
    ['heads that do not share all channels out', { attention_head_dim: 7 }, { attention_head_dim: 7 }],
    ['notes of a moving average', { decay: 0.99, optimization_step: 7, _name_or_path: 'x' }, { sample_size: 28 }],
  ])('%s', (_, fields, expected) => {
    expect(parseConfig('config', changed(bytes, fields))).toMatchObject(expected)
  })

  test('NCSN++: skip blocks, Fourier features, groups by the channels', () => {
    const skip = {
      in_channels: 3,
      out_channels: 3,
      norm_num_groups: null,
      down_block_types: ['SkipDownBlock2D', 'SkipDownBlock2D', 'SkipDownBlock2D'],
      up_block_types: ['SkipUpBlock2D', 'SkipUpBlock2D', 'SkipUpBlock2D'],
    }
    expect(parseConfig('config', changed(bytes, skip)).norm_num_groups).toBeNull()
    expect(
      errorOf(() => parseConfig('config', changed(bytes, { ...skip, in_channels: 1, out_channels: 1 }))).details.field,
    ).toBe('in_channels')
    expect(
      errorOf(() =>
        parseConfig(
          'config',
          changed(bytes, { ...skip, up_block_types: ['SkipUpBlock2D', 'UpBlock2D', 'SkipUpBlock2D'] }),
        ),
      ),
    ).toMatchObject({ code: 'unsupported', details: { field: 'up_block_types' } })
    expect(errorOf(() => parseConfig('config', changed(bytes, { norm_num_groups: null }))).details.field).toBe(
      'norm_num_groups',
    )
  })
})

describe('what this page cannot compute is named, before any weights are asked for', () => {
  test.each([
    ['_class_name', { _class_name: 'UNet2DConditionModel' }],
    ['something_new', { something_new: 1 }],
    ['time_embedding_type', { time_embedding_type: 'rotary' }],
    ['act_fn', { act_fn: 'geglu' }],
    ['class_embed_type', { class_embed_type: 'projection' }],
    ['mid_block_type', { mid_block_type: 'UNetMidBlock2DCrossAttn' }],
    ['downsample_type', { downsample_type: 'kernel' }],
    ['upsample_type', { upsample_type: 'kernel' }],
    ['resnet_time_scale_shift', { resnet_time_scale_shift: 'spatial' }],
    ['resnet_time_scale_shift', { resnet_time_scale_shift: 'ada_group' }],
    ['down_block_types', { down_block_types: ['DownBlock2D', 'KDownBlock2D', 'DownBlock2D'] }],
    ['down_block_types', { down_block_types: ['DownBlock2D', 'SkipDownBlock2D', 'DownBlock2D'] }],
    ['up_block_types', { up_block_types: ['CrossAttnUpBlock2D', 'UpBlock2D', 'UpBlock2D'] }],
  ])('%s', (field, fields) => {
    const { code, details } = errorOf(() => parseConfig('config', changed(bytes, fields)))
    expect({ code, field: details.field }).toEqual({ code: 'unsupported', field })
  })
})

describe('what a file leaves open, as diffusers takes it', () => {
  const notesOf = (fields: Record<string, unknown>) => readConfig('config', changed(bytes, fields)).notes

  test('an option that is null has its default, a switch is off, and that is noted', () => {
    const { config: read, notes } = readConfig(
      'config',
      changed(bytes, { resnet_time_scale_shift: null, flip_sin_to_cos: null, norm_eps: null, class_embed_type: null }),
    )
    expect(read).toMatchObject({ resnet_time_scale_shift: 'default', flip_sin_to_cos: false, norm_eps: 1e-5 })
    expect(notes).toEqual([
      {
        code: 'null-default',
        details: {
          file: 'config',
          found: 'flip_sin_to_cos = false, norm_eps = 0.00001, resnet_time_scale_shift = "default"',
        },
      },
    ])
    expect(notesOf({})).toEqual([])
  })

  test.each([
    ['null', { encoder_hid_dim: null }, 'encoder_hid_dim'],
    ['empty', { cross_blocks: [], revision: '' }, 'cross_blocks, revision'],
    [
      'a note',
      { note: 'trained by hand', author: 'Jürgen', training_steps: 50_000, dataset: { name: 'MNIST' } },
      'note, author, training_steps, dataset',
    ],
    ['a sentence under any name', { hint: 'use 50 steps' }, 'hint'],
    ['private', { _sliced: true }, '_sliced'],
    ['many', Object.fromEntries(Array.from('abcdefgh', (key) => [key, null])), 'a, b, c, d, e, f …'],
  ])('a key that nobody knows and that is %s is left out and named', (_, fields, names) => {
    expect(notesOf(fields)).toEqual([{ code: 'unused-keys', details: { file: 'config', found: names } }])
  })

  test.each([
    { attention_type: 'gated' },
    { dual_cross_attention: true },
    { encoder_hid_dim: 8 },
    { only_cross_attention: false },
    { conv_sizes: [3, 5] },
  ])('an option that is not known is refused: %j', (fields) => {
    expect(errorOf(() => notesOf(fields)).code).toBe('unsupported')
  })

  test('no size: it is asked for, with one that the network can halve, and what is answered is taken', () => {
    expect(errorOf(() => notesOf({ sample_size: null }))).toMatchObject({ code: 'size', details: { expected: 28 } })
    expect(errorOf(() => notesOf({ sample_size: undefined })).code).toBe('size')
    const open = changed(bytes, { sample_size: null })
    expect(readConfig('config', open, 20)).toMatchObject({
      config: { sample_size: 20, sample_width: 20 },
      notes: [{ code: 'size-chosen', details: { found: '20' } }],
    })
    for (const size of [0, 3, 30, 513, 2.5, NaN])
      expect(errorOf(() => readConfig('config', open, size)).details.field).toBe('sample_size')
    expect(parseConfig('config', bytes, 20).sample_size).toBe(28) // where the file says it, nobody is asked
  })
})

describe('what no network can have is refused and named', () => {
  test.each([
    ['up_block_types', { up_block_types: ['UpBlock2D', 'UpBlock2D'] }],
    ['up_block_types', { up_block_types: 'UpBlock2D' }],
    ['block_out_channels', { block_out_channels: [8, 16, 1e9] }],
    ['block_out_channels', { block_out_channels: [] }],
    ['sample_size', { sample_size: 30 }],
    ['sample_size', { sample_size: [28, 30] }],
    ['sample_size', { sample_size: [28] }],
    ['sample_size', { sample_size: 4096 }],
    ['in_channels', { in_channels: undefined }],
    ['out_channels', { out_channels: 3 }],
    ['norm_num_groups', { norm_num_groups: 3 }],
    ['attention_head_dim', { attention_head_dim: 32 }],
    ['attn_norm_num_groups', { attn_norm_num_groups: 5 }],
    ['norm_eps', { norm_eps: -1 }],
    ['norm_eps', { norm_eps: '1e-5' }],
    ['num_class_embeds', { num_class_embeds: 1e6 }],
    ['num_train_timesteps', { time_embedding_type: 'learned' }],
    ['flip_sin_to_cos', { flip_sin_to_cos: 'yes' }],
    ['layers_per_block', { layers_per_block: 1000 }],
    ['downsample_padding', { downsample_padding: 2 }],
    ['act_fn', { act_fn: 7 }],
  ])('%s', (field, fields) => {
    const { code, details } = errorOf(() => parseConfig('config', changed(bytes, fields)))
    expect({ code, field: details.field }).toEqual({ code: 'field', field })
  })

  test('a key that JavaScript inherits is not a key that the file has', () => {
    const { details } = errorOf(() =>
      parseConfig('config', new TextEncoder().encode('{"__proto__":{"sample_size":28},"in_channels":1}')),
    )
    expect(details.field).toBe('__proto__')
  })
})

describe('the probe', () => {
  const probe = read(tiny, 'probe.json')
  const [first] = parseProbe('probe', probe, config).cases

  test('is read', () => {
    expect(first?.x).toHaveLength(28 * 28)
    expect(first?.output).toHaveLength(2 * 28 * 28)
  })

  test.each([
    ['cases', []],
    ['cases', [3]],
    ['cases[0].t', [{ class: 1 }]],
    ['cases[0].class', [{ ...first, class: 11 }]],
    ['cases[0].x', [{ ...first, x: [1, 2, 3] }]],
    ['cases[0].x', [{ ...first, x: Array.from({ length: 784 }, () => null) }]],
  ])('%s', (field, cases) => {
    expect(errorOf(() => parseProbe('probe', changed(probe, { cases }), config)).details.field).toBe(field)
  })
})
