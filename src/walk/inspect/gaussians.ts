import { klBits, type Normal, rises, samplerInfo, truePosterior } from '../../diffusion'
import type { LookedStep } from '../../engine/protocol/look'
import type { RunSpec } from '../../engine/protocol/pictures'

/** Why a step has no Gaussian. */
export type NoGaussian = 'up' | 'adaptive' | 'point' | 'noise-first' | 'no-noise'

/** @returns undefined where the step has one */
export function whyNone(
  { sampler }: Pick<RunSpec, 'sampler'>,
  { from, to, gaussian }: LookedStep,
): NoGaussian | undefined {
  if (gaussian) return undefined
  if (rises(from, to)) return 'up'
  const { law, adaptive } = samplerInfo(sampler)
  if (adaptive) return 'adaptive'
  return law === 'gaussian' ? 'no-noise' : law
}

/** What the step draws one value from, p(x_s | x_t). */
export function drawnFrom({ gaussian }: LookedStep, value: number): Normal | undefined {
  if (!gaussian) return undefined
  const { mean, deviation } = gaussian
  return { mean: mean[value] ?? NaN, deviation: typeof deviation === 'number' ? deviation : (deviation[value] ?? NaN) }
}

/** What it would be drawn from by one who knows the picture, q(x_s | x_t, x₀). */
export const drawnKnowing = ({ from, to, xt }: LookedStep, x0: Float32Array, value: number): Normal =>
  truePosterior(from, to, x0[value] ?? NaN, xt[value] ?? NaN)

/** KL(q ‖ p) of each value, in bits. */
export const klOfAll = (step: LookedStep, x0: Float32Array): Float32Array =>
  x0.map((_, value) => {
    const p = drawnFrom(step, value)
    return p ? klBits(drawnKnowing(step, x0, value), p) : NaN
  })

/** The density of a Gaussian, at so many places around it. */
export function bell({ mean, deviation }: Normal, low: number, high: number, places = 121): [number, number][] {
  return Array.from({ length: places }, (_, i) => {
    const x = low + ((high - low) * i) / (places - 1)
    return [x, Math.exp(-0.5 * ((x - mean) / deviation) ** 2) / (deviation * Math.sqrt(2 * Math.PI))]
  })
}

/** Values that hold all Gaussians, to four deviations. */
export function holding(normals: readonly Normal[]): readonly [low: number, high: number] {
  const ends = normals.flatMap(({ mean, deviation }) => [mean - 4 * deviation, mean + 4 * deviation])
  return [Math.min(...ends), Math.max(...ends)]
}
