import {
  add,
  div,
  mul,
  reshape,
  slice,
  softmax,
  sub,
  type Tensor,
  type Rank,
  type Tensor2D,
  tensor4d,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import {
  arrayAlgebra,
  arrayStatistics,
  classifierFree,
  classifierGuided,
  clipped,
  cosineSchedule,
  ddimInversion,
  type Denoiser,
  discreteProcess,
  dynamicallyThresholded,
  guidedWithin,
  type Level,
  makeProcess,
  makeSampler,
  matched,
  matchedGradient,
  normalArray,
  type Past,
  rises,
  rk45,
  type Step,
} from '../../src/diffusion'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import type { Change } from '../../src/engine/protocol/changes'
import type { RunSpec } from '../../src/engine/protocol/pictures'
import { type DenoisingError, tensorAlgebra, tidy } from '../../src/network'

// A network that is a formula, so that the same run can be computed over plain arrays, all of it by other code than the
// engine's: ε̂ = (0.6 + 0.3·cos(t/200))·x + 0.2·b(x + class) and v = 2·b(x), with the bump b(x) = x/(1 + x²), of timestep t.
// GPUs may compute sines to three digits only, but this exactly enough.

const bumpOf = (value: number) => value / (1 + value * value)
const slope = (t: number) => 0.6 + 0.3 * Math.cos(t / 200)
/** What leads towards a class, of timestep t: stronger on less noise, as a classifier's gradient is. */
const pullOf = (t: number) => 0.1 + 0.2 * (1 - t / 1000)
export const SIDE = 8
const NULL_CLASS = 10
const schedule = cosineSchedule(1000)
/** The same at every level. */
const ERROR: DenoisingError = { t: [500], meanSquared: [0.3] }

export function formulaNetwork(): Pick<Loaded, 'unet' | 'checkpoint' | 'schedule' | 'judge'> {
  const heads = (x: Tensor4D, timesteps: number | readonly number[], classes: readonly number[]) =>
    tidy(() => {
      const t = typeof timesteps === 'number' ? timesteps : (timesteps[0] ?? NaN)
      const bump = (y: Tensor) => div(y, add(mul(y, y), 1))
      return [
        tensorAlgebra.combine([slope(t), x], [0.2, bump(add(x, tensor4d([...classes], [classes.length, 1, 1, 1])))]),
        mul(bump(x), 2),
      ]
    })
  const gradient = (x: Tensor4D, t: number, label: number) =>
    tidy(() => {
      const y = sub(label / 10, x)
      return mul<Tensor4D>(div(y, add(mul(y, y), 1)), pullOf(t))
    })
  const probabilities = (x: Tensor4D, t: number) =>
    tidy(() => softmax<Tensor2D>(mul(slice(reshape(x, [x.shape[0], -1]), [0, 0], [-1, 10]), pullOf(t))))
  const reading = (x: Tensor4D, t: number) => ({
    probabilities: probabilities(x, t),
    features: reshape<Rank.R2>(x, [x.shape[0], -1]),
  })
  const classifier = { gradient, probabilities, reading, labels: [], dispose: () => undefined }
  return {
    schedule,
    judge: { schedule, accuracy: [], classifier },
    unet: { heads, config: { sample_size: SIDE, in_channels: 1 } } as unknown as Loaded['unet'],
    checkpoint: {
      card: { nullClass: NULL_CLASS, denoisingError: ERROR },
      scheduler: { prediction_type: 'epsilon' },
    } as unknown as Loaded['checkpoint'],
  }
}

type Values = Float32Array

function denoiserOf({ process, label, changes }: RunSpec): Denoiser<Values> {
  const denoiserFor =
    (of: number | null): Denoiser<Values> =>
    (x, at) => {
      const epsHat = x.map((value) => slope(at.t - 1) * value + 0.2 * bumpOf(value + (of ?? NULL_CLASS)))
      return {
        epsHat,
        x0Hat: arrayAlgebra.combine([1 / at.signal, x], [-at.noise / at.signal, epsHat]),
        v: x.map((value) => 2 * bumpOf(value)),
      }
    }
  const onProcess = (denoiser: Denoiser<Values>) =>
    process === 'discrete' ? denoiser : matched(arrayAlgebra, discreteProcess(schedule), denoiser)
  const statistics = arrayStatistics(SIDE * SIDE)
  const lead = (x: Values, at: Level) => x.map((value) => pullOf(at.t - 1) * bumpOf((label ?? NaN) / 10 - value))
  /** The network's answer as a change leaves it. */
  const after = (answer: Denoiser<Values>, change: Change): Denoiser<Values> => {
    switch (change.kind) {
      case 'classifier':
        return classifierGuided(
          arrayAlgebra,
          onProcess(denoiserFor(null)),
          process === 'discrete' ? lead : matchedGradient(arrayAlgebra, discreteProcess(schedule), lead),
          change.scale,
        )
      case 'classifier-free':
        return guidedWithin(
          change.interval,
          onProcess(
            classifierFree(arrayAlgebra, denoiserFor(label), denoiserFor(change.negative), {
              scale: change.scale,
              rescaleOutput: { phi: change.rescaleOutput, statistics, prediction: 'epsilon' },
              rescaleX0: { phi: change.rescaleX0, statistics },
            }),
          ),
          answer,
        )
      case 'clip':
        return clipped(arrayAlgebra, answer)
      case 'threshold':
        return dynamicallyThresholded(arrayAlgebra, statistics, answer, 0.995)
    }
  }
  return changes.reduce(after, onProcess(denoiserFor(label)))
}

/** Step `index` of a run over plain arrays, from a state and what is remembered. */
export function stepOverArrays(
  spec: RunSpec,
  index: number,
  xt: Values,
  history: readonly Past<Values>[],
): Step<Values> | Promise<Step<Values>> {
  const [from, to] = spec.levels.slice(index, index + 2)
  if (!from || !to) throw new RangeError('no such step')
  let draw = 0
  const noise = () => {
    const noises = Array.from({ length: spec.samples }, (_, sample) =>
      normalArray({ seed: spec.seed, purpose: 'step', step: index, sample, draw }, SIDE * SIDE),
    )
    draw += 1
    return Float32Array.from(noises.flatMap((values) => [...values]))
  }
  const up = rises(from, to)
  const sampler = up ? ddimInversion() : spec.sampler.id === 'rk45' ? rk45(spec.sampler) : makeSampler(spec.sampler)
  return sampler<Values>({
    algebra: arrayAlgebra,
    xt,
    from,
    to,
    history,
    process: makeProcess(spec.process, schedule),
    meanSquaredError: () => 0.3,
    denoise: denoiserOf(spec),
    normal: noise,
  })
}

/** The largest difference, against the largest value; NaN where one is absent or not finite. */
export function difference(a: ArrayLike<number> | undefined, b: ArrayLike<number> | undefined): number {
  if (a === undefined && b === undefined) return 0
  if (a?.length !== b?.length || !a || !b) return NaN
  const largest = Array.from(b).reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0) / largest
}
