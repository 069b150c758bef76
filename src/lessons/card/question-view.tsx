import { useState } from 'react'
import { useStore } from 'zustand'
import type { StepWords } from '../../i18n/en/lessons/form'
import { lessonsText } from '../../i18n/lessons'
import { Button } from '../../ui/button'
import { Words } from '../../ui/words'
import { useCourse } from '../course/context'
import { AnswerView } from './answer-view'
import { GuessField } from './guess-field'
import type { Guess, Question } from '../question/question'
import styles from './question.module.css'

interface QuestionViewProps {
  /** Where it stands: "noise/mix". */
  place: string
  question: Question
  words: StepWords
}

/** A number and a moment have a value from the start, with which the visitor may agree; the others have to be chosen. */
const startOf = (question: Question): Guess | undefined =>
  question.kind === 'number' ? question.min : question.kind === 'moment' ? 0 : undefined

/** A question: the visitor commits to a prediction, then it is measured here, and shown. */
export function QuestionView({ place, question, words }: QuestionViewProps) {
  const { answers } = useCourse()
  const answer = useStore(answers.store, (all) => all[place])
  const [guess, setGuess] = useState<Guess | undefined>(() => startOf(question))
  const text = lessonsText.question
  const shownGuess = answer?.guess ?? guess
  return (
    <div className={styles.question} role="group" aria-label={text.predict}>
      <p className={styles.predict}>{text.predict}</p>
      <p className={styles.ask}>
        <Words>{words.question?.ask ?? ''}</Words>
      </p>
      <div className={styles.guess}>
        <GuessField
          question={question}
          words={words}
          guess={shownGuess}
          truth={answer?.status === 'measured' ? answer.measured.truth : undefined}
          disabled={answer !== undefined}
          onGuess={setGuess}
        />
      </div>
      {answer ? (
        <AnswerView
          place={place}
          question={question}
          words={words}
          answer={answer}
          onAgain={() => {
            setGuess(answer.guess)
          }}
        />
      ) : (
        <Button
          kind="primary"
          name={text.commit}
          explain={text.commitExplain}
          disabled={guess === undefined}
          onPress={() => {
            if (guess !== undefined) answers.commit(place, question, guess)
          }}
        />
      )}
    </div>
  )
}
