import type { Lesson, LessonId, PartId } from '../lesson'

/** How much a lesson asks for: anybody's first; school mathematics; a first course in machine learning. */
export type DifficultyLevel = 1 | 2 | 3

/** A lesson's place in the course. */
export interface Place {
  readonly id: LessonId
  readonly part: PartId
  readonly minutes: number
  readonly level: DifficultyLevel
  /** Fetches the lesson itself. */
  readonly load: () => Promise<Lesson>
}

/** The course: its lessons in their order. */
export const COURSE: readonly Place[] = [
  {
    id: 'noise',
    part: 'walk',
    minutes: 8,
    level: 1,
    load: () => import('../content/noise').then(({ noise }) => noise),
  },
  {
    id: 'ddim',
    part: 'why',
    minutes: 14,
    level: 2,
    load: () => import('../content/ddim').then(({ ddim }) => ddim),
  },
  {
    id: 'score',
    part: 'views',
    minutes: 12,
    level: 2,
    load: () => import('../content/score').then(({ score }) => score),
  },
  {
    id: 'sde',
    part: 'views',
    minutes: 14,
    level: 3,
    load: () => import('../content/sde').then(({ sde }) => sde),
  },
  {
    id: 'edm',
    part: 'views',
    minutes: 12,
    level: 3,
    load: () => import('../content/edm').then(({ edm }) => edm),
  },
  {
    id: 'flow',
    part: 'views',
    minutes: 12,
    level: 2,
    load: () => import('../content/flow').then(({ flow }) => flow),
  },
]

export const placeOf = (id: string): Place | undefined => COURSE.find((place) => place.id === id)

/** The lesson after one; undefined after the last. */
export const nextPlace = (id: LessonId): Place | undefined => COURSE[COURSE.findIndex((place) => place.id === id) + 1]
