import { bayes } from './bayes'
import { course } from './course'
import { guidance } from './guidance'
import { noise } from './noise'
import { ownCourse } from './own-course'
import { onestep } from './onestep'
import { train } from './train'

/** The course: what stands around its lessons, and each lesson's own words. */
export const lessons = {
  ...course,
  own: ownCourse,
  lessons: { noise, bayes, guidance, train, onestep },
}
