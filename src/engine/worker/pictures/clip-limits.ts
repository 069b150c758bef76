import type { SchedulerConfig } from '../../../network'
import type { ClipLimits, NetworkInfo } from '../../protocol/pictures'

type ClipConfig = Pick<
  SchedulerConfig,
  'clip_sample' | 'clip_sample_range' | 'thresholding' | 'dynamic_thresholding_ratio' | 'sample_max_value'
>

/** Imagen's, and diffusers' where it thresholds: the share of x̂₀'s values that are left within black and white. */
const QUANTILE = 0.995

/** How a scheduler of diffusers keeps x̂₀ within black and white: by thresholding, else by clipping, else not. */
export const clipOf = ({ thresholding, clip_sample }: ClipConfig): NetworkInfo['clip'] =>
  thresholding ? 'dynamic' : clip_sample ? 'on' : 'off'

/** Within which limits. Where it does not do so itself, a visitor may: then within a picture's own range, as Imagen does. */
export function clipLimitsOf({
  clip_sample,
  clip_sample_range,
  thresholding,
  dynamic_thresholding_ratio,
  sample_max_value,
}: ClipConfig): ClipLimits {
  return {
    range: clip_sample ? clip_sample_range : 1,
    quantile: thresholding ? dynamic_thresholding_ratio : QUANTILE,
    most: thresholding ? sample_max_value : Infinity,
  }
}

/**
 * The variance of a step of diffusers' DDPMScheduler. β̃ also where the network gives the variance itself (`learned`), which this
 * page does not read.
 */
export function varianceOf({ variance_type: type }: Pick<SchedulerConfig, 'variance_type'>): NetworkInfo['variance'] {
  if (type === 'learned_range') return 'learned'
  return type.startsWith('fixed_large') ? 'beta' : 'beta-tilde'
}
