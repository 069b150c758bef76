import { lessonsText } from '../../i18n/lessons'
import type { CourseNote } from '../course/own-course'

/** What had to be left out of a course, in sentences. */
export const noteTexts = (notes: readonly CourseNote[]): readonly string[] =>
  notes.map((note) => {
    const words = lessonsText.own.notes
    if (note.kind === 'many') return words.many(note.entries, note.usedCount)
    return note.kind === 'skipped' ? words.skipped(note.entries) : words.shortened
  })
