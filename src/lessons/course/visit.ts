import { createStore, type StoreApi } from 'zustand/vanilla'
import { guide } from '../../shell/guide'
import { hideForLesson } from '../../shell/hidden'
import { addPageNotice } from '../../shell/page-notices'
import { writePagePair } from '../../shell/page-pairs'
import type { Rooms } from '../../shell/rooms'
import { partsFor } from '../../walk/link-parts'
import type { Place } from './course'
import type { Lesson, Step } from '../lesson'
import { lessonText } from './lesson-link'
import { markTaken } from './taken'

/** A lesson that is open, and where in it the visitor is: a step, or after the last one its end. */
export interface OpenLesson {
  readonly place: Place
  readonly lesson: Lesson
  readonly step: number
  /** The link named a step beyond the end. */
  readonly isBeyond?: boolean
}

export interface Visit {
  readonly open: OpenLesson | undefined
  /** The lesson that is on its way. */
  readonly loading: Place | undefined
}

export interface LessonVisit {
  readonly store: StoreApi<Visit>
  /**
   * Opens a lesson at a step, in the place of one that is open.
   * @param state what the room shows, in the place of the step's preset
   */
  readonly begin: (place: Place, step?: number, state?: string) => Promise<void>
  /** Goes to another step of the open lesson; beyond its steps stands its end. */
  readonly go: (step: number) => void
  /** Sets the room as the step begins. */
  readonly setUp: () => void
  /** Ends the lesson: the page is as it was before. */
  readonly leave: () => void
}

/** The step that is shown; undefined at the end. */
export const stepOf = ({ lesson, step }: OpenLesson): Step | undefined => lesson.steps[step]

/** @param Card what leads through the lesson, in the room's panel */
export function createVisit(rooms: Rooms, Card: () => React.ReactNode): LessonVisit {
  const store = createStore<Visit>()(() => ({ open: undefined, loading: undefined }))
  /** The link to what the page showed before the lesson. */
  let before: string | undefined
  let latest = 0
  const show = (link: string) => {
    const attempt = ++latest
    const loading = partsFor(link)
    const go = () => {
      if (attempt === latest) rooms.show(link)
    }
    if (!loading) go()
    return loading?.then(go)
  }
  const enter = (open: OpenLesson, state?: string) => {
    const step = stepOf(open)
    store.setState({ open, loading: undefined })
    hideForLesson(step?.hide ?? open.lesson.steps.at(-1)?.hide ?? [])
    guide.setState({ Card, withControls: step?.controls ?? false })
    writePagePair('lesson', lessonText(open.place.id, open.step))
    if (!step) markTaken(open.place.id)
    return step && show(state ?? step.preset)
  }
  return {
    store,
    begin: async (place, step = 0, state) => {
      before ??= rooms.link()
      store.setState({ loading: place })
      try {
        const lesson = await place.load()
        if (store.getState().loading !== place) return // another was chosen meanwhile
        const end = lesson.steps.length
        await enter({ place, lesson, step: Math.min(step, end), ...(step > end && { isBeyond: true }) }, state)
      } catch {
        store.setState({ loading: undefined })
        addPageNotice({ kind: 'noLesson' })
      }
    },
    go: (step) => {
      const { open } = store.getState()
      if (!open || step < 0 || step > open.lesson.steps.length || step === open.step) return
      void enter({ place: open.place, lesson: open.lesson, step })
    },
    setUp: () => {
      const { open } = store.getState()
      const step = open && stepOf(open)
      if (step) void show(step.preset)
    },
    leave: () => {
      store.setState({ open: undefined, loading: undefined })
      guide.setState({ Card: undefined, withControls: true })
      hideForLesson([])
      writePagePair('lesson', undefined)
      void show(before ?? '')
      before = undefined
    },
  }
}
