import { pagePair, pagePairs } from './page-pairs'

const NAMES = ['hide', 'embed'] as const

/**
 * Follows what a link hides of the page, for a whole visit. What reads it is loaded where there is something to read or to undo.
 * @returns a promise that never fails, where something is loaded; without it the page shows everything
 */
export function followPage(fragment: string): Promise<void> | undefined {
  const before = pagePairs.getState()
  const isNeeded = NAMES.some((name) => before[name] !== undefined || pagePair(fragment, name) !== undefined)
  if (!isNeeded) return undefined
  return import('./hide-link').then(
    ({ hideBy }) => {
      hideBy(fragment)
    },
    () => undefined,
  )
}
