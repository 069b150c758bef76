import { type ChangeEvent, useState } from 'react'
import { useStore } from 'zustand'
import { lessonsText } from '../../i18n/lessons'
import { copyLink } from '../../shell/use-passing-message'
import { pageLink } from '../../shell/page-link'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { saveFile } from '../../ui/save-file'
import { Select } from '../../ui/select'
import { useCourse } from '../course/context'
import { chapterAt, wordsOf } from '../course/chapter'
import { COURSE } from '../course/course'
import { courseText } from '../course/course-link'
import { LIMITS, type OwnCourse } from '../course/own-course'
import type { LessonId } from '../lesson'
import { noteTexts } from './course-notes'
import { courseFile, openCourseFile } from './course-file'
import { addEntry, draft, setTitle } from './draft'
import { EntryItem } from './entry-item'
import styles from './course-builder.module.css'

/** A link of more signs may be cut by mail programs, and is too much for a QR code that a camera can read. */
const LONG = 2000

function AddBar({ count }: { count: number }) {
  const { currentLink } = useCourse()
  const [chosenId, setChosen] = useState<LessonId>(COURSE[0]?.id ?? 'noise')
  const words = lessonsText.own
  const isFull = count >= LIMITS.entries
  return (
    <div className={styles.bar}>
      <Select
        name={words.choose}
        value={chosenId}
        options={COURSE.map(({ id }, i) => ({ value: id, label: lessonsText.number(i + 1, wordsOf(id).title) }))}
        onChange={setChosen}
      />
      <Button
        name={words.add}
        disabled={isFull}
        onPress={() => {
          addEntry({ kind: 'lesson', id: chosenId, title: '' })
        }}
      />
      <Button
        name={words.addState}
        explain={words.addStateExplain}
        disabled={isFull}
        onPress={() => {
          addEntry({ kind: 'state', title: words.newState(count + 1), text: '', link: currentLink() || '#t=0' })
        }}
      />
      {isFull && <p role="status">{words.full(LIMITS.entries)}</p>}
    </div>
  )
}

/** Opens a course's file. */
function OpenFile({ onSay }: { onSay: (sentences: readonly string[]) => void }) {
  const words = lessonsText.own
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const file = input.files?.[0]
    input.value = ''
    if (!file) return
    const opened = await openCourseFile(file)
    if (opened.status === 'refused') onSay([words.faults[opened.why](file.name)])
    else {
      draft.setState(opened.course, true)
      onSay(noteTexts(opened.notes))
    }
  }
  return (
    <label className={styles.file}>
      {words.openFile}
      <input
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        onChange={(event) => {
          void take(event)
        }}
      />
    </label>
  )
}

function GiveBar({ course, onSay }: { course: OwnCourse; onSay: (sentences: readonly string[]) => void }) {
  const { visit, openList } = useCourse()
  const words = lessonsText.own
  const fragment = `#course=${courseText(course)}`
  const { length } = pageLink(fragment)
  const isEmpty = course.entries.length === 0
  return (
    <>
      {!isEmpty && length > LONG && <p className={styles.hint}>{words.long(length)}</p>}
      <div className={styles.bar}>
        <Button
          kind="primary"
          name={words.copy}
          explain={words.copyExplain}
          disabled={isEmpty}
          onPress={() => {
            void copyLink(fragment).then((sentence) => {
              onSay([sentence])
            })
          }}
        />
        <Button
          name={words.save}
          disabled={isEmpty}
          onPress={() => {
            saveFile(words.file, courseFile(course))
          }}
        />
        <OpenFile onSay={onSay} />
        <Button
          name={words.take}
          explain={words.takeExplain}
          disabled={isEmpty}
          onPress={() => {
            visit.follow(course)
            const first = chapterAt(course, 0)
            if (first) void visit.begin(first)
            openList(false)
          }}
        />
      </div>
    </>
  )
}

/** Where a teacher puts lessons and states into an order. */
export function CourseBuilder({ onClose }: { onClose: () => void }) {
  const course = useStore(draft)
  const [sentences, setSentences] = useState<readonly string[]>([])
  const words = lessonsText.own
  return (
    <Dialog title={words.title} close={lessonsText.close} open wide onClose={onClose}>
      <p className={styles.hint}>{words.intro}</p>
      <label className={styles.field}>
        {words.name}
        <input
          value={course.title}
          onChange={(event) => {
            setTitle(event.currentTarget.value)
          }}
        />
      </label>
      {course.entries.length === 0 && <p>{words.empty}</p>}
      <ol className={styles.entries}>
        {course.entries.map((entry, i) => (
          <EntryItem key={i} entry={entry} index={i} count={course.entries.length} />
        ))}
      </ol>
      <AddBar count={course.entries.length} />
      <GiveBar course={course} onSay={setSentences} />
      <div role="status">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </Dialog>
  )
}
