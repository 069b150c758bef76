import { describe } from '../description'
import { choice, get, integer, list, oneOf, parseObject, real, reject, unsupported, type Fields } from './fields'
import type { CheckpointNote } from './notes'
import { withDefaults } from './null-defaults'
import type { UNetConfig } from '../config/unet-config'

/**
 * What a diffusers scheduler configuration says about how the network was trained; keys are diffusers' own. This
 * page's own samplers decide how steps are spaced.
 */
export interface SchedulerConfig {
  readonly num_train_timesteps: number
  readonly beta_schedule: 'linear' | 'scaled_linear' | 'squaredcos_cap_v2' | 'sigmoid'
  readonly beta_start: number
  readonly beta_end: number
  /** β_1 … β_T themselves, if the file has them; then the three keys above do not count. */
  readonly trained_betas: readonly number[] | null
  readonly rescale_betas_zero_snr: boolean
  readonly prediction_type: 'epsilon' | 'sample' | 'v_prediction'
  readonly variance_type:
    | 'fixed_small'
    | 'fixed_small_log'
    | 'fixed_large'
    | 'fixed_large_log'
    | 'learned'
    | 'learned_range'
  readonly clip_sample: boolean
  readonly clip_sample_range: number
  readonly thresholding: boolean
  readonly dynamic_thresholding_ratio: number
  readonly sample_max_value: number
}

/** The keys that describe the forward process. */
export type Betas = Pick<
  SchedulerConfig,
  'num_train_timesteps' | 'beta_schedule' | 'beta_start' | 'beta_end' | 'trained_betas' | 'rescale_betas_zero_snr'
>

/** The defaults of diffusers' DDPMScheduler, also used for a folder without a scheduler. */
const defaults = {
  num_train_timesteps: 1000,
  beta_schedule: 'linear',
  beta_start: 0.0001,
  beta_end: 0.02,
  trained_betas: null,
  rescale_betas_zero_snr: false,
  prediction_type: 'epsilon',
  variance_type: 'fixed_small',
  clip_sample: true,
  clip_sample_range: 1,
  thresholding: false,
  dynamic_thresholding_ratio: 0.995,
  sample_max_value: 1,
} as const satisfies SchedulerConfig

/** Schedulers that know a learned variance, and that clip by default. */
const ddpm = ['DDPMScheduler', 'DDPMParallelScheduler'] as const
const clipping = [
  ...ddpm,
  'DDIMScheduler',
  'DDIMParallelScheduler',
  'DDIMInverseScheduler',
  'RePaintScheduler',
] as const
/** Other samplers for the same kind of network. Heun and KDPM2 have other default ends of β. */
const others = [
  'PNDMScheduler',
  'DPMSolverMultistepScheduler',
  'DPMSolverSinglestepScheduler',
  'DPMSolverMultistepInverseScheduler',
  'DEISMultistepScheduler',
  'UniPCMultistepScheduler',
  'EulerDiscreteScheduler',
  'EulerAncestralDiscreteScheduler',
  'LMSDiscreteScheduler',
  'SASolverScheduler',
] as const
const latent = ['HeunDiscreteScheduler', 'KDPM2DiscreteScheduler', 'KDPM2AncestralDiscreteScheduler'] as const

/** Keys that must not be null. */
const measures = ['num_train_timesteps', 'beta_start', 'beta_end']

interface Parsed {
  readonly scheduler: SchedulerConfig
  readonly notes: readonly CheckpointNote[]
}

/** Bytes of scheduler_config.json → the schedule, checked against the network's channels. @throws CheckpointError */
export function parseScheduler(file: string, bytes: Uint8Array, unet: UNetConfig): Parsed {
  const parsed = parseObject(file, bytes)
  const name = nameOf(parsed)
  const isOneOf = (names: readonly string[]) => names.includes(name)
  const classDefaults = {
    ...defaults,
    clip_sample: isOneOf(clipping),
    ...(isOneOf(latent) && { beta_start: 0.00085, beta_end: 0.012 }),
  }
  const { fields, notes } = withDefaults(parsed, classDefaults, ['variance_type', ...measures])
  const hasLearnedVariance = unet.out_channels === 2 * unet.in_channels
  const givenType = get(parsed, 'variance_type') // most of diffusers' schedulers write null
  const statedVariance = givenType != null || (isOneOf(ddpm) && givenType !== null) ? readVariance(fields, unet) : null
  return {
    scheduler: {
      ...readBetas(fields),
      ...readOutput(fields),
      variance_type: statedVariance ?? (hasLearnedVariance ? 'learned_range' : 'fixed_small'),
    },
    notes: [
      ...notes,
      ...(statedVariance === 'learned'
        ? (['variance-unread'] as const)
        : statedVariance === null && hasLearnedVariance
          ? (['variance-assumed'] as const)
          : []),
    ],
  }
}

