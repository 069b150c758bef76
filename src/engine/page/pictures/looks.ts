import type { FromAsk } from '../../protocol/ask'
import type { AskLook, FromLook, Looked, LookRequest } from '../../protocol/look'
import type { Fault, FromEngine } from '../../protocol/pictures'

export const lookLost: Fault = { code: 'look-lost', details: {} }

interface Waiting {
  readonly id: number
  readonly resolve: (looked: Looked) => void
}

/** Questions about recorded steps: the newest is answered, and those before it are dropped. @param send to the worker */
export function createLooks(send: (message: AskLook) => void) {
  let lastId = 0
  let waiting: Waiting | undefined
  const settle = (looked: Looked) => {
    waiting?.resolve(looked)
    waiting = undefined
  }
  return {
    /** @param load number of the load whose network is asked */
    ask: (request: LookRequest, load: number): Promise<Looked> => {
      settle({ status: 'dropped' })
      lastId += 1
      return new Promise((resolve) => {
        waiting = { id: lastId, resolve }
        send({ kind: 'look', id: lastId, load, request })
      })
    },
    hear: (message: FromEngine | FromLook | FromAsk) => {
      if (message.kind === 'lost') settle({ status: 'failed', fault: lookLost })
      if (message.kind === 'looked' && message.id === waiting?.id) settle(message.looked) // those before it have been dropped
    },
    /** The run, or the network, is another now. */
    drop: () => {
      settle({ status: 'dropped' })
    },
    /** No answer can come any more. */
    fail: (fault: Fault) => {
      settle({ status: 'failed', fault })
    },
  }
}
