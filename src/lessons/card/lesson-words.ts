import { lessonsText } from '../../i18n/lessons'
import type { LessonWords, StepWords } from '../../i18n/en/lessons/form'
import type { LessonId } from '../lesson'

/** The words of a lesson, in the language that is on. */
export function wordsOf(id: LessonId): LessonWords {
  const words: Partial<Record<string, LessonWords>> = lessonsText.lessons
  const found = words[id]
  if (!found) throw new Error(`The lesson “${id}” has no words.`)
  return found
}

/** The words of a step. */
export function stepWords(id: LessonId, step: string): StepWords {
  const words = wordsOf(id).steps[step]
  if (!words) throw new Error(`The step “${step}” of the lesson “${id}” has no words.`)
  return words
}
