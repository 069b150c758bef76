import type { Points } from '../../../../diffusion'
import type { FromTrainer } from '../../../protocol/learning'
import { disposeLearner, type Learner } from './learner'
import { disposeStudent, type Student } from './student'

/** Which of the two networks is trained. */
export type Trainee = 'network' | 'student'

/** Training that is going on. */
export interface Running {
  readonly who: Trainee
  /** Steps that remain; null: until the page pauses it. */
  left: number | null
  /** When the last steps were finished, and when losses were last reported, in ms of `performance.now()`. */
  finishedAt: number
  reportedAt: number
  /** Losses since the last report. */
  unreported: number[]
}

/** Everything that the trainer holds. */
export interface TrainerState {
  readonly post: (message: FromTrainer) => void
  points: Points | undefined
  learner: Learner | undefined
  student: Student | undefined
  /** Undefined while training rests. */
  running: Running | undefined
  /** Whether the network's loss diverged; only undoing, or another network, ends that. */
  diverged: boolean
  /** A moving average over the last read-backs; 0 before the first. */
  stepsPerSecond: number
  /** At which step the page last received a copy; undefined while it has no copy of this network as it is now. */
  copiedStep: number | undefined
  /** When the weights were last read back for a copy, in ms of `performance.now()`. */
  copiedAt: number
}

/** A trainer that has no network yet. */
export const emptyState = (post: TrainerState['post']): TrainerState => ({
  post,
  points: undefined,
  learner: undefined,
  student: undefined,
  running: undefined,
  diverged: false,
  stepsPerSecond: 0,
  copiedStep: undefined,
  copiedAt: -Infinity,
})

/** Puts another network, or none, in the place of the present one, which is disposed with its student. */
export function replaceLearner(trainer: TrainerState, learner: Learner | undefined): void {
  if (trainer.student) disposeStudent(trainer.student)
  if (trainer.learner) disposeLearner(trainer.learner)
  Object.assign(trainer, {
    learner,
    student: undefined,
    running: undefined,
    diverged: false,
    copiedStep: undefined,
    copiedAt: -Infinity,
  })
}
