import { hiddenClass, lossHistory, type Points, timeParts } from '../../../diffusion'
import { readPacked } from '../../../network'
import { named, parametersOf, type WeightArrays, weightNames, weightsOf } from '../../../network/learner'
import { openPupil, type Pupil } from './learner-pupil'
import type { SavedLearner } from '../../protocol/learning'

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

/** All that a network needs to go on as if it had never stopped, by one read-back. */
export async function savePupil(pupil: Pupil): Promise<SavedLearner> {
  const read = named(await readPacked(weightNames.map((name) => pupil.state.weights[name])))
  if (!read) throw new Error('All weights were asked for.')
  return savedOf(pupil, read)
}

/** The same, of weights that have been read already. */
export function savedOf({ shape, state }: Pupil, weights: WeightArrays): SavedLearner {
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

/** The shapes of the arrays that a saved network must have; of pairs, where it has them. */
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

/** A network as it was saved. @param saved whose arrays are `expectedArrays` */
export function restorePupil({ shape, tuning, step, arrays }: SavedLearner): Pupil {
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
  return openPupil(shape, tuning, {
    weights: weightsOf({ theta, average, first, second }),
    step,
    history,
    probabilities: Float64Array.from(of('importance.probabilities')),
    pairs,
  })
}
