import {
  classifierFree,
  classifierGuided,
  clipped,
  type Denoised,
  type Denoiser,
  type DenoiserPair,
  dynamicallyThresholded,
  guidedWithin,
  type Level,
  type Prediction,
} from '../../diffusion'
import { type Tensor, tensorAlgebra, tensorStatistics } from '../../network'
import type { Change, ClassifierFreeGuidance } from '../protocol/changes'
import type { ClipLimits } from '../protocol/pictures'
import { EngineFault } from './engine-fault'

/** What a run's changes are made of: the denoisers that they combine, and what these need. */
export interface Asking {
  /** The denoiser with the classes that the run asks for, at the levels that it knows. */
  readonly conditioned: () => Denoiser<Tensor>
  /** The same denoiser with one class for all states; null: with none. */
  readonly conditionedOn: (label: number | null) => Denoiser<Tensor>
  /** The two of them at once, where that is cheaper than one after the other. */
  readonly conditionedBoth?: ((label: number | null) => DenoiserPair<Tensor>) | undefined
  /** The denoiser at the levels of the run's own process. */
  readonly onProcess: (denoiser: Denoiser<Tensor>) => Denoiser<Tensor>
  /** What the denoiser's output means; rescaled guidance needs it. */
  readonly prediction: Prediction
  /** ∇ log p(the run's class | x_t) on the run's process. @throws EngineFault where there is no classifier, or no class. */
  readonly gradient: () => (x: Tensor, at: Level) => Tensor
  /** The limits of x̂₀; absent where it has none. */
  readonly limits?: ClipLimits | undefined
}

/**
 * In which part of a step each kind takes place. A list goes through the parts in this order, by at most one change each:
 *
 *     guidance   replaces whom the run asks: so it comes first, and two of them would not both be heard
 *     limits     of x̂₀, wherever it comes from: after guidance, since a mixture of clipped x̂₀ is another than a clipped mixture, and
 *                guidance leads out of the limits again
 */
const parts = { 'classifier-free': 'guidance', classifier: 'guidance', clip: 'limits', threshold: 'limits' } as const
const order: readonly string[] = ['guidance', 'limits']

/** @throws EngineFault `change-unknown` for a kind that is none, `change-order` for one that comes too late or twice. */
function checkOrder(changes: readonly Change[]): void {
  changes.forEach(({ kind }, i) => {
    if (!Object.hasOwn(parts, kind)) throw new EngineFault({ code: 'change-unknown', details: { kind } })
    const before = changes[i - 1]?.kind
    if (before && order.indexOf(parts[before]) >= order.indexOf(parts[kind]))
      throw new EngineFault({ code: 'change-order', details: { kind, before } })
  })
}

/** The answer with the class, guided by those with and without it, between the noise levels where guidance counts. */
function guided(
  { scale, interval, rescaleOutput, rescaleX0, negative }: ClassifierFreeGuidance,
  { conditioned, conditionedOn, conditionedBoth, onProcess, prediction }: Asking,
): Denoiser<Tensor> {
  const conditional = conditioned()
  const by = (phi: number) => ({ phi, statistics: tensorStatistics })
  return guidedWithin(
    interval,
    onProcess(
      classifierFree(
        tensorAlgebra,
        conditional,
        conditionedOn(negative),
        {
          scale,
          rescaleOutput: { ...by(rescaleOutput), prediction }, // at the levels at which the network itself is asked
          rescaleX0: by(rescaleX0),
        },
        conditionedBoth?.(negative),
      ),
    ),
    onProcess(conditional),
  )
}

function limitsOf({ limits }: Asking, kind: Change['kind']): ClipLimits {
  if (limits) return limits
  throw new EngineFault({ code: 'change-unknown', details: { kind } }) // there is nothing to be kept within
}

/** Wraps a denoiser in one change. Guidance asks its own denoisers, so it does not call the one that it replaces. */
function changed(change: Change, answer: () => Denoiser<Tensor>, asking: Asking): Denoiser<Tensor> {
  switch (change.kind) {
    case 'classifier-free':
      return guided(change, asking)
    case 'classifier':
      return classifierGuided(
        tensorAlgebra,
        asking.onProcess(asking.conditionedOn(null)),
        asking.gradient(),
        change.scale,
      )
    case 'clip':
      return clipped(tensorAlgebra, answer(), limitsOf(asking, change.kind).range)
    case 'threshold': {
      const { quantile, most } = limitsOf(asking, change.kind)
      return dynamicallyThresholded(tensorAlgebra, tensorStatistics, answer(), quantile, most)
    }
  }
}

/** Hears what an answer is once a change of the run has been made to it. */
export type ChangeListener = (kind: Change['kind'], answer: Denoised<Tensor>) => void

const withListener =
  (denoise: Denoiser<Tensor>, kind: Change['kind'], listener: ChangeListener): Denoiser<Tensor> =>
  (x, at) => {
    const answer = denoise(x, at)
    listener(kind, answer)
    return answer
  }

/**
 * Composes the denoiser that the samplers of a run ask: the given one on the run's process, with the run's changes around it in order.
 *
 * @throws EngineFault for a change that is unknown or out of order, RangeError for a number that is out of its range.
 */
export function composeChanges(
  changes: readonly Change[],
  asking: Asking,
  listener?: ChangeListener,
): Denoiser<Tensor> {
  checkOrder(changes)
  const plain = () => asking.onProcess(asking.conditioned())
  const after = (answer: () => Denoiser<Tensor>, change: Change) => () => {
    const denoise = changed(change, answer, asking)
    return listener ? withListener(denoise, change.kind, listener) : denoise
  }
  return changes.reduce<() => Denoiser<Tensor>>(after, plain)()
}
