import type { Level } from '../../diffusion'
import { type Answers, askField, type Field } from './field'
import { asksNetwork, type FieldQuestion, questionOf, type Wanted } from './field-question'
import { createLatest } from './latest'

/** Nodes along a side. On a slow machine, the coarse lattice is computed while the playhead moves, and the fine one when it rests. */
const FINE = 97
const COARSE = 49
/** The longest time for a fine field, in milliseconds; on a slower machine a coarse one is computed first. */
const PATIENCE = 60
/** How long the playhead must rest, in milliseconds, before a fine field may occupy a slow engine. */
const REST = 200
/** An engine that computes frames without a pause has them to itself for so many times as long as the last field took. */
const KEEPS = 4

/** What decides a field: its question, the points, and the weights of the network. */
export interface FieldSubject extends Wanted {
  readonly at: Level
  readonly half: number
  /** 0 if there is no network; otherwise it grows as the network learns. */
  readonly learned: number
  /** The number of the set of points: a new set has a new number. */
  readonly version: number
}

interface FieldRequest {
  readonly question: FieldQuestion
  readonly learned: boolean
}

/** Asks for the latest field, and knows from when on frames can spare the engine for another. */
function createAsking(answers: Answers, changed: (field: Field | undefined) => void) {
  let isSlow = false
  let spareFrom = 0
  const latest = createLatest(
    ({ question, learned }: FieldRequest) => {
      spareFrom = Infinity // until it is answered
      return askField(answers, question, learned)
    },
    (field: Field) => {
      if (field.question.n === FINE) isSlow = field.ms > PATIENCE
      spareFrom = performance.now() + KEEPS * field.ms
      changed(field)
    },
    () => {
      spareFrom = 0
      changed(undefined)
    },
  )
  return { latest, isSlow: () => isSlow, isSpare: () => performance.now() >= spareFrom }
}

/** The question of a subject, and a name that changes only with its answer. */
function named(subject: FieldSubject, n: number): FieldRequest & { readonly name: string } {
  const { at, half, version } = subject
  const question = questionOf(subject, at, { n, half })
  const learned = subject.learned > 0
  const name = JSON.stringify([question, asksNetwork(question, learned) ? subject.learned : 0, version])
  return { name, question, learned }
}

/** Keeps the field up to date: asks when its subject changes, one question at a time, and always the latest. */
export function createFieldLayer(answers: Answers, changed: (field: Field | undefined) => void) {
  const asking = createAsking(answers, changed)
  let wantedName = ''
  let fineTimer: ReturnType<typeof setTimeout> | undefined
  const want = (subject: FieldSubject, n: number): void => {
    const { name, ...request } = named(subject, n)
    asking.latest.want(name, request)
  }
  return {
    /** @param isHurried whether the engine computes frames without a pause: then the field follows them now and then */
    want: (next: FieldSubject, isHurried = false) => {
      const name = `${named(next, FINE).name} ${isHurried}`
      if (name === wantedName) return
      clearTimeout(fineTimer)
      if (isHurried && !asking.isSpare()) return
      wantedName = name
      want(next, asking.isSlow() ? COARSE : FINE)
      if (asking.isSlow() && !isHurried)
        fineTimer = setTimeout(() => {
          want(next, FINE)
        }, REST)
    },
    end: () => {
      clearTimeout(fineTimer)
      asking.latest.end()
    },
  }
}
