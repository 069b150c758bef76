import { add, concat, div, mul, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import {
  arrayAlgebra, arrayStatistics, classifierFree, clipped, cosineSchedule, ddimInversion, type Denoiser, discreteProcess, dynamicallyThresholded, makeProcess, makeSampler,
  matched, normalArray, type Past, rises, rk45, type Step,
} from '../../src/diffusion'
import type { Loaded } from '../../src/engine/load'
import type { RunSpec } from '../../src/engine/protocol'
import { type DenoisingError, tensorAlgebra, tidy } from '../../src/network'

// A network that is a formula, so that the same run can be computed over plain arrays, all of it by other code than the
// engine's: ε̂ = (0.6 + 0.3·cos(t/200))·x + 0.2·b(x + class) and v = 2·b(x), with the bump b(x) = x/(1 + x²), of timestep t.
// GPUs may compute sines to three digits only, but this exactly enough.

const bumpOf = (value: number) => value / (1 + value * value)
const slope = (t: number) => 0.6 + 0.3 * Math.cos(t / 200)
export const SIDE = 8
const NULL_CLASS = 10
const schedule = cosineSchedule(1000)
/** The same at every level. */
const ERROR: DenoisingError = { t: [500], meanSquared: [0.3] }

export function formulaNetwork(): Pick<Loaded, 'unet' | 'checkpoint' | 'schedule'> {
  const predict = (x: Tensor4D, timesteps: number | readonly number[], classes: readonly number[]) => tidy(() => {
    const t = typeof timesteps === 'number' ? timesteps : (timesteps[0] ?? NaN)
    const bump = (y: Tensor) => div(y, add(mul(y, y), 1))
    return concat([tensorAlgebra.combine([slope(t), x], [0.2, bump(add(x, classes[0] ?? NaN))]), mul(bump(x), 2)] as [Tensor4D, Tensor4D], 3)
  })
  return {
    schedule,
    unet: { predict, config: { sample_size: SIDE, in_channels: 1 } } as unknown as Loaded['unet'],
    checkpoint: { card: { nullClass: NULL_CLASS, denoisingError: ERROR }, scheduler: { prediction_type: 'epsilon' } } as unknown as Loaded['checkpoint'],
  }
}

type Values = Float32Array

function denoiserOf({ process, label, guidance, clip }: RunSpec): Denoiser<Values> {
  const told = (of: number | null): Denoiser<Values> => {
    const own: Denoiser<Values> = (x, at) => {
      const epsHat = x.map((value) => slope(at.t - 1) * value + 0.2 * bumpOf(value + (of ?? NULL_CLASS)))
      return { epsHat, x0Hat: arrayAlgebra.combine([1 / at.signal, x], [-at.noise / at.signal, epsHat]), v: x.map((value) => 2 * bumpOf(value)) }
    }
    return process === 'discrete' ? own : matched(arrayAlgebra, discreteProcess(schedule), own)
  }
  const statistics = arrayStatistics(SIDE * SIDE)
  const guided = classifierFree(arrayAlgebra, told(label), told(guidance.negative), { ...guidance, rescale: { phi: guidance.rescale, statistics } })
  if (clip === 'off') return guided
  return clip === 'on' ? clipped(arrayAlgebra, guided) : dynamicallyThresholded(arrayAlgebra, statistics, guided, 0.995)
}

/** Step `index` of a run over plain arrays, from a state and what is remembered. */
export function stepOverArrays(spec: RunSpec, index: number, xt: Values, history: readonly Past<Values>[]): Step<Values> | Promise<Step<Values>> {
  const [from, to] = spec.levels.slice(index, index + 2)
  if (!from || !to) throw new RangeError('no such step')
  let draw = 0
  const noise = () => {
    const drawn = Array.from({ length: spec.samples }, (_, sample) => normalArray({ seed: spec.seed, purpose: 'step', step: index, sample, draw }, SIDE * SIDE))
    draw += 1
    return Float32Array.from(drawn.flatMap((values) => [...values]))
  }
  const up = rises(from, to)
  const sampler = up ? ddimInversion() : spec.sampler.id === 'rk45' ? rk45(spec.sampler) : makeSampler(spec.sampler)
  return sampler<Values>({ algebra: arrayAlgebra, xt, from, to, history, process: makeProcess(spec.process, schedule), meanSquaredError: () => 0.3, denoise: denoiserOf(spec), normal: noise })
}

/** The largest difference, against the largest value; NaN where one is absent or not finite. */
export function difference(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): number {
  if (a === undefined && b === undefined) return 0
  if (a?.length !== b?.length || !a || !b) return NaN
  const largest = Array.from(b).reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0) / largest
}

