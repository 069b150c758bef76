import {
  convert,
  type Denoised,
  type Denoiser,
  type DenoiserPair,
  discreteProcess,
  type Level,
  matched,
  networkTimestep,
  type Prediction,
  type Timestep,
} from '../../../diffusion'
import {
  embeddableTimestep,
  repeat,
  splitTimes,
  type Tensor,
  type Tensor4D,
  tensorAlgebra,
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
  /** Who sees the inside of the network while it gives this answer, of which `first` is the first picture of the batch. */
  readonly watch: (of: Answer['of'], first: number) => Watch | undefined
  readonly answered: (answer: Answer) => void
  readonly changed: ChangeListener
}

/**
 * The network alone: denoisers over the levels that it was trained on, each with a class for each picture. They are asked about the
 * same pictures at once, in one batch.
 */
function network(
  { unet, checkpoint, schedule }: Loaded,
  askedFor: readonly Pick<Answer, 'of' | 'classes'>[],
  countNfe: () => void,
  listener: AnswerListener | undefined,
): (x: Tensor, at: Level) => readonly Denoised<Tensor>[] {
  const prediction: Prediction = checkpoint.scheduler.prediction_type
  return (x, at) => {
    const [pictures = 0] = x.shape
    const watches = askedFor.map(({ of }, i) => listener?.watch(of, i * pictures))
    const timestep = embeddableTimestep(unet.config, networkTimestep(at, schedule.T))
    const heads = unet.heads(
      repeat(x as Tensor4D, askedFor.length),
      timestep,
      askedFor.flatMap(({ classes }) => classes),
      watches.findLast((watch) => watch !== undefined),
    )
    const outputs = splitTimes(heads, pictures)
    return askedFor.map((request, i) => {
      countNfe()
      const [output, v] = outputs[i] as [Tensor, Tensor?]
      const read = (to: Prediction) => convert<Tensor>(tensorAlgebra, x, at, output, prediction, to)
      const answer = { x0Hat: read('sample'), epsHat: read('epsilon'), ...(v && { v }) }
      listener?.answered({ ...answer, ...request, timestep, output })
      return answer
    })
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
  const wantedRequest = { of: 'wanted', classes: labels ?? all(label) } as const
  const other = (of: number | null) => ({ of: 'other', classes: all(of) }) as const
  const ask = (...askedFor: readonly Pick<Answer, 'of' | 'classes'>[]) => network(loaded, askedFor, countNfe, listener)
  const askOne = (askedFor: Pick<Answer, 'of' | 'classes'>): Denoiser<Tensor> => {
    const answers = ask(askedFor)
    return (x, at) => answers(x, at)[0] as Denoised<Tensor>
  }
  return composeChanges(
    changes,
    {
      conditioned: () => askOne(wantedRequest),
      conditionedOn: (of) => askOne(other(of)),
      conditionedBoth: (of) => ask(wantedRequest, other(of)) as DenoiserPair<Tensor>,
      onProcess: (denoiser) =>
        process === 'discrete' && !schedule
          ? denoiser
          : matched(tensorAlgebra, discreteProcess(loaded.schedule), denoiser),
      prediction: loaded.checkpoint.scheduler.prediction_type,
      gradient: () => gradientOf(loaded, label),
      limits: clipLimitsOf(loaded.checkpoint.scheduler),
    },
    listener?.changed,
  )
}
