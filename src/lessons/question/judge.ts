import type { Guess, Question } from './question'

/** The mean distance of a sketch from the truth. Both are heights at the same points. */
const meanDistance = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, height, i) => sum + Math.abs(height - (b[i] ?? NaN)), 0) / a.length

const heights = (guess: Guess): readonly number[] => (typeof guess === 'object' ? guess : [])

/** Whether a guess is right, within what its question allows. */
export function isRight(question: Question, guess: Guess, truth: Guess): boolean {
  switch (question.kind) {
    case 'choice':
    case 'picture':
      return guess === truth
    case 'number': {
      const allowed = Math.max(question.within ?? 0, (question.share ?? 0) * Math.abs(Number(truth)))
      return Math.abs(Number(guess) - Number(truth)) <= allowed
    }
    case 'moment':
      return Math.abs(Number(guess) - Number(truth)) <= question.within
    case 'curve':
      return meanDistance(heights(guess), heights(truth)) <= question.within
  }
}

/** By which name the words say why a wrong guess is tempting; “any” stands for those that have no sentence of their own. */
export function temptationOf({ kind }: Question, guess: Guess, truth: Guess): string {
  if (kind === 'number' || kind === 'moment') return guess < truth ? 'low' : 'high'
  return kind === 'curve' ? 'any' : String(guess)
}

/** The option that the lesson's words explain, where another was measured: the visitor has changed the walk, or the noise. */
export const usualInstead = (question: Question, truth: Guess): string | undefined =>
  question.kind === 'choice' && truth !== question.usual ? question.usual : undefined
