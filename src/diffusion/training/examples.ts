import { levelAt, type Process } from '../processes/process'
import { logSnr, type Level } from '../level'
import { normalArray, uniformArray } from '../random'
import { transported, type Pairing } from './pairing'
import { target, unitOf, type LearnedPrediction } from './target'
import { clampedLogSnr, drawTimes, importanceTimes, type Quantile, type TimeSampling } from './times'
import { lossWeight, type LossWeighting } from './weighting'

/** Points with their classes, and where they come from reflow, the noise of each. */
export interface Points {
  /** [N·2] */
  readonly x0: Float32Array
  /** [N], 0 or 1; where the noise was led by no class in particular, 2. */
  readonly labels: Uint8Array
  /** [N·2], the noise from which each was reached; absent where any noise will do. */
  readonly eps?: Float32Array | undefined
}

/** What decides the examples of a step. */
export interface TrainingSpec {
  readonly process: Process
  readonly prediction: LearnedPrediction
  readonly seed: number
  /** Share of the examples whose class is hidden, in [0, 1]. */
  readonly dropClass: number
  readonly batch: number
  readonly weighting: LossWeighting
  readonly timeSampling: TimeSampling
  /** Of the times, where sampling is not by importance. */
  readonly quantile: Quantile
  /** [timeParts], of importance sampling. */
  readonly probabilities: Float64Array
  readonly pairing: Pairing
}

/** Examples of one step, one after another. */
export interface Examples {
  /** [B·2], x_t/√(α² + σ²): of variance 1, as the network takes it. */
  readonly inputs: Float32Array
  /** [B] */
  readonly times: Float64Array
  /** [B], log-SNR, within ±20. */
  readonly lambdas: Float64Array
  /** [B], 0 and 1, and 2 where it is hidden. */
  readonly classes: Uint8Array
  /** [B·2], what it is to say, in its own unit (`unitOf`). */
  readonly targets: Float32Array
  /** [B], weight of each squared error. */
  readonly weights: Float32Array
}

/** The class of an example whose class is hidden. */
export const hiddenClass = 2

/** Points of a step with their classes, some of them hidden; and their noises, where they have one. `sample` tells learners apart. */
export function choosePoints({ seed, batch, dropClass }: Pick<TrainingSpec, 'seed' | 'batch' | 'dropClass'>, { x0, labels, eps }: Points, step: number, sample = 0) {
  const of = (purpose: 'batch' | 'hidden') => uniformArray({ seed, purpose, step, sample }, batch)
  const [points, noises, classes] = [new Float32Array(2 * batch), new Float32Array(2 * batch), new Uint8Array(batch)]
  const hidden = of('hidden')
  of('batch').forEach((u, i) => {
    const from = Math.floor(u * labels.length)
    points.set(x0.subarray(2 * from, 2 * from + 2), 2 * i)
    if (eps) noises.set(eps.subarray(2 * from, 2 * from + 2), 2 * i)
    classes[i] = !eps && (hidden[i] ?? NaN) < dropClass ? hiddenClass : (labels[from] ?? 0) // pairs hold for the class that led
  })
  return { points, noises, classes }
}

function timesOf({ seed, batch, process, timeSampling, quantile, probabilities }: TrainingSpec, step: number) {
  const [shift = NaN] = uniformArray({ seed, purpose: 'times', step, sample: 0 }, 1)
  const important = timeSampling === 'importance' ? importanceTimes(process, probabilities) : undefined
  return { times: drawTimes(important?.quantile ?? quantile, shift, batch), worth: important?.worth ?? (() => 1) }
}

/**
 * The examples of a step: points, times, noises and hidden classes, each keyed by (seed, step), so that the same seed gives the
 * same specification, whatever was learned before.
 *
 * @param points at least one.
 */
export function drawExamples(spec: TrainingSpec, points: Points, step: number): Examples {
  const { batch, process, prediction, weighting, pairing, seed } = spec
  const { points: x0, noises, classes } = choosePoints(spec, points, step)
  const { times, worth } = timesOf(spec, step)
  const any = points.eps ? noises : normalArray({ seed, purpose: 'noise', step, sample: 0 }, 2 * batch)
  const eps = pairing === 'optimal-transport' ? transported(x0, any, classes) : any
  const examples = { inputs: new Float32Array(2 * batch), times, lambdas: new Float64Array(batch), classes, targets: new Float32Array(2 * batch), weights: new Float32Array(batch) }
  times.forEach((t, i) => {
    const at = levelAt(process, t)
    const unit = unitOf(prediction, at)
    examples.lambdas[i] = clampedLogSnr(logSnr(at))
    examples.weights[i] = lossWeight(weighting, prediction, process, at) * unit * unit * worth(t)
    for (let k = 2 * i; k < 2 * i + 2; k++) {
      const [point, noise] = [x0[k] ?? NaN, eps[k] ?? NaN]
      examples.inputs[k] = scaled(point, noise, at)
      examples.targets[k] = target(prediction, point, noise, at) / unit
    }
  })
  return examples
}

const scaled = (x0: number, eps: number, { signal, noise }: Level) => (signal * x0 + noise * eps) / Math.hypot(signal, noise)
