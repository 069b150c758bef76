import { setLocale } from './format/locale'
import type { Words } from './words'

export interface Language {
  /** Its name in a link. */
  readonly id: string
  /** Of numbers, plural forms, and the page's `lang`. */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** What it calls itself. */
  readonly name: string
  /** Made of English, for finding what no language changes: offered while the page is developed, and where a link asks for it. */
  readonly pseudo?: true
  /** All its words, in one file. English has none: it comes with each part of the page. */
  readonly load?: () => Promise<Words>
}

const ENGLISH: Language = { id: 'en', locale: 'en', dir: 'ltr', name: 'English' }

/** The languages of the page; the first is the one that every part of the page has with it. */
export const languages: readonly Language[] = [
  ENGLISH,
  {
    id: 'pseudo',
    locale: 'en-XA',
    dir: 'ltr',
    name: 'Pšéúđö',
    pseudo: true,
    load: () => import('./pseudo/words').then(({ words }) => words),
  },
]

/** A language of the page, by its name in a link. */
export const languageOf = (id: string): Language | undefined => languages.find((each) => each.id === id)

/** The first of a browser's languages that the page has, English where it has none. @param tags as `navigator.languages` */
export const preferredLanguage = (tags: readonly string[]): Language =>
  tags
    .map((tag) => languages.find(({ id, pseudo = false }) => !pseudo && id === tag.toLowerCase().split('-')[0]))
    .find((each) => each !== undefined) ?? ENGLISH

let current = ENGLISH
let words: Words | undefined
/** The language that was asked for last: one that was asked for before it and comes later is dropped. */
let wantedLanguage = ENGLISH
const parts: (() => void)[] = []
const listeners = new Set<() => void>()

/** The language that is on. */
export const language = (): Language => current

/** Calls the listener after each change of the language; returns what ends that. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/**
 * Keeps one part of the page in the language that is on.
 * @param english its English, which comes with it
 * @param take is given the part's words, now and after each change
 */
export function follow<Part extends keyof Words>(
  part: Part,
  english: Words[Part],
  take: (words: Words[Part]) => void,
): void {
  const give = () => {
    take(words?.[part] ?? english)
  }
  parts.push(give)
  give()
}

/** Puts a language on as soon as its words are there; rejects where they do not arrive, and the language before stays on. */
export async function speak(next: Language): Promise<void> {
  wantedLanguage = next
  const loaded = await next.load?.()
  if (wantedLanguage !== next || current === next) return
  current = next
  words = loaded
  setLocale(next.locale)
  for (const give of parts) give()
  for (const listener of listeners) listener()
}
