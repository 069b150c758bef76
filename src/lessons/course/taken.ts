import { createStore } from 'zustand/vanilla'
import { LESSONS, type LessonId } from '../lesson'

const KEY = 'lessons-taken'

interface Taken {
  readonly ids: readonly LessonId[]
  /** False where the browser stores nothing. */
  readonly isKept: boolean
}

function read(): Taken {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    const ids = Array.isArray(stored) ? LESSONS.filter((id) => stored.includes(id)) : []
    return { ids, isKept: true }
  } catch {
    return { ids: [], isKept: false } // a private window without storage, or a text that is not ours
  }
}

/** Which lessons were taken to their end, on this machine. */
export const takenLessons = createStore<Taken>()(read)

/** A lesson was taken to its end. Where the browser stores nothing, the page remembers it until it is closed. */
export function markTaken(id: LessonId): void {
  const ids = [...new Set([...takenLessons.getState().ids, id])]
  try {
    localStorage.setItem(KEY, JSON.stringify(ids))
    takenLessons.setState({ ids, isKept: true })
  } catch {
    takenLessons.setState({ ids, isKept: false }) // denied or full
  }
}
