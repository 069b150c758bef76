import { pagePair } from '../../shell/page-pairs'
import { allPairs } from '../../shell/link-pairs'
import { saysPage } from '../../shell/page-pairs'
import { saysLanguage } from '../../shell/language-link'
import { placeOf, type Place } from './course'

/** Where in the course a link leads. */
type LessonLink =
  | { readonly kind: 'step'; readonly place: Place; readonly step: number }
  /** It names a lesson that is not there. */
  | { readonly kind: 'unknown'; readonly name: string }

/** At most so much of a stranger's text is shown. */
const SHOWN = 24

/**
 * Reads "lesson=noise" or "lesson=noise.3" of a link. @returns undefined where it names no lesson; steps count from 0 here, from 1
 * in the link; one beyond the end is left as it is, because only the lesson knows its end
 */
export function lessonIn(fragment: string): LessonLink | undefined {
  const text = pagePair(fragment, 'lesson')
  if (text === undefined) return undefined
  const [, id = '', number = '1'] = /^([a-z]+)(?:\.(\d{1,3}))?(?![a-z\d])/.exec(text) ?? []
  const place = placeOf(id)
  if (!place) return { kind: 'unknown', name: Array.from(text).slice(0, SHOWN).join('') }
  return { kind: 'step', place, step: Math.max(0, Number(number) - 1) }
}

/** Whether a link sets something in a room, besides naming a lesson: then that is what the step shows, in the place of its preset. */
export const setsRoom = (fragment: string): boolean =>
  allPairs(fragment).some((pair) => !saysPage(pair) && !saysLanguage(pair))

/** @param step from 0 */
export const lessonText = (id: string, step: number): string => (step === 0 ? id : `${id}.${step + 1}`)
