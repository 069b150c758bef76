import type { Lesson, LessonId, PartId } from '../lesson'

/** How much a lesson asks for: anybody's first; school mathematics; a first course in machine learning. */
type DifficultyLevel = 1 | 2 | 3

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
    id: 'back',
    part: 'walk',
    minutes: 10,
    level: 1,
    load: () => import('../content/back').then(({ back }) => back),
  },
  {
    id: 'digit',
    part: 'walk',
    minutes: 10,
    level: 1,
    load: () => import('../content/digit').then(({ digit }) => digit),
  },
  {
    id: 'steps',
    part: 'walk',
    minutes: 10,
    level: 1,
    load: () => import('../content/steps').then(({ steps }) => steps),
  },
  {
    id: 'eta',
    part: 'walk',
    minutes: 10,
    level: 2,
    load: () => import('../content/eta').then(({ eta }) => eta),
  },
  {
    id: 'line',
    part: 'why',
    minutes: 10,
    level: 2,
    load: () => import('../content/line').then(({ line }) => line),
  },
  {
    id: 'schedules',
    part: 'why',
    minutes: 12,
    level: 2,
    load: () => import('../content/schedules').then(({ schedules }) => schedules),
  },
  {
    id: 'answers',
    part: 'why',
    minutes: 14,
    level: 3,
    load: () => import('../content/answers').then(({ answers }) => answers),
  },
  {
    id: 'bound',
    part: 'why',
    minutes: 14,
    level: 3,
    load: () => import('../content/bound').then(({ bound }) => bound),
  },
  {
    id: 'variance',
    part: 'why',
    minutes: 13,
    level: 3,
    load: () => import('../content/variance').then(({ variance }) => variance),
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
  {
    id: 'bayes',
    part: 'steering',
    minutes: 14,
    level: 3,
    load: () => import('../content/bayes').then(({ bayes }) => bayes),
  },
  {
    id: 'guidance',
    part: 'steering',
    minutes: 14,
    level: 2,
    load: () => import('../content/guidance').then(({ guidance }) => guidance),
  },
  {
    id: 'train',
    part: 'making',
    minutes: 14,
    level: 2,
    load: () => import('../content/train').then(({ train }) => train),
  },
  {
    id: 'onestep',
    part: 'making',
    minutes: 12,
    level: 3,
    load: () => import('../content/onestep').then(({ onestep }) => onestep),
  },
]

export const placeOf = (id: string): Place | undefined => COURSE.find((place) => place.id === id)

/** The lesson after one; undefined after the last. */
export const nextPlace = (id: LessonId): Place | undefined => COURSE[COURSE.findIndex((place) => place.id === id) + 1]
