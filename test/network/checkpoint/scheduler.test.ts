import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { betasOf } from '../../../src/network/checkpoint/betas'
import { parseConfig } from '../../../src/network/checkpoint/config'
import { defaultScheduler, parseScheduler } from '../../../src/network/checkpoint/scheduler'
import { changed, errorOf, json, read, tiny } from '../checkpoint-files'

const schedule = read(tiny, 'scheduler/scheduler_config.json')
const twice = parseConfig('config', read(tiny, 'unet/config.json')) // one channel in, two out
const once = { ...twice, out_channels: 1 }
const parse = (fields: Record<string, unknown>, unet = twice) =>
  parseScheduler('scheduler', changed(schedule, fields), unet)

test('what diffusers writes is read', () => {
  expect(parse({})).toEqual({
    scheduler: {
      num_train_timesteps: 1000,
      beta_schedule: 'squaredcos_cap_v2',
      beta_start: 0.0001,
      beta_end: 0.02,
      trained_betas: null,
      rescale_betas_zero_snr: false,
      prediction_type: 'epsilon',
      variance_type: 'learned_range',
      clip_sample: true,
      clip_sample_range: 1,
      thresholding: false,
      dynamic_thresholding_ratio: 0.995,
      sample_max_value: 1,
    },
    notes: [],
  })
})

test.each([
  ['beta_schedule', 'scaled_linear'],
  ['beta_schedule', 'sigmoid'],
  ['prediction_type', 'v_prediction'],
  ['prediction_type', 'sample'],
  ['variance_type', 'learned'],
  ['thresholding', true],
  ['rescale_betas_zero_snr', true],
  ['clip_sample', false],
  ['clip_sample_range', 3],
])('%s %j is given out', (key, value) => {
  expect(parse({ [key]: value }).scheduler).toMatchObject({ [key]: value })
})

test('a variance that the network gives itself is not read, and that is said', () => {
  expect(parse({ variance_type: 'learned' }).notes).toEqual(['variance-unread'])
  expect(parse({ variance_type: 'learned_range' }).notes).toEqual([])
})

test('β may be listed', () => {
  expect(parse({ num_train_timesteps: 3, trained_betas: [0.1, 0.2, 0.3] }).scheduler.trained_betas).toEqual([
    0.1, 0.2, 0.3,
  ])
})

describe('what a folder does not say', () => {
  test("no file: diffusers' defaults, and a note", () => {
    expect(defaultScheduler(once)).toMatchObject({
      scheduler: {
        beta_schedule: 'linear',
        num_train_timesteps: 1000,
        prediction_type: 'epsilon',
        clip_sample: true,
        variance_type: 'fixed_small',
      },
      notes: ['no-scheduler'],
    })
    expect(defaultScheduler(twice)).toMatchObject({
      scheduler: { variance_type: 'learned_range' },
      notes: ['no-scheduler', 'variance-assumed'],
    })
  })

  test('an empty file is the default scheduler', () => {
    expect(parseScheduler('scheduler', json({}), once).scheduler).toEqual(defaultScheduler(once).scheduler)
  })

  test('another sampler knows no learned variance: twice the channels are taken for one', () => {
    const ddim = { _class_name: 'DDIMScheduler', variance_type: undefined }
    expect(parse(ddim)).toMatchObject({ scheduler: { variance_type: 'learned_range' }, notes: ['variance-assumed'] })
    expect(parse(ddim, once)).toMatchObject({ scheduler: { variance_type: 'fixed_small' }, notes: [] })
  })

  test.each([
    ['DDIMScheduler', true, 0.0001],
    ['PNDMScheduler', false, 0.0001],
    ['HeunDiscreteScheduler', false, 0.00085],
  ])('%s: its own defaults', (_class_name, clip_sample, beta_start) => {
    expect(parseScheduler('scheduler', json({ _class_name }), once).scheduler).toMatchObject({
      clip_sample,
      beta_start,
    })
  })
})

