import { line } from './line'
import { schedules } from './schedules'
import { answers } from './answers'
import { bound } from './bound'
import { variance } from './variance'
import { course } from './course'
import { noise } from './noise'
import { ownCourse } from './own-course'
import { presenter, teacher } from './presenter'

/** The course: what stands around its lessons, and each lesson's own words. */
export const lessons = {
  ...course,
  own: ownCourse,
  presenter,
  teacher,
  lessons: { noise, line, schedules, answers, bound, variance },
}
