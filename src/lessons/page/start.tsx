import { useStore } from 'zustand'
import { closeLessons, lessonList, openLessons } from '../../shell/guide'
import type { Rooms } from '../../shell/rooms'
import type { Player as PlanePlayer } from '../../plane/player'
import type { Player } from '../../walk/run/player'
import { createAnswers } from '../course/answers'
import { CourseContext, type CourseParts } from '../card/context'
import { LessonCard } from '../card/lesson-card'
import { planeInstrument } from '../instruments/plane-instrument'
import { walkInstrument } from '../instruments/walk-instrument'
import { lessonIn, setsRoom } from '../course/lesson-link'
import { LessonList } from '../list/lesson-list'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { createVisit } from '../course/visit'

/** The rooms' players, where the rooms have been opened. */
export interface Players {
  readonly walk: () => Player | undefined
  readonly plane: () => PlanePlayer | undefined
}

/** The course, of which there is one in the page. */
export interface Course {
  /** Opens the lesson that a link names, and does nothing where it names none. @returns when the room has been told */
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

/** Starts the course; called once, when a lesson or the list is first wanted. */
export function startCourse(rooms: Rooms, players: Players): Course {
  const answers = createAnswers(instrumentsOf(players))
  const visit = createVisit(rooms, () => (
    <CourseContext value={parts}>
      <LessonCard />
    </CourseContext>
  ))
  const parts: CourseParts = {
    visit,
    answers,
    openList: () => {
      openLessons()
    },
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
      if (!link) return
      if (link.kind === 'unknown') openLessons(link.name)
      else await visit.begin(link.place, link.step, setsRoom(fragment) ? fragment : undefined)
    },
  }
}
