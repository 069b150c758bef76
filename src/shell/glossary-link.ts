import { saysLanguage } from './language-link'
import { allPairs } from './link-pairs'

/** Where a link opens the glossary ("#glossary", "#t=300&glossary=eta"), if it does. */
export function glossaryOf(fragment: string): { readonly at?: string } | undefined {
  const pair = allPairs(fragment).find(([name]) => name === 'glossary')
  return pair && (pair[1] ? { at: pair[1] } : {})
}

/** Whether a link says something of a room, beside the glossary and the language. */
export const saysMore = (fragment: string): boolean =>
  allPairs(fragment).some((pair) => pair[0] !== 'glossary' && !saysLanguage(pair))

/** The fragment without its word of the glossary. */
export const withoutGlossary = (fragment: string): string => {
  const rest = fragment
    .replace(/^#/, '')
    .split('&')
    .filter((part) => !/^glossary(=|$)/.test(part))
    .join('&')
  return rest && `#${rest}`
}
