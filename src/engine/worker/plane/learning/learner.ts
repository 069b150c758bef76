import {
  drawExamples,
  drawProbabilities,
  type Examples,
  type LossHistory,
  lossHistory,
  meanOf,
  partOf,
  type Points,
  type Process,
  type Quantile,
  recordLoss,
  timeParts,
  timeQuantile,
} from '../../../../diffusion'
import {
  copyOf,
  cutKept,
  disposeWeights,
  firstWeights,
  readLosses,
  trainStep,
  type Matrices,
  type NetworkSize,
  type WeightArrays,
  type Weights,
} from '../../../../network/learner'
import type { LearnerShape, LearnerTuning } from '../../../protocol/learning'
import { planeProcess } from '../../../protocol/plane-process'

/** Losses are read back after every so many steps, by one transfer. */
export const STEPS_A_READ = 10
/** The state to which undoing returns is renewed after every so many steps. */
const UNDO_STATE_EVERY = 200
/** A loss of more than this many times the first loss has diverged. */
export const DIVERGED = 1e6
/** A state whose loss is more than this many times that of a network that answers 0 is not worth returning to. */
const WORSE = 4

/** Everything from which training goes on. */
interface State {
  readonly tuning: LearnerTuning
  readonly weights: Weights
  readonly step: number
  /** Losses by time, and the probabilities that importance sampling draws times by. */
  readonly history: LossHistory
  readonly probabilities: Float64Array
  /** Reflow's pairs of noise and data. */
  readonly pairs: Points | undefined
}

/** A network in training. */
export interface Learner {
  readonly shape: LearnerShape
  readonly size: NetworkSize
  readonly process: Process
  state: State
  /** The state to which undoing returns; it has tensors of its own. */
  undoState: State
  /** Quantile function of the times, where sampling is not by importance. */
  quantile: Quantile
  /** The first loss since the tuning last changed. */
  firstLoss: number | undefined
  /** The last steps' mean loss divided by that of a network that answers 0 to the same examples, some of which weigh a thousand times as much as others. */
  relativeLoss: number | undefined
  /** The moving average of the weights, which answers; cut into matrices at the first question after a step. */
  matrices: Matrices | undefined
}

const copyState = (state: State): State => ({
  ...state,
  weights: copyOf(state.weights),
  probabilities: state.probabilities.slice(),
  history: { T: state.history.T, losses: state.history.losses.slice(), counts: state.history.counts.slice() },
})

const quantileOf = (process: Process, { timeSampling }: LearnerTuning): Quantile =>
  timeQuantile(timeSampling === 'importance' ? 'uniform' : timeSampling, process)

/** A network that goes on from a state, or begins with its first weights. */
export function openLearner(shape: LearnerShape, tuning: LearnerTuning, from?: Omit<State, 'tuning'>): Learner {
  const process = planeProcess(shape.process)
  const initial = {
    weights: from?.weights ?? firstWeights(shape, shape.seed),
    step: 0,
    history: lossHistory(timeParts),
    probabilities: evenProbabilities(),
    pairs: undefined,
  }
  const state: State = { tuning, ...(from ?? initial) }
  return {
    shape,
    size: shape,
    process,
    state,
    undoState: copyState(state),
    quantile: quantileOf(process, tuning),
    firstLoss: undefined,
    relativeLoss: undefined,
    matrices: undefined,
  }
}

const evenProbabilities = (): Float64Array => new Float64Array(timeParts).fill(1 / timeParts)

export function disposeLearner({ state, undoState, matrices }: Learner): void {
  disposeWeights(state.weights)
  disposeWeights(undoState.weights)
  matrices?.forEach((matrix) => {
    matrix.dispose()
  })
}

/** The matrices that answer; valid until the next step. */
export function matricesOf(learner: Learner): Matrices {
  learner.matrices ??= cutKept(learner.state.weights.average, learner.size)
  return learner.matrices
}

function setState(learner: Learner, state: State): void {
  learner.state = state
  learner.matrices?.forEach((matrix) => {
    matrix.dispose()
  })
  learner.matrices = undefined
}

/** Whether it is about as good as a network that answers 0, or better: then undoing may return to its state. */
export const isSound = ({ relativeLoss }: Learner) => relativeLoss === undefined || relativeLoss <= WORSE

function setUndoState(learner: Learner): void {
  disposeWeights(learner.undoState.weights)
  learner.undoState = copyState(learner.state)
}

/** Changes how it learns, and first keeps its state, so that a bad choice can be undone. @param pairs reflow's, from here on */
export function tuneLearner(learner: Learner, tuning: LearnerTuning, pairs: Points | undefined): void {
  if (isSound(learner)) setUndoState(learner)
  const dropsHistory =
    tuning.timeSampling !== learner.state.tuning.timeSampling || tuning.weighting !== learner.state.tuning.weighting
  learner.state = {
    ...learner.state,
    tuning,
    pairs,
    ...(dropsHistory && { history: lossHistory(timeParts), probabilities: evenProbabilities() }),
  }
  learner.quantile = quantileOf(learner.process, tuning)
  learner.firstLoss = undefined
}

