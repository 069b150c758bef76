import { CheckpointError } from '../../../../network'
import type { Fault } from '../../../protocol/pictures'

/** Why a training request fails, or why training stops; the page has a sentence for each. */
export type LearnFaultCode =
  | 'learn-none' // there is no network to train
  | 'learn-no-points' // there is nothing to learn from
  | 'learn-diverged' // the network's loss left all bounds
  | 'learn-student-diverged' // the student's loss left all bounds
  | 'learn-reflow-early' // reflow needs a network that has learned something
  | 'learn-student-early' // distillation needs one as well
  | 'learn-reflow-astray' // the network's flow leads to values that are not finite
  | 'learn-lost' // the device went away, and no copy of the network is left
  | 'learn-stopped' // anything else

/** A training request that cannot be carried out. */
export class TrainingRefused extends Error {
  readonly fault: Fault

  constructor(code: LearnFaultCode) {
    super(code)
    this.fault = { code, details: {} }
  }
}

/** Any error of training as the page is told of it. */
export function trainingFault(error: unknown): Fault {
  if (error instanceof TrainingRefused) return error.fault
  if (error instanceof CheckpointError) return { code: error.code, details: { ...error.details } }
  const code: LearnFaultCode = 'learn-stopped'
  return { code, details: { message: error instanceof Error ? error.message : String(error) } }
}
