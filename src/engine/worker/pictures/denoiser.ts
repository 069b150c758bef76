import {
  convert,
  type Denoiser,
  discreteProcess,
  type Level,
  matched,
  networkTimestep,
  type Prediction,
} from '../../../diffusion'
import { splitChannels, type Tensor, type Tensor4D, tensorAlgebra, embeddableTimestep } from '../../../network'
import type { RunSpec } from '../../protocol/pictures'
import { composed } from '../changes'
import { leadTo } from './judge'
import { clipLimitsOf } from './clip-limits'
import { type Loaded, LoadFailed } from './load'

/** The network alone, told a class for each picture: a denoiser over the levels that it was trained on. */
function network(
  { unet, checkpoint, schedule }: Loaded,
  classes: readonly number[],
  countNfe: () => void,
): Denoiser<Tensor> {
  const prediction: Prediction = checkpoint.scheduler.prediction_type
  return (x, at) => {
    countNfe()
    const output = unet.predict(
      x as Tensor4D,
      embeddableTimestep(unet.config, networkTimestep(at, schedule.T)),
      classes,
    )
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

/** What samplers of a run ask: the network at the run's own process, changed as the run says. @throws as `composed` */
export function runDenoiser(
  loaded: Loaded,
  { process, samples, label, labels, changes }: RunSpec,
  countNfe: () => void,
): Denoiser<Tensor> {
  const all = (of: number | null) => Array.from({ length: samples }, () => of ?? loaded.checkpoint.card.nullClass)
  const told = (classes: readonly number[]) => network(loaded, classes, countNfe)
  return composed(changes, {
    wanted: () => told(labels ?? all(label)),
    told: (of) => told(all(of)),
    onProcess: (own) => (process === 'discrete' ? own : matched(tensorAlgebra, discreteProcess(loaded.schedule), own)),
    prediction: loaded.checkpoint.scheduler.prediction_type,
    gradient: () => gradientOf(loaded, label),
    limits: clipLimitsOf(loaded.checkpoint.scheduler),
  })
}
