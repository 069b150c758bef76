import {
  makeProcess,
  namedSchedules,
  type NamedScheduleId,
  type Process,
  type ProcessId,
  trainingSteps,
} from '../../diffusion'

/** The discrete process has one of these schedules. */
export type PlaneScheduleId = Extract<NamedScheduleId, 'cosine' | 'linear' | 'quadratic' | 'sigmoid' | 'constant'>

/** A process by name; `schedule` is the discrete one's. */
export interface PlaneProcess {
  readonly id: ProcessId
  readonly schedule: PlaneScheduleId
}

/** A process as the plane's protocol names it. */
export function planeProcess({ id, schedule }: PlaneProcess): Process {
  return makeProcess(id, namedSchedules[schedule](trainingSteps))
}
