import {
  classifierFree,
  classifierGuided,
  clipped,
  convert,
  type Denoiser,
  discreteProcess,
  dynamicallyThresholded,
  guidedWithin,
  type Level,
  matched,
  networkTimestep,
  type Prediction,
} from '../../../diffusion'
import {
  splitChannels,
  type Tensor,
  type Tensor4D,
  tensorAlgebra,
  tensorStatistics,
  toldTimestep,
} from '../../../network'
import { leadTo } from './judge'
import { keepOf } from './keep'
import { type Loaded, LoadFailed } from './load'
import type { GuidanceSpec, RunSpec } from '../../protocol/pictures'

/** The network alone, told a class for each picture: a denoiser over the levels that it was trained on. */
function network(
  { unet, checkpoint, schedule }: Loaded,
  classes: readonly number[],
  countNfe: () => void,
): Denoiser<Tensor> {
  const prediction: Prediction = checkpoint.scheduler.prediction_type
  return (x, at) => {
    countNfe()
    const output = unet.predict(x as Tensor4D, toldTimestep(unet.config, networkTimestep(at, schedule.T)), classes)
    const [said, v] = splitChannels(output, unet.config.in_channels) as [Tensor, Tensor?]
    const read = (to: Prediction) => convert<Tensor>(tensorAlgebra, x, at, said, prediction, to)
    return { x0Hat: read('sample'), epsHat: read('epsilon'), ...(v && { v }) }
  }
}

/** What leads towards a class: the classifier's gradient. @throws LoadFailed where there is none */
function gradientOf({ judge }: Loaded, label: number | null): (x: Tensor, at: Level) => Tensor {
  if (!judge || label === null) throw new LoadFailed({ code: 'classifier-missing', details: {} })
  return leadTo(judge, label)
}

/** The network guided by its own answers, over the levels that it was trained on: its output is rescaled where it was given. */
function guidedByItself(
  { checkpoint }: Loaded,
  { scale, rescaleOutput, rescaleX0 }: GuidanceSpec,
  conditional: Denoiser<Tensor>,
  unconditional: Denoiser<Tensor>,
): Denoiser<Tensor> {
  const by = (phi: number) => ({ phi, statistics: tensorStatistics })
  const prediction: Prediction = checkpoint.scheduler.prediction_type
  return classifierFree(tensorAlgebra, conditional, unconditional, {
    scale,
    rescaleOutput: { ...by(rescaleOutput), prediction },
    rescaleX0: by(rescaleX0),
  })
}

/** What samplers of a run ask: the network at the run's own process, guided, and with x̂₀ kept within black and white. */
export function runDenoiser(
  loaded: Loaded,
  { process, samples, label, labels, guidance, clip }: RunSpec,
  countNfe: () => void,
): Denoiser<Tensor> {
  const all = (of: number | null) => Array.from({ length: samples }, () => of ?? loaded.checkpoint.card.nullClass)
  const told = (classes: readonly number[]) => network(loaded, classes, countNfe)
  const onProcess = (own: Denoiser<Tensor>) =>
    process === 'discrete' ? own : matched(tensorAlgebra, discreteProcess(loaded.schedule), own)
  const conditional = told(labels ?? all(label))
  const guided =
    guidance.kind === 'classifier'
      ? classifierGuided(tensorAlgebra, onProcess(told(all(null))), gradientOf(loaded, label), guidance.scale)
      : guidedWithin(
          guidance.interval,
          onProcess(guidedByItself(loaded, guidance, conditional, told(all(guidance.negative)))),
          onProcess(conditional),
        )
  const { range, quantile, most } = keepOf(loaded.checkpoint.scheduler)
  if (clip === 'off') return guided
  return clip === 'on'
    ? clipped(tensorAlgebra, guided, range)
    : dynamicallyThresholded(tensorAlgebra, tensorStatistics, guided, quantile, most)
}
