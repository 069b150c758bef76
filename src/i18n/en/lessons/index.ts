import { course } from './course'
import { noise } from './noise'

/** The course: what stands around its lessons, and each lesson's own words. */
export const lessons = {
  ...course,
  lessons: { noise },
}
