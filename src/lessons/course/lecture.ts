import { lessonsText } from '../../i18n/lessons'
import { placeOf } from './course'
import type { OwnCourse } from './own-course'

/** From DDPM (back) by DDIM (eta: the same walk without dice) and the SDE to guidance. */
const LESSONS = ['back', 'eta', 'sde', 'guidance'] as const

/** A lecture that the page brings: a course as anybody can make one. */
export const lecture = (): OwnCourse => ({
  title: lessonsText.own.lecture,
  entries: LESSONS.map((id) => ({ kind: 'lesson', id, title: '' })),
})

/** How many minutes it takes. */
export const lectureMinutes = (): number => LESSONS.reduce((sum, id) => sum + (placeOf(id)?.minutes ?? NaN), 0)
