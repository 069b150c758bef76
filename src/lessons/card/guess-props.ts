import type { StepWords } from '../../i18n/en/lessons/form'
import type { Guess, Question } from '../question/question'

/** What every field for a guess is given. */
export interface GuessFieldProps {
  question: Question
  words: StepWords
  guess: Guess | undefined
  /** What was measured; undefined before. */
  truth: Guess | undefined
  disabled: boolean
  onGuess: (guess: Guess) => void
}