/** Bytes of scheduler_config.json → the forward process alone, for networks that do not predict noise, as classifiers. @throws CheckpointError */
export function parseForwardProcess(file: string, bytes: Uint8Array): Betas {
  const parsed = parseObject(file, bytes)
  nameOf(parsed)
  return readBetas(withDefaults(parsed, defaults, measures).fields)
}

function nameOf(fields: Fields): string {
  const name = get(fields, '_class_name') ?? 'DDPMScheduler'
  const className = [...clipping, ...others, ...latent].find((candidate) => candidate === name)
  return className ?? unsupported(fields, '_class_name', describe(name), ['scheduler'])
}

/** The scheduler that diffusers assumes if a folder has no scheduler_config.json. */
export function defaultScheduler(unet: UNetConfig): Parsed {
  const hasLearnedVariance = unet.out_channels === 2 * unet.in_channels
  return {
    scheduler: { ...defaults, variance_type: hasLearnedVariance ? 'learned_range' : 'fixed_small' },
    notes: ['no-scheduler', ...(hasLearnedVariance ? (['variance-assumed'] as const) : [])],
  }
}

function readVariance(fields: Fields, { in_channels, out_channels }: UNetConfig): SchedulerConfig['variance_type'] {
  const variance = choice(fields, 'variance_type', [
    'fixed_small',
    'fixed_small_log',
    'fixed_large',
    'fixed_large_log',
    'learned',
    'learned_range',
  ])
  const outputs = in_channels * (variance.startsWith('learned') ? 2 : 1)
  return out_channels === outputs ? variance : reject(fields, 'variance_type', ['variance-of-channels', out_channels])
}

function readBetas(fields: Fields): Betas {
  const num_train_timesteps = integer(fields, 'num_train_timesteps', 1, 10_000)
  const trained_betas = get(fields, 'trained_betas') === null ? null : readTrained(fields, num_train_timesteps)
  return {
    num_train_timesteps,
    beta_schedule: choice(fields, 'beta_schedule', ['linear', 'scaled_linear', 'squaredcos_cap_v2', 'sigmoid']),
    beta_start: real(fields, 'beta_start', 1e-9, 0.999),
    beta_end: real(fields, 'beta_end', 1e-9, 0.999),
    trained_betas,
    rescale_betas_zero_snr: oneOf(fields, 'rescale_betas_zero_snr', [true, false]),
  }
}

function readTrained(fields: Fields, steps: number): readonly number[] {
  const betas = list(fields, 'trained_betas', 10_000)
  const valid = betas.length === steps && betas.every((beta) => typeof beta === 'number' && beta > 0 && beta <= 1)
  return valid ? (betas as number[]) : reject(fields, 'trained_betas', ['numbers-above', steps, 0, 1])
}

function readOutput(fields: Fields) {
  if (get(fields, 'use_flow_sigmas') === true) unsupported(fields, 'use_flow_sigmas', 'true', 'false')
  return {
    prediction_type: choice(fields, 'prediction_type', ['epsilon', 'sample', 'v_prediction']),
    clip_sample: oneOf(fields, 'clip_sample', [true, false]),
    clip_sample_range: real(fields, 'clip_sample_range', 1e-3, 1e3),
    thresholding: oneOf(fields, 'thresholding', [true, false]),
    dynamic_thresholding_ratio: real(fields, 'dynamic_thresholding_ratio', 0, 1),
    sample_max_value: real(fields, 'sample_max_value', 1e-3, 1e3),
  }
}
