import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { Words } from '../../ui/words'
import { useStore } from 'zustand'
import { chapterAfter } from '../course/chapter'
import type { Source } from '../lesson'
import type { OpenLesson } from '../course/visit'
import { useCourse } from '../course/context'
import styles from './lesson-card.module.css'

function Sources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null
  return (
    <>
      <h3>{lessonsText.card.sources}</h3>
      <ul className={styles.sources}>
        {sources.map(({ text, href }) => (
          <li key={text}>
            <a href={href} target="_blank" rel="noreferrer">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The end of a lesson: what one can do now, where the picture misleads, sources, and what comes next. */
export function LessonEnd({ open }: { open: OpenLesson }) {
  const { visit } = useCourse()
  const course = useStore(visit.store, (state) => state.course)
  const words = lessonsText.card
  const { after, misleads } = open.chapter.words()
  const next = chapterAfter(open.chapter, course)
  return (
    <>
      {after && (
        <>
          <h3>{words.learned}</h3>
          <p>
            <Words>{after}</Words>
          </p>
        </>
      )}
      {misleads && (
        <>
          <h3>{words.misleads}</h3>
          <p>
            <Words>{misleads}</Words>
          </p>
        </>
      )}
      <Sources sources={open.lesson.sources} />
      {next && (
        <Button
          kind="primary"
          name={words.nextLesson(next.words().title)}
          onPress={() => {
            void visit.begin(next)
          }}
        />
      )}
    </>
  )
}
