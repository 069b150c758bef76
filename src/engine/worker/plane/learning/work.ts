import type { Points } from '../../../../diffusion'
import { TrainingRefused, trainingFault } from './fault'
import { isSound, type Learner, stepsUntilReadBack, train } from './learner'
import { copyAtRest, pause, reportLosses, reportPaused, sendCopy } from './reports'
import { savedOf } from './saved'
import type { Running, TrainerState } from './trainer-state'
import { disposeStudent, distil } from './student'

/** Least time between two reports, so that a network of quick steps leaves the page time for everything else. */
const REPORT_MS = 100
/** Least time between two copies while a network learns. */
const COPY_MS = 3000

/** Takes some training steps of the network or the student, and reads back once. @returns whether training continues */
export async function work(trainer: TrainerState): Promise<boolean> {
  const { running, learner, points } = trainer
  if (!running || !learner || !points) return false
  await (running.who === 'network' ? trainNetwork : trainStudent)(trainer, running, learner, points)
  return trainer.running !== undefined
}

/** Training stopped by a fault; the network stays as it is. */
export async function stop(trainer: TrainerState, error: unknown): Promise<false> {
  await new Promise((resolve) => {
    setTimeout(resolve)
  }) // if the device was lost, the page is told that first
  const who = trainer.running?.who ?? 'network'
  trainer.running = undefined
  trainer.post({ kind: 'refused', fault: trainingFault(error) })
  reportPaused(trainer, who)
  return false
}

/** Some steps of the network. Where a copy is due, or these are the last steps, its weights are read together with the losses. */
async function trainNetwork(trainer: TrainerState, running: Running, learner: Learner, points: Points): Promise<void> {
  const most = running.left ?? Infinity
  const copyIsDue = performance.now() - trainer.copiedAt >= COPY_MS
  const areLast = stepsUntilReadBack(learner, most) === running.left
  const result = await train(learner, points, most, copyIsDue || areLast)
  if (typeof result === 'number') {
    networkDiverged(trainer, running, learner, result)
    await copyAtRest(trainer)
    return
  }
  if (result.weights) trainer.copiedAt = performance.now()
  if (result.weights && isSound(learner)) sendCopy(trainer, savedOf(learner, result.weights))
  recordLosses(trainer, running, result.losses)
}

async function trainStudent(trainer: TrainerState, running: Running, learner: Learner, points: Points): Promise<void> {
  const losses = trainer.student && (await distil(trainer.student, learner, points, running.left ?? Infinity))
  if (losses) recordLosses(trainer, running, losses)
  else studentDiverged(trainer, running)
}

/** The network stands again where it was last kept. @param step at which its loss left all bounds */
function networkDiverged(trainer: TrainerState, running: Running, learner: Learner, step: number): void {
  reportLosses(trainer, running, true)
  Object.assign(trainer, { running: undefined, diverged: true, copiedStep: undefined })
  trainer.post({ kind: 'diverged', step, before: learner.state.step })
}

/** The student's weights are of no use: another student begins when the page asks for one. */
function studentDiverged(trainer: TrainerState, running: Running): void {
  reportLosses(trainer, running, true)
  if (trainer.student) disposeStudent(trainer.student)
  Object.assign(trainer, { running: undefined, student: undefined })
  trainer.post({ kind: 'refused', fault: new TrainingRefused('learn-student-diverged').fault })
  reportPaused(trainer, 'student')
}

function recordLosses(trainer: TrainerState, running: Running, losses: Float32Array): void {
  const now = performance.now()
  const speed = (1000 * losses.length) / Math.max(now - running.finishedAt, 0.01)
  trainer.stepsPerSecond = trainer.stepsPerSecond ? 0.8 * trainer.stepsPerSecond + 0.2 * speed : speed
  running.finishedAt = now
  running.unreported.push(...losses)
  if (running.left !== null) running.left -= losses.length
  if (running.left === 0) pause(trainer)
  else if (now - running.reportedAt >= REPORT_MS) reportLosses(trainer, running, false)
}
