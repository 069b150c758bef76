import { glossaryText, type TermId } from '../i18n/glossary'
import { entries, sections } from './entries'

/** Letters as one types them: x0 for x₀, without accents, in lower case. */
const asTyped = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const searchTextOf = (id: TermId): string => {
  const { name, plain, exact } = glossaryText.terms[id]
  const { symbol, formula, source } = entries[id]
  return asTyped([id.replaceAll('-', ' '), symbol, name, plain, exact, ...formula, source].join('\n'))
}

/** The sections with those entries that contain every word of a query; an empty query finds all. */
export function search(
  query: string,
): readonly { readonly id: (typeof sections)[number]['id']; readonly terms: readonly TermId[] }[] {
  const words = asTyped(query).split(/\s+/).filter(Boolean)
  return sections
    .map(({ id, entries: of }) => ({
      id,
      terms: (Object.keys(of) as TermId[]).filter((term) => words.every((word) => searchTextOf(term).includes(word))),
    }))
    .filter(({ terms }) => terms.length > 0)
}
