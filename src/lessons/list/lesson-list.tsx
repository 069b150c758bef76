import { useState } from 'react'
import { useStore } from 'zustand'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { CheckIcon } from '../../ui/icons'
import { Words } from '../../ui/words'
import { later } from '../../shell/lazy'
import { useCourse } from '../course/context'
import { chapterOf, wordsOf } from '../course/chapter'
import { COURSE, type Place } from '../course/course'
import { ExerciseSheet, type SheetId, SHEETS } from '../exercises'
import { PARTS } from '../lesson'
import { takenLessons } from '../course/taken'
import { OwnCoursePart } from './own-course-part'
import styles from './lesson-list.module.css'

const CourseBuilder = later<{ onClose: () => void }>(() =>
  import('../builder/course-builder').then((module) => module.CourseBuilder),
)

const TeacherPage = later<{ place: Place; onClose: () => void }>(() =>
  import('../teacher/teacher-page').then((module) => module.TeacherPage),
)

/** What can be opened in the place of the list. */
type View =
  | { readonly kind: 'builder' }
  | { readonly kind: 'teacher'; readonly place: Place }
  | { readonly kind: 'exercises'; readonly sheet: SheetId }

function Over({ view, onClose }: { view: View; onClose: () => void }) {
  switch (view.kind) {
    case 'builder':
      return <CourseBuilder onClose={onClose} />
    case 'teacher':
      return <TeacherPage place={view.place} onClose={onClose} />
    case 'exercises':
      return <ExerciseSheet sheet={view.sheet} onClose={onClose} />
  }
}

interface LessonListProps {
  /** A link named a lesson that is not there. */
  unknown: string | undefined
  onClose: () => void
}

interface ItemProps {
  place: Place
  number: number
  onOpen: (view: View) => void
  onClose: () => void
}

function LessonItem({ place, number, onOpen, onClose }: ItemProps) {
  const sheet = SHEETS.find((id) => id === place.id)
  const { visit } = useCourse()
  const isTaken = useStore(takenLessons, ({ ids }) => ids.includes(place.id))
  const isOpen = useStore(visit.store, ({ open }) => open?.chapter.id === place.id)
  const words = lessonsText
  const { title, summary, before, after } = wordsOf(place.id)
  return (
    <li className={styles.lesson} data-lesson={place.id}>
      <h4>{words.number(number, title)}</h4>
      <p className={styles.facts}>
        {words.minutes(place.minutes)} · {words.levels[place.level]}
        {isTaken && (
          <>
            {' '}
            ·{' '}
            <span className={styles.taken}>
              <CheckIcon /> {words.done}
            </span>
          </>
        )}
      </p>
      <p>{summary}</p>
      <dl>
        <dt>{words.before}</dt>
        <dd>
          <Words>{before}</Words>
        </dd>
        <dt>{words.after}</dt>
        <dd>
          <Words>{after}</Words>
        </dd>
      </dl>
      <div className={styles.ways}>
        <Button
          name={isOpen ? words.goOn : isTaken ? words.again : words.begin}
          onPress={() => {
            onClose()
            if (!isOpen) void visit.begin(chapterOf(place))
          }}
        />
        <Button
          kind="quiet"
          name={words.teacher.open}
          explain={words.teacher.openExplain}
          onPress={() => {
            onOpen({ kind: 'teacher', place })
          }}
        />
        {sheet && (
          <Button
            kind="quiet"
            name={words.card.exercises}
            onPress={() => {
              onOpen({ kind: 'exercises', sheet })
            }}
          />
        )}
      </div>
    </li>
  )
}

/** The course: its lessons by parts, each with what it takes and what it gives. */
export function LessonList({ unknown, onClose }: LessonListProps) {
  const words = lessonsText
  const isKept = useStore(takenLessons, (state) => state.isKept)
  const parts = PARTS.map((part) => ({ part, places: COURSE.filter((place) => place.part === part) }))
  const [view, setView] = useState<View>()
  const build = () => {
    setView({ kind: 'builder' })
  }
  if (view)
    return (
      <Over
        view={view}
        onClose={() => {
          setView(undefined)
        }}
      />
    )
  return (
    <Dialog title={words.title} close={words.close} open wide onClose={onClose}>
      {unknown !== undefined && <p role="alert">{words.faults.unknown(unknown)}</p>}
      <p className={styles.intro}>{words.intro}</p>
      {!isKept && <p className={styles.intro}>{words.notKept}</p>}
      <OwnCoursePart onClose={onClose} onBuild={build} />
      {parts
        .filter(({ places }) => places.length > 0)
        .map(({ part, places }) => (
          <section key={part}>
            <h3 className={styles.part}>{words.parts[part]}</h3>
            <ul className={styles.lessons}>
              {places.map((place) => (
                <LessonItem
                  key={place.id}
                  place={place}
                  number={COURSE.indexOf(place) + 1}
                  onOpen={setView}
                  onClose={onClose}
                />
              ))}
            </ul>
          </section>
        ))}
      <div className={styles.teachers}>
        <Button name={words.own.open} explain={words.own.openExplain} onPress={build} />
      </div>
    </Dialog>
  )
}
