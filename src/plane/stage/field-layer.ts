import type { Level } from '../../diffusion'
import type { Answers, Field } from './field'
import { askField } from './field'
import { type FieldQuestion, questionOf, type Wanted } from './field-question'
import { createLatest } from './latest'

/** Nodes a side. The coarse lattice is asked while a slow machine's playhead moves, the fine one when it rests. */
const FINE = 97
const COARSE = 49
/** What a fine field may take before coarse ones are asked first. */
const PATIENCE = 60

/** What a field is of, beyond its question: other points, or a network that has learned on, give another. */
export interface FieldSubject extends Wanted {
  readonly at: Level
  readonly half: number
  /** Whether there is a network, and how far it has learned. */
  readonly learned: number
  /** Counts the sets of points. */
  readonly version: number
}

/** Keeps a field for what is shown: asks whenever that changes, one question at a time, the latest first. */
export function createFieldLayer(answers: Answers, changed: (field: Field | undefined) => void) {
  let slow = false
  let subject: FieldSubject | undefined
  let named = ''
  const latest = createLatest(
    ({ question, learned }: { question: FieldQuestion; learned: boolean }) => askField(answers, question, learned),
    (field: Field) => {
      if (field.question.n === FINE) slow = field.ms > PATIENCE
      changed(field)
      if (subject && field.question.n === COARSE) want(subject, FINE) // where something newer is wanted, that goes first
    },
    () => { changed(undefined) },
  )
  function want(of: FieldSubject, n: number): void {
    const { at, half, learned, version } = of
    const question = questionOf(of, at, { n, half })
    latest.want(JSON.stringify([question, learned, version]), { question, learned: learned > 0 })
  }
  return {
    want: (next: FieldSubject) => {
      const name = JSON.stringify([questionOf(next, next.at, { n: FINE, half: next.half }), next.learned, next.version])
      if (name === named) return
      named = name
      subject = next
      want(next, slow ? COARSE : FINE)
    },
    end: () => { latest.end() },
  }
}
