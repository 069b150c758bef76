import { createStore, type StoreApi } from 'zustand/vanilla'
import { guide } from '../../shell/guide'
import type { Hideable } from '../../shell/hideable'
import { hideForLesson } from '../../shell/hidden'
import { addPageNotice } from '../../shell/page-notices'
import { writePagePair } from '../../shell/page-pairs'
import type { Rooms } from '../../shell/rooms'
import { partsFor } from '../../walk/link-parts'
import type { Lesson, Step } from '../lesson'
import type { Chapter } from './chapter'
import { coursePair } from './course-link'
import { lessonText } from './lesson-link'
import type { OwnCourse } from './own-course'
import { markTaken } from './taken'

/** A lesson that is open, and where in it the visitor is: a step, or after the last one its end. */
export interface OpenLesson {
  readonly chapter: Chapter
  readonly lesson: Lesson
  readonly step: number
  /** The link named a step beyond the end. */
  readonly isBeyond?: boolean
}

export interface Visit {
  readonly open: OpenLesson | undefined
  /** What is on its way. */
  readonly loading: Chapter | undefined
  /** Somebody's own course, if the visitor follows one. */
  readonly course: OwnCourse | undefined
  /** Since when the lesson is presented to a class, in milliseconds since 1970; undefined where it is not. */
  readonly presentedSince: number | undefined
}

export interface LessonVisit {
  readonly store: StoreApi<Visit>
  /**
   * Opens a lesson at a step, in the place of one that is open.
   * @param state what the room shows, in the place of the step's preset
   */
  readonly begin: (chapter: Chapter, step?: number, state?: string) => Promise<void>
  /** Goes to another step of the open lesson; beyond its steps stands its end. */
  readonly go: (step: number) => void
  /** Sets the room as the step begins. */
  readonly setUp: () => void
  /** Ends the lesson: the page is as it was before. */
  readonly leave: () => void
  /** Ends the lesson and leaves the page as it is: a link to something else has been opened. */
  readonly end: () => void
  /** Presents the lesson to a class, or ends that. */
  readonly present: (on: boolean) => void
  /** Follows somebody's own course from now on, or none. */
  readonly follow: (course: OwnCourse | undefined) => void
}

/** The step that is shown; undefined at the end. */
export const stepOf = ({ lesson, step }: OpenLesson): Step | undefined => lesson.steps[step]

/** Parts of the page that a class has no use for. */
const HIDDEN_FROM_CLASS: readonly Hideable[] = ['header', 'settings', 'take', 'foot', 'status']

/** What the step that is shown begins with; undefined at the end, and where no lesson is open. */
const presetOf = ({ open }: Visit): string | undefined => open && stepOf(open)?.preset

/** Hides what the step does not need, and in front of a class what only a visitor needs. */
function hideParts({ open, presentedSince }: Visit): void {
  const ofStep = open && (stepOf(open)?.hide ?? open.lesson.steps.at(-1)?.hide)
  hideForLesson([...(ofStep ?? []), ...(presentedSince === undefined ? [] : HIDDEN_FROM_CLASS)])
}

/** Writes into the address where in the course the visitor is. */
function writePlace({ open, course, presentedSince }: Visit): void {
  writePagePair('lesson', open?.chapter.id && lessonText(open.chapter.id, open.step))
  writePagePair('present', presentedSince === undefined ? undefined : 'on')
  writePagePair('course', course && coursePair(course, open?.chapter.entry))
}

/** Takes the lesson out of the page. */
function close(store: StoreApi<Visit>): void {
  store.setState({ open: undefined, loading: undefined, presentedSince: undefined })
  guide.setState({ Card: undefined, withControls: true })
  hideForLesson([])
}

/** Shows links one after the other; what a link needs is loaded first, and the latest wins. */
function shower(rooms: Rooms) {
  let latest = 0
  return (link: string): Promise<void> | undefined => {
    const attempt = ++latest
    const go = () => {
      if (attempt === latest) rooms.show(link)
    }
    const loading = partsFor(link)
    if (!loading) go()
    return loading?.then(go)
  }
}

/** @param Card what leads through the lesson, in the room's panel */
export function createVisit(rooms: Rooms, Card: () => React.ReactNode): LessonVisit {
  const store = createStore<Visit>()(() => ({
    open: undefined,
    loading: undefined,
    course: undefined,
    presentedSince: undefined,
  }))
  /** The link to what the page showed before the lesson. */
  let before: string | undefined
  const show = shower(rooms)
  store.subscribe(writePlace)
  const enter = (open: OpenLesson, state?: string) => {
    const step = stepOf(open)
    store.setState({ open, loading: undefined })
    hideParts(store.getState())
    guide.setState({ Card, withControls: step?.controls ?? false })
    return step && show(state ?? step.preset)
  }
  return {
    store,
    begin: async (chapter, step = 0, state) => {
      before ??= rooms.link()
      store.setState({ loading: chapter })
      try {
        const lesson = await chapter.load()
        if (store.getState().loading !== chapter) return // another was chosen meanwhile
        const end = lesson.steps.length
        await enter({ chapter, lesson, step: Math.min(step, end), ...(step > end && { isBeyond: true }) }, state)
      } catch {
        store.setState({ loading: undefined })
        addPageNotice({ kind: 'noLesson' })
      }
    },
    go: (step) => {
      const { open } = store.getState()
      if (!open || step < 0 || step > open.lesson.steps.length || step === open.step) return
      if (step === open.lesson.steps.length && open.chapter.id) markTaken(open.chapter.id)
      void enter({ chapter: open.chapter, lesson: open.lesson, step })
    },
    setUp: () => {
      const preset = presetOf(store.getState())
      if (preset) void show(preset)
    },
    leave: () => {
      close(store)
      void show(before ?? '')
      before = undefined
    },
    end: () => {
      close(store)
      before = undefined
    },
    present: (on) => {
      store.setState({ presentedSince: on ? Date.now() : undefined })
      hideParts(store.getState())
    },
    follow: (course) => {
      store.setState({ course })
    },
  }
}
