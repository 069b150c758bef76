import {
  convert,
  type Denoised,
  type Denoiser,
  discreteProcess,
  type Level,
  matched,
  networkTimestep,
  type Prediction,
  type Timestep,
} from '../../../diffusion'
import {
  splitChannels,
  type Tensor,
  type Tensor4D,
  tensorAlgebra,
  embeddableTimestep,
  type Watch,
} from '../../../network'
import type { RunSpec } from '../../protocol/pictures'
import { type ChangeListener, composeChanges } from '../changes'
import { leadTo } from './judge'
import { clipLimitsOf } from './clip-limits'
import { type Loaded, LoadFailed } from './load'

/** One answer of the network: whom it was asked for, what it was told, and its output. */
export interface Answer extends Denoised<Tensor> {
  readonly of: 'wanted' | 'other'
  /** A class for each picture. */
  readonly classes: readonly number[]
  readonly timestep: Timestep
  /** Of the network's own prediction type, without its variance head. */
  readonly output: Tensor
}

/** Hears what a run's denoiser asks the network, and what becomes of its answers. Playing has none. */
export interface AnswerListener {
  /** Who sees the inside of the network while it answers. */
  readonly watch: (of: Answer['of']) => Watch | undefined
  readonly answered: (answer: Answer) => void
  readonly changed: ChangeListener
}

/** The network alone, told a class for each picture: a denoiser over the levels that it was trained on. */
function network(
  { unet, checkpoint, schedule }: Loaded,
  { of, classes }: Pick<Answer, 'of' | 'classes'>,
  countNfe: () => void,
  listener: AnswerListener | undefined,
): Denoiser<Tensor> {
  const prediction: Prediction = checkpoint.scheduler.prediction_type
  return (x, at) => {
    countNfe()
    const timestep = embeddableTimestep(unet.config, networkTimestep(at, schedule.T))
    const all = unet.predict(x as Tensor4D, timestep, classes, listener?.watch(of))
    const [output, v] = splitChannels(all, unet.config.in_channels) as [Tensor, Tensor?]
    const read = (to: Prediction) => convert<Tensor>(tensorAlgebra, x, at, output, prediction, to)
    const answer = { x0Hat: read('sample'), epsHat: read('epsilon'), ...(v && { v }) }
    listener?.answered({ ...answer, of, classes, timestep, output })
    return answer
  }
}

/** What leads towards a class: the classifier's gradient. @throws LoadFailed where there is none */
function gradientOf({ judge }: Loaded, label: number | null): (x: Tensor, at: Level) => Tensor {
  if (!judge || label === null) throw new LoadFailed({ code: 'classifier-missing', details: {} })
  return leadTo(judge, label)
}

/** What samplers of a run ask: the network at the run's own process, changed as the run says. @throws as `composeChanges` */
export function runDenoiser(
  loaded: Loaded,
  { process, schedule, samples, label, labels, changes }: RunSpec,
  countNfe: () => void,
  listener?: AnswerListener,
): Denoiser<Tensor> {
  const all = (of: number | null) => Array.from({ length: samples }, () => of ?? loaded.checkpoint.card.nullClass)
  const askNetwork = (of: Answer['of'], classes: readonly number[]) =>
    network(loaded, { of, classes }, countNfe, listener)
  return composeChanges(
    changes,
    {
      conditioned: () => askNetwork('wanted', labels ?? all(label)),
      conditionedOn: (of) => askNetwork('other', all(of)),
      onProcess: (own) =>
        process === 'discrete' && !schedule ? own : matched(tensorAlgebra, discreteProcess(loaded.schedule), own),
      prediction: loaded.checkpoint.scheduler.prediction_type,
      gradient: () => gradientOf(loaded, label),
      limits: clipLimitsOf(loaded.checkpoint.scheduler),
    },
    listener?.changed,
  )
}
