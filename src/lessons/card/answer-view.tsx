import { useEffect, useRef } from 'react'
import { faultText } from '../../i18n'
import type { StepWords } from '../../i18n/en/lessons/form'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { CheckIcon, CloseIcon } from '../../ui/icons'
import { Words } from '../../ui/words'
import type { Answer, Failure } from '../course/answers'
import { useCourse } from '../course/context'
import { isRight, usualInstead, temptationOf } from '../question/judge'
import type { Guess, Question } from '../question/question'
import styles from './question.module.css'

interface AnswerProps {
  place: string
  question: Question
  words: StepWords
  answer: Answer
  /** The visitor wants to answer again; what they have said stays to be changed. */
  onAgain: () => void
}

function failureText(why: Failure): string {
  const text = lessonsText.question
  if (why === 'stopped') return text.stopped
  if (why === 'nothing') return text.nothing
  return text.failed(faultText(why.code, why.details))
}

/** A guess or a truth as the page writes it; of a sketch nothing, it is drawn. */
function valueText(question: Question, words: StepWords, value: Guess): string | undefined {
  const text = lessonsText.question
  switch (question.kind) {
    case 'choice':
      return words.question?.options?.[String(value)]
    case 'picture':
      return text.picture(Number(value) + 1)
    case 'moment':
      return text.moment(Number(value))
    case 'number': {
      const decimals = Math.max(0, Math.ceil(-Math.log10(question.step)))
      if (question.percent) return text.percent(Number(value), Math.max(0, decimals - 2))
      return text.number(Number(Number(value).toFixed(decimals)), words.question?.unit ?? '')
    }
    case 'curve':
      return undefined
  }
}

/** What the visitor said against what was measured, and for a wrong guess why it is tempting. */
function Verdict({ question, words, answer }: Omit<AnswerProps, 'place' | 'onAgain'>) {
  if (answer.status !== 'measured') return null
  const text = lessonsText.question
  const { guess, measured: measurement } = answer
  const right = isRight(question, guess, measurement.truth)
  const tempting = words.question?.tempting
  const reason = tempting?.[temptationOf(question, guess, measurement.truth)] ?? tempting?.['any']
  const usual = usualInstead(question, measurement.truth)
  const [was, yours] = [valueText(question, words, measurement.truth), valueText(question, words, guess)]
  return (
    <div
      className={styles.verdict}
      data-right={right}
      data-truth={JSON.stringify(measurement.truth)}
      data-figures={JSON.stringify(measurement.figures)}
    >
      <p className={styles.mark}>
        {right ? <CheckIcon /> : <CloseIcon />}
        {right ? text.right : text.wrong}{' '}
        {!right && question.kind !== 'choice' && was !== undefined && yours !== undefined && text.was(was, yours)}
      </p>
      {!right && reason && (
        <p>
          <strong>{text.tempting}. </strong>
          <Words>{reason}</Words>
        </p>
      )}
      {usual !== undefined && was !== undefined && <p>{text.unusual(was, words.question?.options?.[usual] ?? '')}</p>}
      <p>
        <strong>{text.measured}. </strong>
        <Words>{measurement.reveal()}</Words>
      </p>
    </div>
  )
}

/** Under a question that was answered: how far the measurement is, what came of it, and the ways to answer again. */
export function AnswerView({ place, question, words, answer, onAgain }: AnswerProps) {
  const { answers } = useCourse()
  const text = lessonsText.question
  const element = useRef<HTMLDivElement>(null)
  const { status } = answer
  useEffect(() => {
    element.current?.focus({ preventScroll: true }) // the button that was pressed is gone: keys go on from here
  }, [])
  useEffect(() => {
    if (status !== 'measuring') element.current?.scrollIntoView({ block: 'nearest' })
  }, [status])
  const again = () => {
    onAgain()
    answers.forget(place)
  }
  return (
    <div ref={element} className={styles.answer} aria-live="polite" tabIndex={-1}>
      {answer.status === 'measuring' && (
        <>
          <p>
            {text.measuring} {answer.share > 0 && text.share(answer.share)}
          </p>
          <progress value={answer.share > 0 ? answer.share : undefined} max={1} aria-label={text.measuring} />
          <Button name={text.stop} onPress={answers.stop} />
        </>
      )}
      {answer.status === 'failed' && (
        <>
          <p role="alert">{failureText(answer.why)}</p>
          <div className={styles.buttons}>
            <Button
              name={text.retry}
              onPress={() => {
                answers.commit(place, question, answer.guess)
              }}
            />
            <Button kind="quiet" name={text.another} explain={text.anotherExplain} onPress={again} />
          </div>
        </>
      )}
      {answer.status === 'measured' && (
        <>
          <Verdict question={question} words={words} answer={answer} />
          <Button kind="quiet" name={text.another} explain={text.anotherExplain} onPress={again} />
        </>
      )}
    </div>
  )
}
