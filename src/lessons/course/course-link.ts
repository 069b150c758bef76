import { pagePair } from '../../shell/page-pairs'
import { fromText, toText } from '../../walk/model/pixels'
import { type CourseNote, courseJson, NoCourse, type OwnCourse, readCourse } from './own-course'

/** A course as a word of a link: its JSON in base64url. */
export const courseText = (course: OwnCourse): string =>
  toText(new TextEncoder().encode(JSON.stringify(courseJson(course))))

/** At most so many signs are read. */
const MOST = 120_000

interface CourseLink {
  readonly course: OwnCourse
  readonly notes: readonly CourseNote[]
  /** The entry at which the link opens it, from 0; undefined for the list. */
  readonly at: number | undefined
}

/** The course of a link; undefined where it names none. @throws NoCourse where what it names is none */
export function courseIn(fragment: string): CourseLink | undefined {
  const pair = pagePair(fragment, 'course')
  if (pair === undefined) return undefined
  const [, text = '', number] = /^([\w-]+)(?:\.(\d{1,3}))?/.exec(pair.slice(0, MOST)) ?? []
  try {
    const read = readCourse(JSON.parse(new TextDecoder().decode(fromText(text))))
    return { ...read, at: number === undefined ? undefined : Math.max(0, Number(number) - 1) }
  } catch {
    throw new NoCourse()
  }
}

/** @param at the entry that is open, from 0; undefined for none */
export const coursePair = (course: OwnCourse, at: number | undefined): string =>
  at === undefined ? courseText(course) : `${courseText(course)}.${at + 1}`
