import { createStore } from 'zustand/vanilla'
import { type Entry, LIMITS, type OwnCourse } from '../course/own-course'

/** The course that is being made. It stays while the page is open. */
export const draft = createStore<OwnCourse>()(() => ({ title: '', entries: [] }))

export const setTitle = (title: string): void => {
  draft.setState({ title: Array.from(title).slice(0, LIMITS.title).join('') })
}

/** Adds an entry at the end, while there is room for one. */
export const addEntry = (entry: Entry): void => {
  draft.setState(({ entries }) => ({ entries: entries.length < LIMITS.entries ? [...entries, entry] : entries }))
}

export const changeEntry = (index: number, change: { readonly title?: string; readonly text?: string }): void => {
  draft.setState(({ entries }) => {
    const entry = entries[index]
    return { entries: entry ? entries.with(index, { ...entry, ...change }) : entries }
  })
}

export const removeEntry = (index: number): void => {
  draft.setState(({ entries }) => ({ entries: entries.filter((_, i) => i !== index) }))
}

/** Moves an entry by one place, up (−1) or down (1). */
export const moveEntry = (index: number, by: -1 | 1): void => {
  draft.setState(({ entries }) => {
    const [entry, other] = [entries[index], entries[index + by]]
    return { entries: entry && other ? entries.with(index, other).with(index + by, entry) : entries }
  })
}
