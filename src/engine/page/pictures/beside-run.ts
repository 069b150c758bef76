import type { AskAnswers, FromAsk, Question } from '../../protocol/ask'
import type { AskLook, FromLook, LookRequest } from '../../protocol/look'
import type { Fault, FromEngine } from '../../protocol/pictures'
import { askLost, createAsks } from './asks'
import { createLooks, lookLost } from './looks'

/**
 * What is asked beside the run that is open: looks at its steps, and answers to states of the page's own.
 *
 * @param send to the worker
 * @param load the number of the newest load, whose network is asked
 */
export function createBesideRun(send: (message: AskLook | AskAnswers) => void, load: () => number) {
  const looks = createLooks(send)
  const asks = createAsks(send)
  return {
    ask: {
      look: (of: LookRequest) => looks.ask(of, load()),
      ask: (question: Question, signal?: AbortSignal) => asks.ask(question, load(), signal),
    },
    hear: (message: FromEngine | FromLook | FromAsk) => {
      looks.hear(message)
      asks.hear(message)
    },
    /** The run is another now. */
    dropLooks: looks.drop,
    /** The network is another now. */
    drop: () => {
      looks.drop()
      asks.drop()
    },
    /** No answer can come any more. */
    fail: (fault: Fault) => {
      looks.fail(fault)
      asks.fail(fault)
    },
    /** Another worker takes the place of this one. */
    lose: () => {
      looks.fail(lookLost)
      asks.fail(askLost)
    },
  }
}
