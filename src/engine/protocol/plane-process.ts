import {
  constantSchedule,
  cosineSchedule,
  linearSchedule,
  makeProcess,
  type Process,
  type ProcessId,
  quadraticSchedule,
  type Schedule,
  sigmoidSchedule,
  trainingSteps,
} from '../../diffusion'

/** The discrete process has one of these schedules. */
export type PlaneScheduleId = 'cosine' | 'linear' | 'quadratic' | 'sigmoid' | 'constant'

/** A process by name; `schedule` is the discrete one's. */
export interface PlaneProcess {
  readonly id: ProcessId
  readonly schedule: PlaneScheduleId
}

const schedules: Readonly<Record<PlaneScheduleId, (T: number) => Schedule>> = {
  cosine: cosineSchedule,
  linear: linearSchedule,
  quadratic: quadraticSchedule,
  sigmoid: sigmoidSchedule,
  constant: (T) => constantSchedule(T),
}

/** A process as the plane's protocol names it. */
export function planeProcess({ id, schedule }: PlaneProcess): Process {
  return makeProcess(id, schedules[schedule](trainingSteps))
}
