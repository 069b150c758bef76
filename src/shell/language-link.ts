import { type Language, languageOf } from '../i18n/language'
import { allPairs, repair } from './link-pairs'

/** The language's name in a link. */
export const LANGUAGE = 'lang'

/** The language that a link asks for ("#t=250&lang=uk"), if the page has it. */
export function languageIn(fragment: string): Language | undefined {
  const [, languageText] = allPairs(fragment).find(([name]) => name === LANGUAGE) ?? []
  return languageText === undefined
    ? undefined
    : repair(languageText)
        .texts.map(languageOf)
        .find((each) => each !== undefined)
}

/** Whether a pair of a link is its language, and one that the page has: it is no setting of a room. */
export const saysLanguage = ([name, text]: readonly [string, string]): boolean =>
  name === LANGUAGE && languageIn(`#${LANGUAGE}=${text}`) !== undefined

/** A fragment that opens in a language; one that any visitor with this browser would get is left out. */
export function withLanguage(fragment: string, { id }: Language, usual: Language): string {
  if (id === usual.id) return fragment
  return `${fragment === '' ? '#' : `${fragment}&`}${LANGUAGE}=${id}`
}
