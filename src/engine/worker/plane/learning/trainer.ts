import { type Denoiser, hiddenClass } from '../../../../diffusion'
import type { Tensor } from '../../../../network'
import { networkDenoiser, parametersOf, studentDenoiser } from '../../../../network/learner'
import type { FromTrainer, LearnerTuning, ToTrainer } from '../../../protocol/learning'
import type { PointSet } from '../../../protocol/plane'
import { TrainingRefused, trainingFault } from './fault'
import { forgetPairs, type Learner, matricesOf, openLearner, tuneLearner, undoLearner } from './learner'
import { parseSaved } from './read-file'
import { makePairs } from './reflow-pairs'
import { copyAtRest, pause, reportLosses, reportPaused, reportRestored } from './reports'
import { restoreLearner, saveLearner } from './saved'
import { emptyState, replaceLearner, type Trainee, type TrainerState } from './trainer-state'
import { changeTeacher, openStudent, studentMatrices } from './student'
import { stop, work } from './work'

/**
 * Trains the plane's network, and the student that is distilled from it. The worker lets it handle one message, or do one
 * piece of work, at a time.
 */
export interface Trainer {
  handle(message: ToTrainer): Promise<void>
  /** The data from here on. Pairs of reflow belong to the data before, and are dropped. */
  setPoints(points: PointSet): void
  /** Takes some steps, and one read-back; false if training rests. A failure is posted as `refused`: it never rejects. */
  work(): Promise<boolean>
  /**
   * What a network answers, by the moving average of its weights, at levels of any process: it is asked at equal log-SNR of
   * its own. Valid until the next message; undefined while there is no such network. Call the denoiser within a scope: the
   * tensors of its answer are new.
   *
   * @param label null for the answer of no class in particular.
   */
  denoiser(who: Trainee, label: 0 | 1 | null): Denoiser<Tensor> | undefined
  dispose(): void
}

/** A trainer that has no network yet. */
export function createTrainer(post: (message: FromTrainer) => void): Trainer {
  const trainer = emptyState(post)
  return {
    handle: async (message) => {
      try {
        await handle(trainer, message)
      } catch (error) {
        post({ kind: 'refused', fault: trainingFault(error), of: message.kind })
        if (!trainer.running) reportPaused(trainer, 'network')
      }
    },
    setPoints: ({ xy, labels }) => {
      trainer.points = { x0: xy, labels }
      if (!trainer.learner || !forgetPairs(trainer.learner)) return
      trainer.copiedStep = undefined
      post({ kind: 'unpaired' })
    },
    work: () => work(trainer).catch((error: unknown) => stop(trainer, error)),
    denoiser: (who, label) => denoiserOf(trainer, who, label),
    dispose: () => {
      replaceLearner(trainer, undefined)
    },
  }
}

async function handle(trainer: TrainerState, message: ToTrainer): Promise<void> {
  switch (message.kind) {
    case 'create':
      replaceLearner(trainer, openLearner(message.shape, message.tuning))
      trainer.post({ kind: 'created', parameters: parametersOf(message.shape) })
      break
    case 'tune':
      await tune(trainer, message.tuning)
      break
    case 'go':
      go(trainer, 'network', message.steps)
      break
    case 'distil':
      go(trainer, 'student', message.steps)
      break
    case 'pause':
      pause(trainer)
      await copyAtRest(trainer)
      break
    case 'undo':
      await undo(trainer)
      break
    case 'save':
      trainer.post({ kind: 'saved', id: message.id, learner: await saveLearner(learnerOf(trainer)) })
      break
    case 'restore':
      await restore(trainer, restoreLearner(message.learner))
      break
    case 'open':
      await restore(trainer, restoreLearner(parseSaved(message.file, message.bytes)))
      break
  }
}

/** @throws TrainingRefused if there is no network */
function learnerOf({ learner }: TrainerState): Learner {
  if (!learner) throw new TrainingRefused('learn-none')
  return learner
}

async function restore(trainer: TrainerState, learner: Learner): Promise<void> {
  replaceLearner(trainer, learner)
  reportRestored(trainer, learner, 'other')
  await copyAtRest(trainer)
}

/** Reflow begins with pairs of the network as it is now, and goes on with them until another pairing is chosen. */
async function tune(trainer: TrainerState, tuning: LearnerTuning): Promise<void> {
  const learner = learnerOf(trainer)
  const { state } = learner
  if (tuning.pairing !== 'reflow') {
    tuneLearner(learner, tuning, undefined)
    return
  }
  if (state.step === 0 || !trainer.points) throw new TrainingRefused('learn-reflow-early')
  const present = state.tuning.pairing === 'reflow' ? state.pairs : undefined
  const pairs = present ?? (await makePairs(learner, trainer.points))
  if (!pairs) throw new TrainingRefused('learn-reflow-astray')
  tuneLearner(learner, tuning, pairs)
}

function go(trainer: TrainerState, who: Trainee, steps: number | null): void {
  const learner = learnerOf(trainer)
  if (!trainer.points) throw new TrainingRefused('learn-no-points')
  if (trainer.diverged) throw new TrainingRefused('learn-diverged')
  if (who === 'student') {
    if (learner.state.step === 0) throw new TrainingRefused('learn-student-early')
    if (trainer.student) changeTeacher(trainer.student, learner)
    else trainer.student = openStudent(learner)
  }
  if (trainer.running) reportLosses(trainer, trainer.running, false)
  const now = performance.now()
  trainer.running = { who, left: steps, finishedAt: now, reportedAt: now, unreported: [] }
  trainer.stepsPerSecond = 0
}

async function undo(trainer: TrainerState): Promise<void> {
  const learner = learnerOf(trainer)
  undoLearner(learner)
  Object.assign(trainer, { diverged: false, copiedStep: undefined })
  reportRestored(trainer, learner, 'undo')
  await copyAtRest(trainer)
}

function denoiserOf(
  { learner, student }: TrainerState,
  who: Trainee,
  label: 0 | 1 | null,
): Denoiser<Tensor> | undefined {
  if (!learner) return undefined
  const { process, shape } = learner
  const networkLabel = label === null || shape.dropClass === 1 ? hiddenClass : label
  if (who === 'network') return networkDenoiser(() => matricesOf(learner), process, shape.prediction, networkLabel)
  return student && studentDenoiser(() => studentMatrices(student, learner), networkLabel)
}
