import { chapterAfter } from '../course/chapter'
import { stepOf, type Visit } from '../course/visit'
import type { Slide } from './notes-channel'

/** What the window of notes shows of a lesson that is presented; undefined where none is. */
export function slideOf({ open, course, presentedSince }: Visit): Slide | undefined {
  if (!open || presentedSince === undefined) return undefined
  const { title, steps } = open.chapter.words()
  const step = stepOf(open)
  const following = open.lesson.steps[open.step + 1]
  const words = step && steps[step.id]
  return {
    title,
    step: open.step + 1,
    of: open.lesson.steps.length,
    heading: words?.title ?? '',
    question: words?.question?.ask ?? '',
    notes: words?.notes ?? '',
    next: following
      ? (steps[following.id]?.title ?? '')
      : step
        ? ''
        : (chapterAfter(open.chapter, course)?.words().title ?? ''),
    since: presentedSince,
  }
}
