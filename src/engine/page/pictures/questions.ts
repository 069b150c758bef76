import type { EngineMemory, FromEngine, Reading, ToEngine, Unread } from '../../protocol/pictures'

/** Questions of one kind: the worker answers them in the order in which they were sent. */
function inOrder<Answer>() {
  const waiting: { readonly send: () => void; readonly resolve: (answer: Answer) => void }[] = []
  return {
    ask: (send: () => void) =>
      new Promise<Answer>((resolve) => {
        waiting.push({ send, resolve })
        send()
      }),
    askAgain: () => {
      for (const { send } of waiting) send()
    },
    answered: (answer: Answer) => {
      waiting.shift()?.resolve(answer)
    },
  }
}

/** The questions that the page asks the picture engine, and their answers. */
export function createQuestions(send: (message: ToEngine) => void) {
  const memory = inOrder<EngineMemory>()
  const storedHashes = inOrder<readonly string[]>()
  const reading = inOrder<Reading | undefined>()
  return {
    ask: {
      memory: () =>
        memory.ask(() => {
          send({ kind: 'memory' })
        }),
      keptHashes: (hashes: readonly string[], forget: readonly string[] = []) =>
        storedHashes.ask(() => {
          send({ kind: 'kept', hashes, forget })
        }),
      read: (of: Unread) =>
        reading.ask(() => {
          send({ kind: 'read', of })
        }),
    },
    answered: (message: Extract<FromEngine, { readonly kind: 'memory' | 'kept' | 'reading' }>) => {
      if (message.kind === 'memory') memory.answered(message.memory)
      else if (message.kind === 'kept') storedHashes.answered(message.keptHashes)
      else reading.answered(message.reading ?? undefined)
    },
    /** Sends every unanswered question once more, to a new worker. */
    askAgain: () => {
      for (const kind of [memory, storedHashes, reading]) kind.askAgain()
    },
  }
}
