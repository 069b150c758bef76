import { course } from './course'
import { ddim } from './ddim'
import { edm } from './edm'
import { flow } from './flow'
import { noise } from './noise'
import { ownCourse } from './own-course'
import { presenter, teacher } from './presenter'
import { score } from './score'
import { sde } from './sde'

/** The course: what stands around its lessons, and each lesson's own words. */
export const lessons = {
  ...course,
  own: ownCourse,
  presenter,
  teacher,
  lessons: { noise, ddim, score, sde, edm, flow },
}
