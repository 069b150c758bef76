import { useStore } from 'zustand'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { draft } from '../builder/draft'
import { useCourse } from '../course/context'
import { chapterAt } from '../course/chapter'
import styles from './lesson-list.module.css'

/** The entries of the course that the visitor follows, if there is one. */
export function OwnCoursePart({ onClose, onBuild }: { onClose: () => void; onBuild: () => void }) {
  const { visit } = useCourse()
  const course = useStore(visit.store, (state) => state.course)
  const words = lessonsText.own
  if (!course) return null
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
