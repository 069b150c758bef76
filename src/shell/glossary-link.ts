import { saysLanguage } from './language-link'
import { allPairs } from './link-pairs'

/** If a link opens the glossary ("#glossary", "#t=300&glossary=eta"): the term at which it opens. */
export function glossaryOf(fragment: string): { readonly term?: string } | undefined {
  const pair = allPairs(fragment).find(([name]) => name === 'glossary')
  return pair && (pair[1] ? { term: pair[1] } : {})
}

/** Whether a link also sets something in a room: the glossary and the language do not. */
export const saysMore = (fragment: string): boolean =>
  allPairs(fragment).some((pair) => pair[0] !== 'glossary' && !saysLanguage(pair))

/** The fragment without its part for the glossary. */
export const withoutGlossary = (fragment: string): string => {
  const rest = fragment
    .replace(/^#/, '')
    .split('&')
    .filter((part) => !/^glossary(=|$)/.test(part))
    .join('&')
  return rest && `#${rest}`
}
