import { useState } from 'react'
import { useStore } from 'zustand'
import { lessonsText } from '../../i18n/lessons'
import type { LessonWords, StepWords } from '../../i18n/en/lessons/form'
import { pageLink } from '../../shell/page-link'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { Dialog } from '../../ui/dialog'
import { QrCode } from '../../ui/qr-code'
import { wordsOf } from '../course/chapter'
import { useCourse } from '../course/context'
import type { Place } from '../course/course'
import paper from '../exercises/sheet.module.css'
import { HandoutWalk } from './handout-walk'
import styles from './teacher.module.css'

type View = 'notes' | 'handout' | 'answers'

type Steps = readonly (readonly [string, StepWords])[]

function Notes({ steps }: { steps: Steps }) {
  const words = lessonsText.teacher
  return steps.map(([id, { title, question, notes }]) => (
    <section key={id}>
      <h3>{title}</h3>
      {question && (
        <p>
          <strong>{words.ask}: </strong>
          {question.ask}
        </p>
      )}
      <p>{notes}</p>
    </section>
  ))
}

/** The questions of a lesson, with room to answer. */
function Handout({ steps }: { steps: Steps }) {
  const { walkPlayer } = useCourse()
  const words = lessonsText.teacher
  return (
    <>
      <p className={styles.name}>{words.name}</p>
      <HandoutWalk player={walkPlayer()} />
      {steps.map(
        ([id, { title, question }]) =>
          question && (
            <section key={id} className={styles.question}>
              <h3>{title}</h3>
              <p>{question.ask}</p>
              {question.options ? (
                <ul className={styles.options}>
                  {Object.entries(question.options).map(([option, sentence]) => (
                    <li key={option}>{sentence}</li>
                  ))}
                </ul>
              ) : (
                <p className={styles.box}>{question.axes ? words.draw : words.yours}</p>
              )}
              <p className={styles.line}>{words.because}</p>
            </section>
          ),
      )}
    </>
  )
}

const temptingName = (key: string, { options }: { options?: Readonly<Record<string, string>> | undefined }): string => {
  const words = lessonsText.teacher
  if (key === 'low' || key === 'high') return words[key]
  return options?.[key] ?? (/^\d+$/.test(key) ? lessonsText.question.picture(Number(key) + 1) : '')
}

/** What was measured on this machine, and why wrong answers are tempting. */
function Answers({ id, steps }: { id: string; steps: Steps }) {
  const { answers } = useCourse()
  const all = useStore(answers.store)
  const words = lessonsText.teacher
  return steps.map(([step, { title, question }]) => {
    const answer = all[`${id}/${step}`]
    return (
      question && (
        <section key={step}>
          <h3>{title}</h3>
          <p>{question.ask}</p>
          <p>
            <strong>{words.answer}: </strong>
            {answer?.status === 'measured' ? answer.measured.reveal() : words.notMeasured}
          </p>
          <p>{words.tempting}:</p>
          <ul>
            {Object.entries(question.tempting).map(([key, sentence]) => (
              <li key={key}>
                {temptingName(key, question) && <em>{temptingName(key, question)} – </em>}
                {sentence}
              </li>
            ))}
          </ul>
        </section>
      )
    )
  })
}

const stepsOf = ({ steps }: LessonWords): Steps => Object.entries(steps)

/** The teacher's page of a lesson: notes, a handout and a sheet of answers, to be read or printed. */
export function TeacherPage({ place, onClose }: { place: Place; onClose: () => void }) {
  const [view, setView] = useState<View>('notes')
  const words = lessonsText.teacher
  const lesson = wordsOf(place.id)
  const link = pageLink(`#lesson=${place.id}`)
  return (
    <Dialog title={words.title(lesson.title)} close={lessonsText.close} open wide onClose={onClose}>
      <div className={`${paper.page ?? ''} ${styles.page ?? ''}`}>
        <div className={styles.tools}>
          <Choice
            name={words.view}
            value={view}
            options={(['notes', 'handout', 'answers'] as const).map((value) => ({ value, label: words.views[value] }))}
            onChange={setView}
          />
          <Button
            name={words.print}
            onPress={() => {
              window.print()
            }}
          />
        </div>
        <p className={styles.facts}>
          {words.minutes(place.minutes)} · {lesson.summary}
        </p>
        {view === 'notes' && <Notes steps={stepsOf(lesson)} />}
        {view === 'handout' && <Handout steps={stepsOf(lesson)} />}
        {view === 'answers' && <Answers id={place.id} steps={stepsOf(lesson)} />}
        <div className={styles.link}>
          <QrCode text={link} label={words.link} />
          <p>
            {words.link}: {link}
          </p>
        </div>
      </div>
    </Dialog>
  )
}
