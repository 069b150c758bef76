import { text } from '../i18n'
import { type Language, language, languageOf, languages, onLanguage, preferredLanguage, speak } from '../i18n/language'
import { useSyncExternalStore } from 'react'
import { languageIn, withLanguage } from './language-link'
import { addPageNotice } from './page-notices'

const KEY = 'language'

/** The menu offers the pseudo-language in development, or once a link has asked for it. */
let offersPseudo = import.meta.env.DEV

/** The languages among which a visitor may choose. */
export const offeredLanguages = (): readonly Language[] =>
  languages.filter(({ pseudo = false }) => !pseudo || offersPseudo)

const usual = (): Language => preferredLanguage(navigator.languages)

function remembered(): Language | undefined {
  try {
    return languageOf(localStorage.getItem(KEY) ?? '')
  } catch {
    return undefined // a private window without storage
  }
}

/** Puts a language on; where its words do not arrive the page goes on in the one before, and says so. */
async function putOn(next: Language): Promise<void> {
  offersPseudo ||= next.pseudo ?? false
  try {
    await speak(next)
  } catch {
    addPageNotice({ kind: 'noLanguage' })
  }
}

/** Gives the document the language, and its title and description in it; in index.html they are English. */
const describe = (): void => {
  const { locale, dir } = language()
  Object.assign(document.documentElement, { lang: locale, dir })
  document.title = text.title
  document.querySelector('meta[name="description"]')?.setAttribute('content', text.description)
}

/** The link's language, else the one that was chosen here, else the browser's; resolves when its words are there. */
export async function startLanguage(fragment: string): Promise<void> {
  onLanguage(describe)
  describe()
  await putOn(languageIn(fragment) ?? remembered() ?? usual())
}

/** The visitor's choice, which this machine remembers. */
export function chooseLanguage(next: Language): void {
  void putOn(next)
  try {
    localStorage.setItem(KEY, next.id)
  } catch {
    /* not remembered, but done */
  }
}

/** A link that was pasted into the open page: one that names no language leaves the one that is on. */
export function followLanguage(fragment: string): void {
  const linkLanguage = languageIn(fragment)
  if (linkLanguage) void putOn(linkLanguage)
}

/** A room's link, with the language that is on. */
export const inLanguage = (fragment: string): string => withLanguage(fragment, language(), usual())

/** The language that is on, for components. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language)