/**
 * Drops reflow's pairs, also from the state to which undoing returns: they lead to the points of the data before. The pairing
 * is independent from here on.
 *
 * @returns whether it had pairs
 */
export function forgetPairs(learner: Learner): boolean {
  const without = (state: State): State =>
    state.pairs ? { ...state, pairs: undefined, tuning: { ...state.tuning, pairing: 'independent' } } : state
  const had = learner.state.pairs !== undefined
  Object.assign(learner, {
    state: without(learner.state),
    undoState: without(learner.undoState),
    ...(had && { firstLoss: undefined }),
  })
  return had
}

/** Returns to the state that was kept, and to the tuning of that time. */
export function undoLearner(learner: Learner): void {
  disposeWeights(learner.state.weights)
  setState(learner, copyState(learner.undoState))
  learner.quantile = quantileOf(learner.process, learner.state.tuning)
  learner.firstLoss = learner.relativeLoss = undefined
}

function examplesOf(
  { shape, process, quantile, state: { tuning, probabilities, pairs, step } }: Learner,
  points: Points,
): Examples {
  const { prediction, seed, dropClass } = shape
  return drawExamples(
    { process, prediction, seed, dropClass, quantile, probabilities, ...tuning },
    pairs ?? points,
    step,
  )
}

/** Records each example's loss at its time for importance sampling, without the weight that the sampling gave it. */
function recordTimes(
  { process, state: { history, probabilities } }: Learner,
  { times }: Examples,
  losses: Float32Array,
): void {
  times.forEach((t, i) => {
    const part = partOf(process, t)
    recordLoss(history, part + 1, Math.fround((losses[i] ?? NaN) * (probabilities[part] ?? NaN) * timeParts))
  })
}

/** A loss divided by that of a network that answers 0 to the same examples. @returns 0 if both are 0 */
function relativeToZero(batches: readonly Examples[], loss: number): number {
  const lossOfZero = meanOf(
    batches.map(({ targets, weights }) => meanOf(targets.map((y, k) => (weights[k >> 1] ?? NaN) * y * y))),
  )
  return loss === 0 ? 0 : loss / lossOfZero
}

/** The loss of each step, and the weights after the last one, if they were to be read. */
interface TrainingResult {
  readonly losses: Float32Array
  readonly weights: WeightArrays | undefined
}

/** How many steps are taken before the next read-back: at most up to the next multiple of STEPS_A_READ. */
export const stepsUntilReadBack = ({ state: { step } }: Learner, most: number): number =>
  Math.min(most, STEPS_A_READ - (step % STEPS_A_READ))

/**
 * Takes some steps, and one read-back.
 *
 * @param most steps
 * @param withWeights whether the weights are read back too
 * @returns the step at which the loss diverged, if it did; the network has then returned to its undo state
 */
export async function train(
  learner: Learner,
  points: Points,
  most: number,
  withWeights: boolean,
): Promise<TrainingResult | number> {
  const { tuning, step: firstStep } = learner.state
  const byImportance = tuning.timeSampling === 'importance'
  const steps = stepsUntilReadBack(learner, most)
  const batches: Examples[] = []
  const lossTensors = Array.from({ length: steps }, () => {
    const { step, weights } = learner.state
    const examples = examplesOf(learner, points)
    const result = trainStep(weights, learner.size, examples, {
      step,
      learningRate: tuning.learningRate,
      eachExample: byImportance,
    })
    setState(learner, { ...learner.state, weights: result.weights, step: step + 1 })
    batches.push(examples)
    return result.losses
  })
  const { losses, finite, weights } = await readLosses(lossTensors, learner.state.weights, withWeights)
  const means = Float32Array.from(losses, meanOf)
  learner.firstLoss ??= means[0]
  learner.relativeLoss = relativeToZero(batches, meanOf(means))
  if (!finite || means.some((loss) => !(loss <= DIVERGED * (learner.firstLoss ?? NaN)))) {
    undoLearner(learner)
    return firstStep + steps
  }
  if (byImportance) updateTimeSampling(learner, batches, losses)
  if (learner.state.step % UNDO_STATE_EVERY === 0 && isSound(learner)) setUndoState(learner)
  return { losses: means, weights }
}

/** The probabilities change at multiples of STEPS_A_READ alone, so that they do not depend on how many steps are taken at a time. */
function updateTimeSampling(learner: Learner, batches: readonly Examples[], losses: readonly Float32Array[]): void {
  batches.forEach((examples, i) => {
    recordTimes(learner, examples, losses[i] ?? new Float32Array())
  })
  if (learner.state.step % STEPS_A_READ === 0)
    learner.state = { ...learner.state, probabilities: drawProbabilities(learner.state.history).map(Math.fround) }
}
