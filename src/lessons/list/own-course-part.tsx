import { useStore } from 'zustand'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { draft } from '../builder/draft'
import { useCourse } from '../course/context'
import { chapterAt } from '../course/chapter'
import { lecture, lectureMinutes } from '../course/lecture'
import styles from './lesson-list.module.css'

/** The entries of the course that the visitor follows; without one the lecture that the page brings. */
export function OwnCoursePart({ onClose, onBuild }: { onClose: () => void; onBuild: () => void }) {
  const { visit } = useCourse()
  const course = useStore(visit.store, (state) => state.course)
  const words = lessonsText.own
  if (!course)
    return (
      <p className={styles.lecture}>
        {words.lectureOffer(words.lecture, lectureMinutes())}
        <Button
          kind="quiet"
          name={words.lectureBegin}
          onPress={() => {
            const lectureCourse = lecture()
            const first = chapterAt(lectureCourse, 0)
            visit.follow(lectureCourse)
            onClose()
            if (first) void visit.begin(first)
          }}
        />
      </p>
    )
  return (
    <section>
      <h3 className={styles.part}>{words.following(course.title || words.untitled)}</h3>
      <ol className={styles.entries}>
        {course.entries.map((_, i) => {
          const chapter = chapterAt(course, i)
          if (!chapter) return null
          const { title } = chapter.words()
          return (
            <li key={i}>
              <span>{title}</span>
              <Button
                kind="quiet"
                name={words.begin(title)}
                icon={words.beginShort}
                onPress={() => {
                  onClose()
                  void visit.begin(chapter)
                }}
              />
            </li>
          )
        })}
      </ol>
      <Button
        kind="quiet"
        name={words.change}
        onPress={() => {
          draft.setState(course, true)
          onBuild()
        }}
      />
      <Button
        kind="quiet"
        name={words.leaveCourse}
        onPress={() => {
          visit.follow(undefined)
        }}
      />
    </section>
  )
}
