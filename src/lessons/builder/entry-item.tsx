import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { wordsOf } from '../course/chapter'
import { type Entry, LIMITS } from '../course/own-course'
import { changeEntry, moveEntry, removeEntry } from './draft'
import styles from './course-builder.module.css'

interface EntryProps {
  entry: Entry
  index: number
  count: number
}

function Moves({ index, count }: Pick<EntryProps, 'index' | 'count'>) {
  const words = lessonsText.own
  const number = index + 1
  return (
    <div className={styles.moves}>
      <Button
        kind="quiet"
        name={words.up(number)}
        icon={words.upShort}
        disabled={index === 0}
        onPress={() => {
          moveEntry(index, -1)
        }}
      />
      <Button
        kind="quiet"
        name={words.down(number)}
        icon={words.downShort}
        disabled={index === count - 1}
        onPress={() => {
          moveEntry(index, 1)
        }}
      />
      <Button
        kind="quiet"
        name={words.remove(number)}
        icon={words.removeShort}
        onPress={() => {
          removeEntry(index)
        }}
      />
    </div>
  )
}

/** An entry of the course that is being made: its title, for a state its words, and its place. */
export function EntryItem({ entry, index, count }: EntryProps) {
  const words = lessonsText.own
  const lessonTitle = entry.kind === 'lesson' ? wordsOf(entry.id).title : ''
  return (
    <li className={styles.entry}>
      <p className={styles.hint}>{entry.kind === 'lesson' ? words.lesson(lessonTitle) : words.state}</p>
      <input
        aria-label={words.entryTitle(index + 1)}
        placeholder={lessonTitle}
        value={entry.title}
        maxLength={LIMITS.title}
        onChange={(event) => {
          changeEntry(index, { title: event.currentTarget.value })
        }}
      />
      {entry.kind === 'state' && (
        <textarea
          aria-label={words.entryText(index + 1)}
          placeholder={words.textHint}
          rows={2}
          value={entry.text}
          maxLength={LIMITS.text}
          onChange={(event) => {
            changeEntry(index, { text: event.currentTarget.value })
          }}
        />
      )}
      <Moves index={index} count={count} />
    </li>
  )
}
