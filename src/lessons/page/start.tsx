import { useStore } from 'zustand'
import { lessonsText } from '../../i18n/lessons'
import { closeLessons, lessonList, openLessons } from '../../shell/guide'
import { pagePair } from '../../shell/page-pairs'
import { addPageNotice } from '../../shell/page-notices'
import type { Rooms } from '../../shell/rooms'
import type { Player as PlanePlayer } from '../../plane/player'
import type { Player } from '../../walk/run/player'
import { createAnswers } from '../course/answers'
import { CourseContext, type CourseParts } from '../course/context'
import { LessonCard } from '../card/lesson-card'
import { asideEngine } from '../instruments/aside-engine'
import { planeInstrument } from '../instruments/plane-instrument'
import { walkInstrument } from '../instruments/walk-instrument'
import { lessonIn, setsRoom } from '../course/lesson-link'
import { LessonList } from '../list/lesson-list'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { type Chapter, chapterAt, chapterOf } from '../course/chapter'
import { courseIn } from '../course/course-link'
import { NoCourse } from '../course/own-course'
import { createVisit, type LessonVisit } from '../course/visit'

/** The rooms' players, where the rooms have been opened. */
export interface Players {
  readonly walk: () => Player | undefined
  readonly plane: () => PlanePlayer | undefined
}

/** The course, of which there is one in the page. */
export interface Course {
  /** Opens the lesson that a link names; one that names none ends the lesson that is open. @returns when the room has been told */
  readonly follow: (fragment: string) => Promise<void>
  /** The list of lessons, shown while it is wanted. */
  readonly List: () => React.ReactNode
}

const opened = <Value,>(value: Value | undefined): Value => {
  if (value === undefined) throw new NothingToMeasure()
  return value
}

const instrumentsOf = (players: Players) => (signal: AbortSignal, progress: (share: number) => void) => ({
  signal,
  progress,
  get walk() {
    return walkInstrument(opened(players.walk()), signal, progress)
  },
  get plane() {
    return planeInstrument(opened(players.plane()), signal, progress)
  },
})

/** Follows the course that a link carries. @returns the entry at which the link opens it; the list is opened where it names none */
function followCourse(visit: LessonVisit, fragment: string): Chapter | undefined {
  try {
    const link = courseIn(fragment)
    if (!link) return undefined
    visit.follow(link.course)
    const chapter = link.at === undefined ? undefined : chapterAt(link.course, link.at)
    if (!chapter) openLessons()
    return chapter
  } catch (error) {
    if (!(error instanceof NoCourse)) throw error
    addPageNotice({ kind: 'link', sentences: () => [lessonsText.own.faults.link] })
    return undefined
  }
}

/** Starts the course; called once, when a lesson or the list is first wanted. */
export function startCourse(rooms: Rooms, players: Players): Course {
  const answers = createAnswers(instrumentsOf(players))
  const visit = createVisit(rooms, () => (
    <CourseContext value={parts}>
      <LessonCard />
    </CourseContext>
  ))
  visit.store.subscribe(({ open }, before) => {
    if (!open && before.open) asideEngine.end()
  })
  const parts: CourseParts = {
    visit,
    answers,
    openList: (open = true) => {
      if (open) openLessons()
      else closeLessons()
    },
    walkPlayer: players.walk,
    currentLink: () => rooms.link(),
  }
  function List() {
    const unknown = useStore(lessonList, (state) => state.unknown)
    return (
      <CourseContext value={parts}>
        <LessonList unknown={unknown} onClose={closeLessons} />
      </CourseContext>
    )
  }
  return {
    List,
    follow: async (fragment) => {
      const link = lessonIn(fragment)
      if (!link && pagePair(fragment, 'course') === undefined) {
        visit.follow(undefined)
        visit.end()
      }
      const atEntry = followCourse(visit, fragment)
      if (pagePair(fragment, 'present') === 'on') visit.present(true)
      const state = setsRoom(fragment) ? fragment : undefined
      if (link?.kind === 'unknown') openLessons(link.name)
      else if (atEntry) await visit.begin(atEntry, link?.step, state)
      else if (link) await visit.begin(chapterOf(link.place), link.step, state)
    },
  }
}
