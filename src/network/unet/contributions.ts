import type { UNetConfig } from '../config/unet-config'
import { planOf, resnetsOf } from '../config/plan'
import { projectionsOf } from '../config/projections'

/** How much the time, and how much the class, contributes to the conditioning of a residual block. */
export interface Contribution {
  /** The residual block. */
  readonly name: string
  /** The root mean square over channels of the projection from the time alone: W·f(time) + b. */
  readonly time: number
  /** The same for the change by the class, W·(f(time + class) − f(time)); 0 for a network without classes. */
  readonly class: number
}

const rootMeanSquare = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)

/** @param projections the values of `UNet.projections`, [2·Σ] */
export function contributionsOf(config: UNetConfig, projections: Float32Array): readonly Contribution[] {
  const width = projections.length / 2
  const [time, both] = [projections.subarray(0, width), projections.subarray(width)]
  const starts = [...projectionsOf(config).offsets.values(), width]
  return resnetsOf(planOf(config)).map(({ name }, i) => {
    const [from, to] = starts.slice(i, i + 2) as [number, number]
    const alone = time.subarray(from, to)
    return {
      name,
      time: rootMeanSquare(alone),
      class: rootMeanSquare(both.slice(from, to).map((value, k) => value - (alone[k] ?? NaN))),
    }
  })
}
