import type { Fault } from '../../protocol/pictures'
import { EngineFault } from '../engine-fault'

/** Why a request to the plane's engine fails; the page has a sentence for each. */
export type PlaneFaultCode =
  | 'plane-no-points'
  | 'plane-many-points'
  | 'plane-labels'
  | 'plane-coordinates'
  | 'plane-no-class' // no point has that class
  | 'plane-particles'
  | 'plane-level'
  | 'plane-levels'
  | 'plane-no-noise' // data have no score and no density
  | 'plane-no-network'
  | 'plane-no-student'
  | 'plane-student-end' // a student gives no score
  | 'plane-student-guided' // a student cannot be guided
  | 'plane-diverged' // the result is not finite
  | 'plane-closed'
  | 'plane-lost'
  | 'plane-stopped'
  | 'no-backend'
  | 'engine-unreachable'

/** A request that the plane's engine cannot carry out. */
export class PlaneFault extends EngineFault {
  constructor(code: PlaneFaultCode, details: Fault['details'] = {}) {
    super({ code, details })
  }
}

/** Any error of the plane's engine as the page is told of it. */
export function faultOf(error: unknown): Fault {
  if (error instanceof EngineFault) return error.fault
  const code: PlaneFaultCode = 'plane-stopped'
  return { code, details: { message: error instanceof Error ? error.message : String(error) } }
}