describe('what this page cannot compute is named', () => {
  test.each([
    ['_class_name', { _class_name: 'ScoreSdeVeScheduler' }],
    ['_class_name', { _class_name: 'FlowMatchEulerDiscreteScheduler' }],
    ['beta_schedule', { beta_schedule: 'laplace' }],
    ['prediction_type', { prediction_type: 'flow' }],
    ['variance_type', { variance_type: 'fixed_tiny' }],
    ['use_flow_sigmas', { use_flow_sigmas: true }],
  ])('%s %j', (field, fields) => {
    expect(errorOf(() => parse(fields))).toMatchObject({ code: 'unsupported', details: { field } })
  })
})

describe('what no schedule can have is refused', () => {
  test.each([
    ['num_train_timesteps', { num_train_timesteps: 0 }],
    ['num_train_timesteps', { num_train_timesteps: 1e9 }],
    ['beta_start', { beta_start: 2 }],
    ['beta_end', { beta_end: null }],
    ['trained_betas', { trained_betas: [0.1] }],
    ['trained_betas', { num_train_timesteps: 2, trained_betas: [0.1, 7] }],
    ['thresholding', { thresholding: 'yes' }],
    ['clip_sample_range', { clip_sample_range: -1 }],
    ['prediction_type', { prediction_type: ['epsilon'] }],
    ['variance_type', { variance_type: 'fixed_small' }], // two output channels want a learned variance
  ])('%s %j', (field, fields) => {
    expect(errorOf(() => parse(fields))).toMatchObject({ code: 'field', details: { field } })
  })
})

describe("β of every schedule is diffusers'", () => {
  const golden = JSON.parse(readFileSync(new URL('../../golden/unet/golden.json', import.meta.url), 'utf8')) as {
    schedules: { config: object; at: number[]; alphaBar: number[] }[]
  }

  test.each(golden.schedules)('$config', ({ config, at, alphaBar }) => {
    let product = 1
    const alphaBars = Array.from(
      betasOf(parseScheduler('scheduler', json(config), once).scheduler),
      (beta) => (product *= 1 - beta),
    )
    at.forEach((t, i) => {
      const [value = NaN, expected = NaN] = [alphaBars[t], alphaBar[i]]
      expect(Math.abs(value - expected)).toBeLessThan(2e-5 * expected + 1e-9) // PyTorch's product is of float32
    })
  })
})

describe('what Python writes for nothing', () => {
  test('a prediction that is null is of the noise, a switch that is null is off, and that is noted', () => {
    const { scheduler, notes } = parse({ prediction_type: null, clip_sample: null })
    expect(scheduler).toMatchObject({ prediction_type: 'epsilon', clip_sample: false })
    expect(notes).toEqual([
      {
        code: 'null-default',
        details: { file: 'scheduler', found: 'prediction_type = "epsilon", clip_sample = false' },
      },
    ])
  })

  test.each(['DDPMScheduler', 'DPMSolverMultistepScheduler'])(
    '%s: a variance that is null is none that was said',
    (_class_name) => {
      expect(parse({ _class_name, variance_type: null }, once)).toMatchObject({
        scheduler: { variance_type: 'fixed_small' },
        notes: [],
      })
      expect(parse({ _class_name, variance_type: null })).toMatchObject({
        scheduler: { variance_type: 'learned_range' },
        notes: ['variance-assumed'],
      })
    },
  )

  test('a number that is none is no fault where it is not used, and one where it is', () => {
    const encodeScheduler = (text: string) =>
      new TextEncoder().encode(`{"beta_end": ${text}, "lambda_min_clipped": -Infinity, "final": NaN}`)
    expect(parseScheduler('scheduler', encodeScheduler('0.02'), once).scheduler.beta_end).toBe(0.02)
    for (const text of ['NaN', 'Infinity', '-Infinity', 'null'])
      expect(errorOf(() => parseScheduler('scheduler', encodeScheduler(text), once)).details.field).toBe('beta_end')
  })
})
