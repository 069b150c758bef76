import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { Formulas } from '../../glossary/formula-view'
import { lessonsText } from '../../i18n/lessons'
import { isForThePage } from '../../shell/keys'
import { later } from '../../shell/lazy'
import { letterKeys } from '../../shell/letter-keys'
import { Button } from '../../ui/button'
import { Words } from '../../ui/words'
import type { Step } from '../lesson'
import { type OpenLesson, stepOf } from '../course/visit'
import { useCourse } from '../course/context'
import { LessonEnd } from './lesson-end'
import { QuestionView } from './question-view'
import styles from './lesson-card.module.css'

const Presenter = later<{ since: number }>(() => import('../presenter/presenter').then((module) => module.Presenter))

/** Keys of a lesson: a clicker's two, and two for keyboards without them. */
const NEXT = ['PageDown', '.']
const BACK = ['PageUp', ',']

function useLessonKeys({ step }: OpenLesson): void {
  const { visit } = useCourse()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isOfSlider = event.target instanceof Element && event.target.closest('[role="slider"], input') !== null
      if (!isForThePage(event) || isOfSlider || (event.key.length === 1 && !letterKeys.getState().on)) return
      const by = NEXT.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0
      if (by === 0) return
      event.preventDefault()
      visit.go(step + by)
    }
    document.addEventListener('keydown', onKey, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
    }
  }, [visit, step])
}

/** The heading has the focus at each new step, so that keys and screen readers go on from there. */
function StepTitle({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    heading.current?.closest('[data-part="panel"]')?.scrollTo({ top: 0 })
    heading.current?.closest('section')?.scrollTo({ top: 0 })
    heading.current?.closest('section')?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <h2 ref={heading} tabIndex={-1} className={styles.title}>
      <Words>{children}</Words>
    </h2>
  )
}

function StepBody({ open: { chapter }, step }: { open: OpenLesson; step: Step }) {
  const words = chapter.words().steps[step.id]
  if (!words) throw new Error(`The step “${step.id}” has no words.`)
  return (
    <>
      <StepTitle>{words.title}</StepTitle>
      {words.text.map((paragraph) => (
        <p key={paragraph}>
          <Words>{paragraph}</Words>
        </p>
      ))}
      {step.formulas && <Formulas formulas={step.formulas} />}
      {step.question && (
        <QuestionView place={`${chapter.id ?? ''}/${step.id}`} question={step.question} words={words} />
      )}
    </>
  )
}

/** Where in the lesson the visitor is: a dot for each step, of which each leads there. */
function Place({ open }: { open: OpenLesson }) {
  const { visit } = useCourse()
  const words = lessonsText.card
  const { steps } = open.lesson
  return (
    <ol className={styles.dots}>
      {[...steps, undefined].map((step, i) => {
        const name = step ? words.step(i + 1, steps.length) : words.end
        return (
          <li key={step?.id ?? 'end'}>
            <button
              type="button"
              aria-label={name}
              title={name}
              aria-current={i === open.step ? 'step' : undefined}
              onClick={() => {
                visit.go(i)
              }}
            />
          </li>
        )
      })}
    </ol>
  )
}

function Ways({ open }: { open: OpenLesson }) {
  const { visit } = useCourse()
  const words = lessonsText.card
  const isEnd = stepOf(open) === undefined
  return (
    <div className={styles.ways}>
      {open.step > 0 && (
        <Button
          name={words.back}
          explain={words.backExplain}
          keyHint=","
          onPress={() => {
            visit.go(open.step - 1)
          }}
        />
      )}
      {!isEnd && (
        <span className={styles.next}>
          <Button
            kind="primary"
            name={words.next}
            explain={words.nextExplain}
            keyHint="."
            onPress={() => {
              visit.go(open.step + 1)
            }}
          />
        </span>
      )}
    </div>
  )
}

function Foot({ open }: { open: OpenLesson }) {
  const { visit, openList } = useCourse()
  const words = lessonsText.card
  const { present, presentExplain } = lessonsText.presenter
  return (
    <div className={styles.foot}>
      {stepOf(open) && <Button kind="quiet" name={words.setUp} explain={words.setUpExplain} onPress={visit.setUp} />}
      <Button
        kind="quiet"
        name={words.list}
        onPress={() => {
          openList()
        }}
      />
      <Button
        kind="quiet"
        name={present}
        explain={presentExplain}
        onPress={() => {
          visit.present(true)
        }}
      />
      <Button kind="quiet" name={words.leave} explain={words.leaveExplain} onPress={visit.leave} />
    </div>
  )
}

function Card({ open }: { open: OpenLesson }) {
  const { visit } = useCourse()
  const { id = 'own' } = open.chapter
  const step = stepOf(open)
  const { title } = open.chapter.words()
  const words = lessonsText
  const since = useStore(visit.store, (state) => state.presentedSince)
  useLessonKeys(open)
  return (
    <section className={styles.card} aria-label={words.card.name(title)} data-lesson={id} data-step={step?.id ?? 'end'}>
      <div className={styles.head}>
        <p className={styles.lesson}>{title}</p>
        <Place open={open} />
      </div>
      <div key={step?.id ?? 'end'} className={styles.body}>
        {step ? (
          <StepBody open={open} step={step} />
        ) : (
          <>
            <StepTitle>{words.card.end}</StepTitle>
            {open.isBeyond && <p role="status">{words.faults.beyond(title, open.lesson.steps.length)}</p>}
            <LessonEnd open={open} />
          </>
        )}
      </div>
      <Ways open={open} />
      {since === undefined ? <Foot open={open} /> : <Presenter since={since} />}
    </section>
  )
}

/** The lesson that is open, in a room's panel. */
export function LessonCard() {
  const { visit } = useCourse()
  const open = useStore(visit.store, (state) => state.open)
  return open ? <Card open={open} /> : null
}
