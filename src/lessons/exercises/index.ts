import { later } from '../../shell/lazy'

export { SHEETS, type SheetId } from './sheet-ids'

/** A lesson's sheet of exercises, over the page. It comes, with its words, when it is opened. */
export const ExerciseSheet = later(() => import('./sheet-view').then((module) => module.ExerciseSheet))
