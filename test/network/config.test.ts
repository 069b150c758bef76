import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/network/checkpoint/config'
import { parseProbe } from '../../src/network/checkpoint/probe'
import { parseScheduler } from '../../src/network/checkpoint/scheduler'
import { attention, changed, errorOf, json, read, tiny } from './support'

const bytes = read(tiny, 'unet/config.json')
const config = parseConfig('config', bytes)

test('what diffusers writes is read', () => {
  expect(config).toMatchObject({ sample_size: 28, block_out_channels: [8, 16, 16], time_embedding_dim: 32, mid_attention_groups: null, num_class_embeds: 11 })
  expect(parseConfig('config', read(attention, 'unet/config.json'))).toMatchObject({ attention_head_dim: null, mid_attention_groups: 2, flip_sin_to_cos: false, downsample_padding: 0, num_class_embeds: null })
})

test('keys that older versions do not write have diffusers\' defaults', () => {
  const minimal = { sample_size: 32, in_channels: 3, out_channels: 3, block_out_channels: [64, 64], down_block_types: ['DownBlock2D', 'DownBlock2D'], up_block_types: ['UpBlock2D', 'UpBlock2D'] }
  expect(parseConfig('config', json(minimal))).toMatchObject({ layers_per_block: 2, norm_num_groups: 32, attention_head_dim: 8, norm_eps: 1e-5, flip_sin_to_cos: true })
})

describe('what this page cannot compute is refused and named', () => {
  test.each([
    ['_class_name', { _class_name: 'UNet2DConditionModel' }],
    ['something_new', { something_new: 1 }],
    ['center_input_sample', { center_input_sample: true }],
    ['time_embedding_type', { time_embedding_type: 'fourier' }],
    ['act_fn', { act_fn: 'gelu' }],
    ['class_embed_type', { class_embed_type: 'timestep' }],
    ['mid_block_type', { mid_block_type: null }],
    ['add_attention', { add_attention: false }],
    ['downsample_type', { downsample_type: 'resnet' }],
    ['resnet_time_scale_shift', { resnet_time_scale_shift: 'spatial' }],
    ['down_block_types', { down_block_types: ['DownBlock2D', 'SkipDownBlock2D', 'DownBlock2D'] }],
    ['up_block_types', { up_block_types: ['UpBlock2D', 'UpBlock2D'] }],
    ['up_block_types', { up_block_types: 'UpBlock2D' }],
    ['block_out_channels', { block_out_channels: [8, 16, 1e9] }],
    ['block_out_channels', { block_out_channels: [] }],
    ['sample_size', { sample_size: 30 }],
    ['sample_size', { sample_size: 4096 }],
    ['sample_size', { sample_size: null }],
    ['in_channels', { in_channels: undefined }],
    ['norm_num_groups', { norm_num_groups: 3 }],
    ['attention_head_dim', { attention_head_dim: 32 }],
    ['attn_norm_num_groups', { attn_norm_num_groups: 5 }],
    ['norm_eps', { norm_eps: -1 }],
    ['num_class_embeds', { num_class_embeds: 1e6 }],
    ['flip_sin_to_cos', { flip_sin_to_cos: 'yes' }],
    ['layers_per_block', { layers_per_block: 1000 }],
  ])('%s', (field, fields) => {
    const { code, details } = errorOf(() => parseConfig('config', changed(bytes, fields)))
    expect({ code, field: details.field }).toEqual({ code: 'field', field })
  })

  test('a key that JavaScript inherits is not a key that the file has', () => {
    const { details } = errorOf(() => parseConfig('config', new TextEncoder().encode('{"__proto__":{"sample_size":28},"in_channels":1}')))
    expect(details.field).toBe('__proto__')
  })
})

describe('the schedule', () => {
  const schedule = read(tiny, 'scheduler/scheduler_config.json')

  test('is read', () => {
    expect(parseScheduler('scheduler', schedule, config)).toEqual({ num_train_timesteps: 1000, beta_schedule: 'squaredcos_cap_v2', beta_start: 0.0001, beta_end: 0.02, prediction_type: 'epsilon', variance_type: 'learned_range', clip_sample: true, clip_sample_range: 1 })
  })

  test.each([
    ['beta_schedule', { beta_schedule: 'sigmoid' }],
    ['prediction_type', { prediction_type: 'flow' }],
    ['num_train_timesteps', { num_train_timesteps: 0 }],
    ['thresholding', { thresholding: true }],
    ['trained_betas', { trained_betas: [0.1] }],
    ['variance_type', { variance_type: 'fixed_small' }], // two output channels want a learned variance
  ])('%s', (field, fields) => {
    expect(errorOf(() => parseScheduler('scheduler', changed(schedule, fields), config)).details.field).toBe(field)
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
