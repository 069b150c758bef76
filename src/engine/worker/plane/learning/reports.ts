import { parametersOf } from '../../../../network/learner'
import type { SavedLearner } from '../../../protocol/learning'
import type { Learner } from './learner'
import { saveLearner } from './saved'
import type { Running, Trainee, TrainerState } from './trainer-state'

// What the page is told of training: losses, pauses, restored networks, and copies of the network as it is.

const stepOf = ({ learner, student }: TrainerState, who: Trainee): number =>
  (who === 'network' ? learner?.state.step : student?.step) ?? 0

/** Reports the losses since the last report, if there are any. @param ended whether these are the last */
export function reportLosses(trainer: TrainerState, running: Running, ended: boolean): void {
  const { who, unreported, finishedAt } = running
  if (unreported.length === 0) return
  trainer.post({
    kind: 'progress',
    who,
    step: stepOf(trainer, who),
    losses: Float32Array.from(unreported),
    stepsPerSecond: trainer.stepsPerSecond,
    running: !ended,
  })
  Object.assign(running, { reportedAt: finishedAt, unreported: [] })
}

export function reportPaused(trainer: TrainerState, who: Trainee): void {
  trainer.post({ kind: 'paused', who, step: stepOf(trainer, who) })
}

/** @param cause whether undoing brought it back, or a file or copy took the place of another network */
export function reportRestored({ post }: TrainerState, learner: Learner, cause: 'undo' | 'other'): void {
  const {
    shape,
    state: { tuning, step },
  } = learner
  post({ kind: 'restored', cause, shape, tuning, step, parameters: parametersOf(shape) })
}

/** Stops training, if it is running, and sends a last report. */
export function pause(trainer: TrainerState): void {
  const { running } = trainer
  if (!running) return
  reportLosses(trainer, running, true)
  trainer.running = undefined
  reportPaused(trainer, running.who)
}

export function sendCopy(trainer: TrainerState, saved: SavedLearner): void {
  trainer.copiedStep = saved.step
  trainer.post({ kind: 'copy', learner: saved })
}

/** Sends the page a copy of the network as it rests now, unless it has that copy. */
export async function copyAtRest(trainer: TrainerState): Promise<void> {
  const { learner, copiedStep } = trainer
  if (learner && copiedStep !== learner.state.step) sendCopy(trainer, await saveLearner(learner))
}
