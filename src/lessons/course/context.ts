import { createContext, useContext } from 'react'
import type { Answers } from './answers'
import type { Player } from '../../walk/run/player'
import type { LessonVisit } from './visit'

/** What the parts of a lesson share. */
export interface CourseParts {
  readonly visit: LessonVisit
  readonly answers: Answers
  /** Opens the list of lessons, or closes it. */
  readonly openList: (open?: boolean) => void
  /** The picture room's player, where the room has been opened. */
  readonly walkPlayer: () => Player | undefined
  /** The link to what the page shows. */
  readonly currentLink: () => string
}

export const CourseContext = createContext<CourseParts | null>(null)

export function useCourse(): CourseParts {
  const course = useContext(CourseContext)
  if (!course) throw new Error('useCourse outside of CourseContext')
  return course
}
