import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Hideable } from './hideable'
import './hidden.css'

interface Hidden {
  /** What the link hides, for the whole visit. */
  readonly byLink: readonly Hideable[]
  /** What the step of a lesson does not need. */
  readonly byLesson: readonly Hideable[]
}

/** What is hidden at present, and by whom. */
export const hidden = createStore<Hidden>()(() => ({ byLink: [], byLesson: [] }))

/** Writes what is hidden where stylesheets see it: `[data-hide~='panel'] [data-part='panel']` is not displayed (`hidden.css`). */
hidden.subscribe(({ byLink, byLesson }) => {
  document.documentElement.dataset.hide = [...new Set([...byLink, ...byLesson])].join(' ')
})

/** Whether a part is hidden at present, for components. */
export const useIsHidden = (part: Hideable): boolean =>
  useStore(hidden, ({ byLink, byLesson }) => byLink.includes(part) || byLesson.includes(part))

/** Hides what a lesson does not need, in the place of what it hid before. */
export const hideForLesson = (byLesson: readonly Hideable[]): void => {
  hidden.setState({ byLesson })
}
