import type { NamedScheduleId, Process, Schedule, ScheduleSpec } from '../../diffusion'
import type { Read } from '../../shell/link'
import { type ChosenModel, modelOf } from './models'

/** The network's own schedule, one of the published ones, or one that was drawn, as the text of a link. */
export type ScheduleChoice = 'own' | NamedScheduleId | `drawn.${string}`

/** What the page's timeline goes by: a schedule, and the same in continuous time. */
export interface ChosenSchedule {
  readonly schedule: Schedule
  readonly process: Process
  /** As the engine is told it, where it is not the schedule that the network was trained on. */
  readonly spec?: ScheduleSpec
}

/** What is known of schedules other than the networks' own. */
interface KnownSchedules {
  readonly read: (text: string) => Read<ScheduleChoice>
  readonly make: (chosenModel: ChosenModel, choice: ScheduleChoice) => ChosenSchedule
}

let knownSchedules: KnownSchedules | undefined

/** Most visits begin without them, so they load after the first picture, or before a link that names one is read. */
export function knowSchedules(schedules: KnownSchedules): void {
  knownSchedules = schedules
}

export const readSchedule = (text: string): Read<ScheduleChoice> =>
  text === 'own' ? { value: text, exact: true } : knownSchedules?.read(text)

/** The schedule of settings: of the forward walk, the timeline, and a run on the discrete process. */
export function scheduleOf(settings: ChosenModel & { readonly schedule: ScheduleChoice }): ChosenSchedule {
  const { schedule, training } = modelOf(settings)
  const other = settings.schedule === 'own' ? undefined : knownSchedules?.make(settings, settings.schedule)
  return other ?? { schedule, process: training }
}
