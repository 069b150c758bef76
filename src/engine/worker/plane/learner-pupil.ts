import {
  drawExamples,
  drawProbabilities,
  type Examples,
  type LossHistory,
  lossHistory,
  partOf,
  type Points,
  type Process,
  type Quantile,
  recordLoss,
  timeParts,
  timeQuantile,
} from '../../../diffusion'
import {
  copyOf,
  cutKept,
  disposeWeights,
  firstWeights,
  gather,
  learn,
  type Matrices,
  type NetworkSize,
  type WeightArrays,
  type Weights,
} from '../../../network/learner'
import type { LearnerShape, LearnerTuning } from '../../protocol/learning'
import { planeProcess } from '../../protocol/plane-process'

/** Steps between two reports, by one read-back. */
export const CHUNK = 10
/** Steps between two states that undoing goes back to. */
const KEPT_EVERY = 200
/** A loss beyond this many times the first has diverged. */
export const DIVERGED = 1e6
/** Losses beyond this many times those of a network that says nothing: then its state is not kept. */
const WORSE = 4

/** Everything that learning goes on from. */
interface State {
  readonly tuning: LearnerTuning
  readonly weights: Weights
  readonly step: number
  /** What importance sampling knows, and draws by. */
  readonly history: LossHistory
  readonly probabilities: Float64Array
  /** Of reflow. */
  readonly pairs: Points | undefined
}

/** A network that learns. */
export interface Pupil {
  readonly shape: LearnerShape
  readonly size: NetworkSize
  readonly process: Process
  state: State
  /** Where undoing goes back to; has tensors of its own. */
  kept: State
  /** Of the times, where sampling is not by importance. */
  quantile: Quantile
  /** The first loss since it was tuned. */
  first: number | undefined
  /** The last steps' losses, in those of a network that says 0 of the same examples: some of these weigh a thousand times as much as others. */
  relative: number | undefined
  /** What answers: the moving average of the weights, cut into matrices when it is asked for. */
  answers: Matrices | undefined
}

const copied = (state: State): State => ({
  ...state,
  weights: copyOf(state.weights),
  probabilities: state.probabilities.slice(),
  history: { T: state.history.T, losses: state.history.losses.slice(), counts: state.history.counts.slice() },
})

const quantileOf = (process: Process, { timeSampling }: LearnerTuning): Quantile =>
  timeQuantile(timeSampling === 'importance' ? 'uniform' : timeSampling, process)

/** A network that goes on from a state, or begins. */
export function openPupil(shape: LearnerShape, tuning: LearnerTuning, from?: Omit<State, 'tuning'>): Pupil {
  const process = planeProcess(shape.process)
  const begun = {
    weights: from?.weights ?? firstWeights(shape, shape.seed),
    step: 0,
    history: lossHistory(timeParts),
    probabilities: evenly(),
    pairs: undefined,
  }
  const state: State = { tuning, ...(from ?? begun) }
  return {
    shape,
    size: shape,
    process,
    state,
    kept: copied(state),
    quantile: quantileOf(process, tuning),
    first: undefined,
    relative: undefined,
    answers: undefined,
  }
}

export const evenly = (): Float64Array => new Float64Array(timeParts).fill(1 / timeParts)

export function disposePupil({ state, kept, answers }: Pupil): void {
  disposeWeights(state.weights)
  disposeWeights(kept.weights)
  answers?.forEach((matrix) => {
    matrix.dispose()
  })
}

/** The matrices that answer, until it has learned more. */
export function answersOf(pupil: Pupil): Matrices {
  pupil.answers ??= cutKept(pupil.state.weights.average, pupil.size)
  return pupil.answers
}

function change(pupil: Pupil, state: State): void {
  pupil.state = state
  pupil.answers?.forEach((matrix) => {
    matrix.dispose()
  })
  pupil.answers = undefined
}

/** Whether it is about as good as one that has learned nothing, or better: then it may be kept. */
export const sound = ({ relative }: Pupil) => relative === undefined || relative <= WORSE

function keepState(pupil: Pupil): void {
  disposeWeights(pupil.kept.weights)
  pupil.kept = copied(pupil.state)
}

/** Changes how it learns; where it stands is kept, so that a bad choice can be undone. @param pairs of reflow, from here on */
export function tunePupil(pupil: Pupil, tuning: LearnerTuning, pairs: Points | undefined): void {
  if (sound(pupil)) keepState(pupil)
  const forgets =
    tuning.timeSampling !== pupil.state.tuning.timeSampling || tuning.weighting !== pupil.state.tuning.weighting
  pupil.state = {
    ...pupil.state,
    tuning,
    pairs,
    ...(forgets && { history: lossHistory(timeParts), probabilities: evenly() }),
  }
  pupil.quantile = quantileOf(pupil.process, tuning)
  pupil.first = undefined
}

