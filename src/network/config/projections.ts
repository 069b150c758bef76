import { planOf, resnetsOf } from './plan'
import type { UNetConfig } from './unet-config'

/**
 * A row of projections holds what the noise level and the class add to each residual block, or how they scale and shift it, side by
 * side. Returns where each block's part begins, and how long a row is.
 */
export function projectionsOf(config: UNetConfig): {
  readonly offsets: ReadonlyMap<string, number>
  readonly width: number
} {
  const offsets = new Map<string, number>()
  let width = 0
  for (const { name, outputs } of resnetsOf(planOf(config))) {
    offsets.set(name, width)
    width += config.resnet_time_scale_shift === 'scale_shift' ? 2 * outputs : outputs
  }
  return { offsets, width }
}

/** The linear maps whose outputs are a row of projections. */
export const projectionNames = (config: UNetConfig): readonly string[] =>
  resnetsOf(planOf(config)).map(({ name }) => `${name}.time_emb_proj`)
