import type { AskAnswers, FromAsk, Question } from '../../protocol/ask'
import type { AskLook, FromLook, LookRequest } from '../../protocol/look'
import type { Fault, FromEngine } from '../../protocol/pictures'
import { watchSteps } from '../step-watch'
import { askLost, createAsks } from './asks'
import { createLooks, lookLost } from './looks'

interface Engine {
  readonly send: (message: AskLook | AskAnswers) => void
  /** The number of the newest load, whose network is asked. */
  readonly load: () => number
  /** How many seconds the engine may be silent while it is asked something. */
  readonly patience: () => number
  /** It was silent for longer. */
  readonly onLate: (fault: Fault) => void
}

/** Watches the engine as long as it owes an answer. */
function watchAnswers({ patience, onLate }: Engine) {
  const watch = watchSteps(onLate)
  let owed = 0
  return {
    signOfLife: watch.signOfLife,
    of: <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      owed += 1
      watch.start(patience())
      return answer.finally(() => {
        owed -= 1
        if (owed === 0) watch.stop()
      })
    },
  }
}

/** What is asked beside the run that is open: looks at its steps, and answers to states of the page's own. */
export function createBesideRun(engine: Engine) {
  const looks = createLooks(engine.send)
  const asks = createAsks(engine.send)
  const watch = watchAnswers(engine)
  return {
    ask: {
      look: (of: LookRequest) => watch.of(looks.ask(of, engine.load())),
      ask: (question: Question, signal?: AbortSignal) => watch.of(asks.ask(question, engine.load(), signal)),
    },
    /** Hears every message; says whether it answers something that was asked here, and is of nobody else. */
    hear: (message: FromEngine | FromLook | FromAsk): message is FromLook | FromAsk => {
      watch.signOfLife()
      looks.hear(message)
      asks.hear(message)
      return message.kind === 'looked' || message.kind === 'answered'
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
