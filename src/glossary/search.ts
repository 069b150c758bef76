import { glossaryText, type TermId } from '../i18n/glossary'
import { entries, sections } from './entries'

/** Letters as they are typed: x0 for x₀, alpha for what is named so, without accents and case. */
const typed = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const everything = (id: TermId): string => {
  const { name, plain, exact } = glossaryText.terms[id]
  const { symbol, formula, source } = entries[id]
  return typed([id.replaceAll('-', ' '), symbol, name, plain, exact, ...formula, source].join('\n'))
}

/** The sections with what has every word that is looked for; all of them where nothing is. */
export function search(
  words: string,
): readonly { readonly id: (typeof sections)[number]['id']; readonly terms: readonly TermId[] }[] {
  const wanted = typed(words).split(/\s+/).filter(Boolean)
  return sections
    .map(({ id, entries: of }) => ({
      id,
      terms: (Object.keys(of) as TermId[]).filter((term) => wanted.every((word) => everything(term).includes(word))),
    }))
    .filter(({ terms }) => terms.length > 0)
}
