import type { Answered, AskAnswers, FromAsk, Question } from '../../protocol/ask'
import type { FromLook } from '../../protocol/look'
import type { Fault, FromEngine } from '../../protocol/pictures'

export const askLost: Fault = { code: 'ask-lost', details: {} }

interface PendingQuestion {
  readonly message: AskAnswers
  readonly settle: (answered: Answered) => void
}

/**
 * Questions to the network outside any run. One is with the worker at a time and the others wait here in their order, so that a
 * step of the run that plays never waits for more than one.
 *
 * @param send to the worker
 */
export function createAsks(send: (message: AskAnswers) => void) {
  let lastId = 0
  let underWay: PendingQuestion | undefined
  let waiting: readonly PendingQuestion[] = []
  const sendNext = () => {
    if (underWay) return
    ;[underWay, ...waiting] = waiting
    if (underWay) send(underWay.message)
  }
  const settleAll = (answered: Answered) => {
    const all = underWay ? [underWay, ...waiting] : waiting
    underWay = undefined
    waiting = []
    for (const { settle } of all) settle(answered)
  }
  return {
    /**
     * @param load number of the load whose network is asked
     * @param signal cancels it: it is dropped at once, and what the worker says of it goes unheard
     */
    ask: (question: Question, load: number, signal?: AbortSignal): Promise<Answered> =>
      new Promise((resolve) => {
        if (signal?.aborted) {
          resolve({ status: 'dropped' })
          return
        }
        lastId += 1
        const cancel = () => {
          waiting = waiting.filter((other) => other !== one)
          resolve({ status: 'dropped' })
        }
        const settle = (answered: Answered) => {
          signal?.removeEventListener('abort', cancel)
          resolve(answered)
        }
        const one: PendingQuestion = { message: { kind: 'ask', id: lastId, load, ...question }, settle }
        signal?.addEventListener('abort', cancel, { once: true })
        waiting = [...waiting, one]
        sendNext()
      }),
    hear: (message: FromEngine | FromLook | FromAsk) => {
      if (message.kind === 'lost') settleAll({ status: 'failed', fault: askLost })
      if (message.kind !== 'answered' || message.id !== underWay?.message.id) return // of a network that has been replaced
      const { settle } = underWay
      underWay = undefined
      sendNext()
      settle(message.answered)
    },
    /** The network is another now. */
    drop: () => {
      settleAll({ status: 'dropped' })
    },
    /** No answer can come any more. */
    fail: (fault: Fault) => {
      settleAll({ status: 'failed', fault })
    },
  }
}