/** Pairs lead to the points that were there when they were made: of others it learns from any, also where undoing goes back. @returns whether it had some */
export function forgetPairs(pupil: Pupil): boolean {
  const without = (state: State): State =>
    state.pairs ? { ...state, pairs: undefined, tuning: { ...state.tuning, pairing: 'independent' } } : state
  const had = pupil.state.pairs !== undefined
  Object.assign(pupil, { state: without(pupil.state), kept: without(pupil.kept), ...(had && { first: undefined }) })
  return had
}

/** Back to where it was kept, also in how it learned then. */
export function undoPupil(pupil: Pupil): void {
  disposeWeights(pupil.state.weights)
  change(pupil, copied(pupil.kept))
  pupil.quantile = quantileOf(pupil.process, pupil.state.tuning)
  pupil.first = pupil.relative = undefined
}

function examplesOf(
  { shape, process, quantile, state: { tuning, probabilities, pairs, step } }: Pupil,
  points: Points,
): Examples {
  const { prediction, seed, dropClass } = shape
  return drawExamples(
    { process, prediction, seed, dropClass, quantile, probabilities, ...tuning },
    pairs ?? points,
    step,
  )
}

/** What importance sampling learns from a step: each example's loss without the weight that the sampling gave it. */
function remember(
  { process, state: { history, probabilities } }: Pupil,
  { times }: Examples,
  losses: Float32Array,
): void {
  times.forEach((t, i) => {
    const part = partOf(process, t)
    recordLoss(history, part + 1, Math.fround((losses[i] ?? NaN) * (probabilities[part] ?? NaN) * timeParts))
  })
}

const meanOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** A loss in those of a network that says 0. @returns 0 where both are 0 */
function relativeTo(lessons: readonly Examples[], loss: number): number {
  const ofNothing = meanOf(
    lessons.map(({ targets, weights }) => meanOf(targets.map((y, k) => (weights[k >> 1] ?? NaN) * y * y))),
  )
  return loss === 0 ? 0 : loss / ofNothing
}

/** What was learned at a time: the loss of each step, and where they led, if that was to be read. */
export interface Taught {
  readonly losses: Float32Array
  readonly weights: WeightArrays | undefined
}

/** How many steps are taken before the next read-back: at most to the next multiple of ten. */
export const stepsAtOnce = ({ state: { step } }: Pupil, most: number): number => Math.min(most, CHUNK - (step % CHUNK))

/**
 * Some steps and one read-back.
 *
 * @param whole whether the weights are read back too
 * @returns where it diverged the step of that, and then it stands where it was kept
 */
export async function teach(pupil: Pupil, points: Points, most: number, whole: boolean): Promise<Taught | number> {
  const { tuning, step: begun } = pupil.state
  const each = tuning.timeSampling === 'importance'
  const steps = stepsAtOnce(pupil, most)
  const lessons: Examples[] = []
  const waiting = Array.from({ length: steps }, () => {
    const { step, weights } = pupil.state
    const examples = examplesOf(pupil, points)
    const learned = learn(weights, pupil.size, examples, { step, learningRate: tuning.learningRate, each })
    change(pupil, { ...pupil.state, weights: learned.weights, step: step + 1 })
    lessons.push(examples)
    return learned.losses
  })
  const { losses, finite, weights } = await gather(waiting, pupil.state.weights, whole)
  const means = Float32Array.from(losses, meanOf)
  pupil.first ??= means[0]
  pupil.relative = relativeTo(lessons, meanOf(means))
  if (!finite || means.some((loss) => !(loss <= DIVERGED * (pupil.first ?? NaN)))) {
    undoPupil(pupil)
    return begun + steps
  }
  if (each) learnTimes(pupil, lessons, losses)
  if (pupil.state.step % KEPT_EVERY === 0 && sound(pupil)) keepState(pupil)
  return { losses: means, weights }
}

/** Probabilities change only at whole tens of steps, so that they do not depend on how many are taken at a time. */
function learnTimes(pupil: Pupil, lessons: readonly Examples[], losses: readonly Float32Array[]): void {
  lessons.forEach((examples, i) => {
    remember(pupil, examples, losses[i] ?? new Float32Array())
  })
  if (pupil.state.step % CHUNK === 0)
    pupil.state = { ...pupil.state, probabilities: drawProbabilities(pupil.state.history).map(Math.fround) }
}
