import { createStore } from 'zustand/vanilla'
import { allPairs, encode, type Pair } from './link-pairs'

// What a link says of the page as a whole, whichever room it opens: the lesson, how the page is presented, what it hides.

/** Names in a link that no room reads. */
const PAGE_NAMES = ['lesson', 'course', 'present', 'hide', 'embed'] as const
type PageName = (typeof PAGE_NAMES)[number]

/** Older links of the plane give the share of hidden classes by this name and a number; today its name is “drop”. */
const isShareOfClasses = ([name, text]: Pair): boolean => name === 'hide' && /^[\d.]+$/.test(text)

/** Whether a pair of a link belongs to the page and not to a room. */
export const saysPage = (pair: Pair): boolean => PAGE_NAMES.some((name) => name === pair[0]) && !isShareOfClasses(pair)

/** What a link says of the page by one name; undefined where it says nothing. */
export const pagePair = (fragment: string, name: PageName): string | undefined =>
  allPairs(fragment).find((pair) => pair[0] === name && saysPage(pair))?.[1]

/** What the address says at present, by name. Whoever owns a name writes it here, and the address follows. */
export const pagePairs = createStore<Readonly<Partial<Record<PageName, string | undefined>>>>()(() => ({}))

/** Writes one name of the address; undefined takes it out. */
export const writePagePair = (name: PageName, text: string | undefined): void => {
  pagePairs.setState({ [name]: text })
}

/** A room's link, with what the address says of the page, or with what it is to say. */
export function withPagePairs(fragment: string, state = pagePairs.getState()): string {
  const pairs = PAGE_NAMES.flatMap((name) => {
    const text = state[name]
    return text === undefined ? [] : [`${name}=${encode(text)}`]
  })
  if (pairs.length === 0) return fragment
  return `${fragment === '' ? '#' : `${fragment}&`}${pairs.join('&')}`
}
