import type { UNetConfig } from '../config/unet-config'
import { planOf, resnetsOf } from '../config/plan'
import { offsetsOf } from './layers'

/** How much of what a residual block is told comes from the time, and how much from the class. */
export interface Contribution {
  /** The residual block. */
  readonly name: string
  /** Root mean square, over its channels, of its projection told the time alone: W·f(time) + b. */
  readonly time: number
  /** The same of what the class changes in it, W·(f(time + class) − f(time)); 0 of a network without classes. */
  readonly class: number
}

const rootMeanSquare = (values: Float32Array) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)

/** @param projections the values of `UNet.projections`, [2·Σ] */
export function contributionsOf(config: UNetConfig, projections: Float32Array): readonly Contribution[] {
  const width = projections.length / 2
  const [time, both] = [projections.subarray(0, width), projections.subarray(width)]
  const starts = [...offsetsOf(config).values(), width]
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
