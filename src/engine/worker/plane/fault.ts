import type { Fault } from '../../protocol/pictures'
import { EngineFault } from '../engine-fault'

/** What can be wrong with what the plane's engine is asked; the page has a sentence for each. */
export type PlaneFaultCode =
  | 'plane-no-points'
  | 'plane-many-points'
  | 'plane-labels'
  | 'plane-coordinates'
  | 'plane-no-class' // of the points
  | 'plane-particles'
  | 'plane-level'
  | 'plane-levels' // of a run or of states
  | 'plane-no-noise' // a score or a density was asked for where there is none
  | 'plane-no-network'
  | 'plane-no-student' // who was asked is not there yet
  | 'plane-student-end'
  | 'plane-student-guided' // a student was asked for what it does not say
  | 'plane-diverged' // what was computed is not finite
  | 'plane-closed'
  | 'plane-lost'
  | 'plane-stopped'
  | 'no-backend'
  | 'engine-unreachable'

/** What can be wrong with what a learner is asked, or become wrong as it learns; the page has a sentence for each. */
export type LearnFaultCode =
  | 'learn-none'
  | 'learn-no-points' // nothing that learns, or to learn from
  | 'learn-diverged'
  | 'learn-student-diverged' // losses left all bounds
  | 'learn-reflow-early'
  | 'learn-student-early' // it has not learned yet
  | 'learn-reflow-astray' // its flow leads to no numbers
  | 'learn-lost'
  | 'learn-stopped'

/** Why the plane's engine does not answer. */
export class PlaneFault extends EngineFault {
  constructor(code: PlaneFaultCode, details: Fault['details'] = {}) {
    super({ code, details })
  }
}

export function faultOf(error: unknown): Fault {
  if (error instanceof EngineFault) return error.fault
  const code: PlaneFaultCode = 'plane-stopped'
  return { code, details: { message: error instanceof Error ? error.message : String(error) } }
}
