import { back } from './back'
import { course } from './course'
import { digit } from './digit'
import { eta } from './eta'
import { noise } from './noise'
import { ownCourse } from './own-course'
import { presenter, teacher } from './presenter'
import { steps } from './steps'

/** The course: what stands around its lessons, and each lesson's own words. */
export const lessons = {
  ...course,
  own: ownCourse,
  presenter,
  teacher,
  lessons: { noise, back, digit, steps, eta },
}
