import type { UNetConfig } from './config'
import { checkClass, get, integer, oneOf, parseObject, real, reject, type Fields } from './fields'

/** The part of diffusers' DDPMScheduler configuration that says what the network was trained for; keys are diffusers' own. */
export interface SchedulerConfig {
  readonly num_train_timesteps: number
  readonly beta_schedule: 'linear' | 'squaredcos_cap_v2'
  readonly beta_start: number
  readonly beta_end: number
  readonly prediction_type: 'epsilon' | 'sample' | 'v_prediction'
  readonly variance_type: 'fixed_small' | 'fixed_small_log' | 'fixed_large' | 'fixed_large_log' | 'learned_range'
  readonly clip_sample: boolean
  readonly clip_sample_range: number
}

const fixedSchedule = { trained_betas: [null], thresholding: [false], rescale_betas_zero_snr: [false] } as const
const scheduleDefaults = { beta_start: 0.0001, beta_end: 0.02, prediction_type: 'epsilon', clip_sample: true, clip_sample_range: 1 } as const

/** Bytes of scheduler_config.json → the schedule, checked against the network's channels. */
export function parseScheduler(file: string, bytes: Uint8Array, unet: UNetConfig): SchedulerConfig {
  const parsed = parseObject(file, bytes)
  checkClass(parsed, 'DDPMScheduler')
  const fields: Fields = { ...parsed, value: { ...scheduleDefaults, ...parsed.value } }
  for (const [key, allowed] of Object.entries(fixedSchedule)) {
    if (get(fields, key) !== undefined) oneOf(fields, key, allowed)
  }
  const variance_type = oneOf(fields, 'variance_type', ['fixed_small', 'fixed_small_log', 'fixed_large', 'fixed_large_log', 'learned_range'])
  const outputs = unet.in_channels * (variance_type === 'learned_range' ? 2 : 1)
  if (unet.out_channels !== outputs) reject(fields, 'variance_type', `one that goes with ${unet.out_channels} output channels`)
  return {
    num_train_timesteps: integer(fields, 'num_train_timesteps', 1, 10_000),
    beta_schedule: oneOf(fields, 'beta_schedule', ['linear', 'squaredcos_cap_v2']),
    beta_start: real(fields, 'beta_start', 1e-9, 1),
    beta_end: real(fields, 'beta_end', 1e-9, 1),
    prediction_type: oneOf(fields, 'prediction_type', ['epsilon', 'sample', 'v_prediction']),
    variance_type,
    clip_sample: oneOf(fields, 'clip_sample', [true, false]),
    clip_sample_range: real(fields, 'clip_sample_range', 1e-3, 1e3),
  }
}
