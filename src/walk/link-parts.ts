/** Of each, which word of a link names it. */
const parts: readonly (readonly [word: string, load: () => Promise<unknown>])[] = [
  ['schedule', () => import('./model/make-schedules')],
  ['branches', () => import('./tree/link-text')],
  ['race=', () => import('./race/link-text')],
]

/** Loads the parts of the page that reading a link needs; the promise never fails. What did not arrive is told to be ignored. */
export function partsFor(fragment: string): Promise<unknown> | undefined {
  const needed = parts.filter(([word]) => fragment.includes(word))
  return needed.length > 0 ? Promise.allSettled(needed.map(([, load]) => load())) : undefined
}
