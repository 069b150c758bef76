import type { Level } from '../../diffusion'
import { type Answers, askField, type Field } from './field'
import { type FieldQuestion, questionOf, type Wanted } from './field-question'
import { createLatest } from './latest'

/** Nodes along a side. On a slow machine, the coarse lattice is computed while the playhead moves, and the fine one when it rests. */
const FINE = 97
const COARSE = 49
/** The longest time for a fine field, in milliseconds; on a slower machine a coarse one is computed first. */
const PATIENCE = 60
/** How long the playhead must rest, in milliseconds, before a fine field may occupy a slow engine. */
const REST = 200

/** What decides a field: its question, the points, and the weights of the network. */
export interface FieldSubject extends Wanted {
  readonly at: Level
  readonly half: number
  /** 0 if there is no network; otherwise it grows as the network learns. */
  readonly learned: number
  /** The number of the set of points: a new set has a new number. */
  readonly version: number
}

/** Keeps the field up to date: asks when its subject changes, one question at a time, and always the latest. */
export function createFieldLayer(answers: Answers, changed: (field: Field | undefined) => void) {
  let isSlow = false
  let wantedName = ''
  let fineTimer: ReturnType<typeof setTimeout> | undefined
  const latest = createLatest(
    ({ question, learned }: { question: FieldQuestion; learned: boolean }) => askField(answers, question, learned),
    (field: Field) => {
      if (field.question.n === FINE) isSlow = field.ms > PATIENCE
      changed(field)
    },
    () => {
      changed(undefined)
    },
  )
  const want = (subject: FieldSubject, n: number): void => {
    const { at, half, learned, version } = subject
    const question = questionOf(subject, at, { n, half })
    latest.want(JSON.stringify([question, learned, version]), { question, learned: learned > 0 })
  }
  return {
    want: (next: FieldSubject) => {
      const name = JSON.stringify([questionOf(next, next.at, { n: FINE, half: next.half }), next.learned, next.version])
      if (name === wantedName) return
      wantedName = name
      clearTimeout(fineTimer)
      want(next, isSlow ? COARSE : FINE)
      if (isSlow)
        fineTimer = setTimeout(() => {
          want(next, FINE)
        }, REST)
    },
    end: () => {
      clearTimeout(fineTimer)
      latest.end()
    },
  }
}
