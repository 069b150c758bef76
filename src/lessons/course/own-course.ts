import { placeOf } from './course'
import type { LessonId } from '../lesson'

/** A part of somebody's course: a lesson of the page, or a state of a room with a title and a few words of their own. */
export type Entry =
  | {
      readonly kind: 'lesson'
      readonly id: LessonId
      /** In the place of the lesson's own title, or empty. */ readonly title: string
    }
  | {
      readonly kind: 'state'
      readonly title: string
      readonly text: string
      /** A link's fragment. */ readonly link: string
    }

/** Lessons and states in an order that somebody has chosen. */
export interface OwnCourse {
  readonly title: string
  readonly entries: readonly Entry[]
}

/** What a course can be at most: it may be a stranger's file. */
export const LIMITS = { entries: 60, title: 120, text: 1200, link: 4000, file: 1_000_000 } as const

/** What of a file or link could not be used. */
export type CourseNote =
  /** There are more entries than a course can have. */
  | { readonly kind: 'many'; readonly entries: number; readonly usedCount: number }
  /** So many entries name lessons that are not there, or are no entries. */
  | { readonly kind: 'skipped'; readonly entries: number }
  | { readonly kind: 'shortened' }

/** It is no course at all. */
export class NoCourse extends Error {
  constructor() {
    super('This is not a course of Noisewalk.')
    this.name = 'NoCourse'
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Control characters and signs that turn the direction of writing, which could make a title say something else. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu

/** A stranger's text: without signs that are not seen, and not longer than it may be. */
function textOf(value: unknown, most: number, onShortened: () => void): string {
  if (typeof value !== 'string') return ''
  const text = value
    .slice(0, 4 * most)
    .replace(UNSEEN, ' ')
    .trim()
  const signs = Array.from(text)
  if (signs.length <= most && value.length <= 4 * most) return text
  onShortened()
  return signs.slice(0, most).join('')
}

/** A title: a text of one line. */
const titleOf = (value: unknown, onShortened: () => void): string =>
  textOf(value, LIMITS.title, onShortened).replaceAll('\n', ' ')

function entryOf(value: unknown, onShortened: () => void): Entry | undefined {
  if (!isRecord(value)) return undefined
  const title = titleOf(value['title'], onShortened)
  if (typeof value['lesson'] === 'string') {
    const place = placeOf(value['lesson'])
    return place && { kind: 'lesson', id: place.id, title }
  }
  const { link } = value
  if (typeof link !== 'string' || !link.startsWith('#') || link.length > LIMITS.link) return undefined
  return { kind: 'state', title, text: textOf(value['text'], LIMITS.text, onShortened), link }
}

/**
 * Reads a course from a file's or a link's JSON, of whoever made it.
 * @throws NoCourse where it is none
 */
export function readCourse(value: unknown): { readonly course: OwnCourse; readonly notes: readonly CourseNote[] } {
  if (!isRecord(value) || value['noisewalk'] !== 'course' || !Array.isArray(value['entries'])) throw new NoCourse()
  const shortened: true[] = []
  const onShortened = () => {
    shortened.push(true)
  }
  const allEntries: readonly unknown[] = value['entries']
  const usedEntries = allEntries.slice(0, LIMITS.entries)
  const entries = usedEntries.map((each) => entryOf(each, onShortened)).filter((each) => each !== undefined)
  const title = titleOf(value['title'], onShortened)
  const skipped = usedEntries.length - entries.length
  const notes: CourseNote[] = [
    ...(allEntries.length > usedEntries.length
      ? [{ kind: 'many', entries: allEntries.length, usedCount: usedEntries.length } as const]
      : []),
    ...(skipped > 0 ? [{ kind: 'skipped', entries: skipped } as const] : []),
    ...(shortened.length > 0 ? [{ kind: 'shortened' } as const] : []),
  ]
  return { course: { title, entries }, notes }
}

/** A course as its file has it. */
export const courseJson = ({ title, entries }: OwnCourse): object => ({
  noisewalk: 'course',
  version: 1,
  title,
  entries: entries.map((entry) =>
    entry.kind === 'lesson'
      ? { lesson: entry.id, ...(entry.title && { title: entry.title }) }
      : { link: entry.link, title: entry.title, ...(entry.text && { text: entry.text }) },
  ),
})
