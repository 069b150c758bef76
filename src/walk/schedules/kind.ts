import { type NamedScheduleId } from '../../diffusion'
import { drawingOf, type ScheduleChoice } from '../model/schedules'

/** A choice without what was drawn. */
export const kindOf = (choice: ScheduleChoice): 'own' | 'drawn' | NamedScheduleId =>
  drawingOf(choice) ? 'drawn' : (choice as 'own' | NamedScheduleId)
