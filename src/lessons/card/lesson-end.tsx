import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { Words } from '../../ui/words'
import { nextPlace } from '../course/course'
import type { OpenLesson } from '../course/visit'
import { useCourse } from './context'
import { wordsOf } from './lesson-words'
import styles from './lesson-card.module.css'

/** The end of a lesson: what one can do now, where the picture misleads, sources, and what comes next. */
export function LessonEnd({ open }: { open: OpenLesson }) {
  const { visit } = useCourse()
  const { id } = open.place
  const words = lessonsText.card
  const { after, misleads } = wordsOf(id)
  const next = nextPlace(id)
  return (
    <>
      <h3>{words.learned}</h3>
      <p>
        <Words>{after}</Words>
      </p>
      <h3>{words.misleads}</h3>
      <p>
        <Words>{misleads}</Words>
      </p>
      <h3>{words.sources}</h3>
      <ul className={styles.sources}>
        {open.lesson.sources.map(({ text, href }) => (
          <li key={text}>
            <a href={href} target="_blank" rel="noreferrer">
              {text}
            </a>
          </li>
        ))}
      </ul>
      {next && (
        <Button
          kind="primary"
          name={words.nextLesson(wordsOf(next.id).title)}
          onPress={() => {
            void visit.begin(next)
          }}
        />
      )}
    </>
  )
}
