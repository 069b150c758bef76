import { hiddenClass, lossHistory, type Points, timeParts } from '../../../../diffusion'
import { readPacked } from '../../../../network'
import { parametersOf, type WeightArrays, weightArrays, weightNames, weightsOf } from '../../../../network/learner'
import { openLearner, type Learner } from './learner'
import type { SavedLearner } from '../../../protocol/learning'

type Arrays = SavedLearner['arrays']

const array = (values: Float32Array, ...shape: number[]) => ({ shape, values })

function pairArrays(pairs: Points | undefined): Arrays {
  if (!pairs?.eps) return {}
  const count = pairs.labels.length
  return {
    'pairs.x0': array(pairs.x0, count, 2),
    'pairs.eps': array(pairs.eps, count, 2),
    'pairs.labels': array(Float32Array.from(pairs.labels), count),
  }
}

/** Everything that a network needs to go on as if it had never stopped, by one read-back. */
export async function saveLearner(learner: Learner): Promise<SavedLearner> {
  const read = weightArrays(await readPacked(weightNames.map((name) => learner.state.weights[name])))
  if (!read) throw new Error('A vector of weights was not read.')
  return savedOf(learner, read)
}

/** The same, with weights that have been read already. */
export function savedOf({ shape, state }: Learner, weights: WeightArrays): SavedLearner {
  const { tuning, step, history, probabilities, pairs } = state
  const vectors = Object.fromEntries(weightNames.map((name) => [name, array(weights[name], weights[name].length)]))
  return {
    shape,
    tuning,
    step,
    arrays: {
      ...vectors,
      'importance.losses': array(Float32Array.from(history.losses), timeParts, history.losses.length / timeParts),
      'importance.counts': array(Float32Array.from(history.counts), timeParts),
      'importance.probabilities': array(Float32Array.from(probabilities), timeParts),
      ...pairArrays(pairs),
    },
  }
}

/** Names and shapes of the arrays that a saved network must have. @param pairs how many pairs of reflow it has; 0 if none */
export function expectedArrays({ shape }: Pick<SavedLearner, 'shape'>, pairs: number): Map<string, readonly number[]> {
  const P = parametersOf(shape)
  const importance = [
    ['importance.losses', [timeParts, 10]],
    ['importance.counts', [timeParts]],
    ['importance.probabilities', [timeParts]],
  ] as const
  const ofPairs = [
    ['pairs.x0', [pairs, 2]],
    ['pairs.eps', [pairs, 2]],
    ['pairs.labels', [pairs]],
  ] as const
  return new Map<string, readonly number[]>([
    ...weightNames.map((name) => [name, [P]] as const),
    ...importance,
    ...(pairs > 0 ? ofPairs : []),
  ])
}

/** The network that was saved. @param saved its arrays have the shapes of `expectedArrays` */
export function restoreLearner({ shape, tuning, step, arrays }: SavedLearner): Learner {
  const of = (name: string) => arrays[name]?.values ?? new Float32Array()
  const history = lossHistory(timeParts)
  history.losses.set(of('importance.losses'))
  history.counts.set(of('importance.counts'))
  const pairs = arrays['pairs.eps'] && {
    x0: of('pairs.x0'),
    eps: of('pairs.eps'),
    labels: Uint8Array.from(of('pairs.labels'), (label) => Math.min(hiddenClass, Math.max(0, label))),
  }
  const [theta, average, first, second] = weightNames.map(of) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ]
  return openLearner(shape, tuning, {
    weights: weightsOf({ theta, average, first, second }),
    step,
    history,
    probabilities: Float64Array.from(of('importance.probabilities')),
    pairs,
  })
}
