import { lessonsText } from '../../i18n/lessons'
import type { LessonWords } from '../../i18n/en/lessons/form'
import type { Lesson, LessonId } from '../lesson'
import { nextPlace, type Place, placeOf } from './course'
import type { Entry, OwnCourse } from './own-course'

/** Something that can be opened: a lesson of the page, or a state of somebody's own course. */
export interface Chapter {
  /** The lesson; undefined for a state of somebody's own. */
  readonly id: LessonId | undefined
  /** Its place in somebody's own course, from 0; undefined outside of one. */
  readonly entry: number | undefined
  readonly words: () => LessonWords
  readonly load: () => Promise<Lesson>
}

/** The words of a lesson, in the language that is on. */
export function wordsOf(id: LessonId): LessonWords {
  const words: Partial<Record<string, LessonWords>> = lessonsText.lessons
  const ofLesson = words[id]
  if (!ofLesson) throw new Error(`The lesson “${id}” has no words.`)
  return ofLesson
}

export const chapterOf = ({ id, load }: Place, entry?: number, title = ''): Chapter => ({
  id,
  entry,
  words: () => (title ? { ...wordsOf(id), title } : wordsOf(id)),
  load,
})

type StateEntry = Extract<Entry, { kind: 'state' }>

/** A state of somebody's own as a lesson of one step, with the room's controls and the words of whoever made the course. */
const chapterOfState = ({ title, text, link }: StateEntry, entry: number): Chapter => ({
  id: undefined,
  entry,
  words: () => ({
    title,
    summary: '',
    before: '',
    after: '',
    misleads: '',
    steps: { state: { title, text: text ? text.split(/\s*\n\s*/) : [], notes: '' } },
  }),
  load: () => Promise.resolve({ steps: [{ id: 'state', preset: link, controls: true }], sources: [] }),
})

/** An entry of somebody's own course. */
export function chapterAt({ entries }: OwnCourse, index: number): Chapter | undefined {
  const entry = entries[index]
  if (entry?.kind === 'state') return chapterOfState(entry, index)
  const place = entry && placeOf(entry.id)
  return place && chapterOf(place, index, entry.title)
}

/** What comes after a chapter: in somebody's own course its next entry, else the next lesson. */
export function chapterAfter({ id, entry }: Chapter, course: OwnCourse | undefined): Chapter | undefined {
  if (course && entry !== undefined) return chapterAt(course, entry + 1)
  const place = id && nextPlace(id)
  return place && chapterOf(place)
}
