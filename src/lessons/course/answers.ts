import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Fault } from '../../engine/protocol/pictures'
import { AnswerFailed } from '../../engine/page/plane/client'
import { Unanswered } from '../../walk/ask/answers'
import type { Instruments } from '../instruments/instruments'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import type { Guess, Measured, Question, ShownPicture } from '../question/question'

/** A visitor's answer to a question, and what was measured. */
export type Answer =
  | { readonly status: 'measuring'; readonly guess: Guess; readonly share: number }
  | { readonly status: 'measured'; readonly guess: Guess; readonly measured: Measured }
  | { readonly status: 'failed'; readonly guess: Guess; readonly why: Failure }

/** Why nothing was measured: a fault of the engine, the visitor stopped it, or there is nothing on the screen. */
export type Failure = Fault | 'stopped' | 'nothing'

const failureOf = (error: unknown): Failure => {
  if (error instanceof NothingToMeasure) return 'nothing'
  if (error instanceof Unanswered) return error.fault ?? 'stopped'
  if (error instanceof AnswerFailed) return error.fault
  if (error instanceof DOMException && error.name === 'AbortError') return 'stopped'
  throw error
}

/** The measurements of an open page, at the places where they were asked for ("noise/mix"). They are forgotten with the page. */
export interface Answers {
  readonly store: StoreApi<Readonly<Record<string, Answer>>>
  /** The visitor commits to a guess: from now on it is measured. */
  readonly commit: (place: string, question: Question, guess: Guess) => void
  readonly stop: () => void
  readonly forget: (place: string) => void
  /** The pictures among which the visitor chooses. @throws what a measurement throws */
  readonly pictures: (
    question: Extract<Question, { kind: 'picture' }>,
    signal: AbortSignal,
  ) => Promise<readonly ShownPicture[] | Failure>
}

/** @param instruments what is measured with, as the page stands */
export function createAnswers(
  instruments: (signal: AbortSignal, progress: (share: number) => void) => Instruments,
): Answers {
  const store: Answers['store'] = createStore(() => ({}))
  let current: AbortController | undefined
  const stop = () => {
    current?.abort()
    current = undefined
  }
  return {
    store,
    stop,
    commit: (place, question, guess) => {
      stop()
      const controller = new AbortController()
      const { signal } = controller
      current = controller
      const put = (answer: Answer) => {
        store.setState({ [place]: answer })
      }
      put({ status: 'measuring', guess, share: 0 })
      const progress = (share: number) => {
        if (current === controller) put({ status: 'measuring', guess, share })
      }
      question.measure(instruments(signal, progress)).then(
        (measurement) => {
          put(
            signal.aborted
              ? { status: 'failed', guess, why: 'stopped' }
              : { status: 'measured', guess, measured: measurement },
          )
        },
        (error: unknown) => {
          put({ status: 'failed', guess, why: failureOf(error) })
        },
      )
    },
    forget: (place) => {
      stop()
      store.setState((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== place)), true)
    },
    pictures: async (question, signal) => {
      try {
        return await question.pictures(instruments(signal, () => undefined))
      } catch (error) {
        return failureOf(error)
      }
    },
  }
}
