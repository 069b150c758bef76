import type { Level } from '../../diffusion'
import { type Answers, askField, type Field } from './field'
import { type FieldQuestion, questionOf, type Wanted } from './field-question'
import { createLatest } from './latest'

/** Nodes a side. The coarse lattice is asked while a slow machine's playhead moves, the fine one when it rests. */
const FINE = 97
const COARSE = 49
/** What a fine field may take, in milliseconds, before coarse ones are asked first. */
const PATIENCE = 60
/** How long a playhead rests, in milliseconds, before a fine field may hold up the engine. */
const REST = 200

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
  let named = ''
  let finer: ReturnType<typeof setTimeout> | undefined
  const latest = createLatest(
    ({ question, learned }: { question: FieldQuestion; learned: boolean }) => askField(answers, question, learned),
    (field: Field) => {
      if (field.question.n === FINE) slow = field.ms > PATIENCE
      changed(field)
    },
    () => {
      changed(undefined)
    },
  )
  const want = (of: FieldSubject, n: number): void => {
    const { at, half, learned, version } = of
    const question = questionOf(of, at, { n, half })
    latest.want(JSON.stringify([question, learned, version]), { question, learned: learned > 0 })
  }
  return {
    want: (next: FieldSubject) => {
      const name = JSON.stringify([questionOf(next, next.at, { n: FINE, half: next.half }), next.learned, next.version])
      if (name === named) return
      named = name
      clearTimeout(finer)
      want(next, slow ? COARSE : FINE)
      if (slow)
        finer = setTimeout(() => {
          want(next, FINE)
        }, REST)
    },
    end: () => {
      clearTimeout(finer)
      latest.end()
    },
  }
}
