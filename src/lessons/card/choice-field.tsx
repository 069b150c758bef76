import { useId } from 'react'
import { Words } from '../../ui/words'
import { lessonsText } from '../../i18n/lessons'
import type { GuessFieldProps } from './guess-props'
import type { ChoiceQuestion } from '../question/question'
import styles from './question.module.css'

/** One of a few sentences. After the answer the right one is marked. */
export function ChoiceField({
  question,
  words,
  guess,
  truth,
  disabled,
  onGuess,
}: Omit<GuessFieldProps, 'question'> & { question: ChoiceQuestion }) {
  const name = useId()
  return (
    <fieldset className={styles.options} disabled={disabled}>
      <legend className="visually-hidden">{lessonsText.question.choose}</legend>
      {question.options.map((option) => (
        <label key={option} data-truth-here={truth === option || undefined}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={guess === option}
            onChange={() => {
              onGuess(option)
            }}
          />
          <span>
            <Words passive>{words.question?.options?.[option] ?? option}</Words>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
