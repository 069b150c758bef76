import { type Missing, saysMissing } from '../protocol/missing'

/** A worker's program. */
interface Program<Message> {
  readonly hear: (message: Message) => void
}

/**
 * Loads a worker's program from an entry file that exports nothing. WebKit evaluates the entry a second time when a chunk that
 * is loaded later imports from it, and that second copy, which has no network, would receive the messages. So the worker's
 * code and state are in a module that the entry imports, and that is evaluated once. Messages that arrive before the module
 * wait for it, in their order. If it cannot be fetched, a message tells the page; any other fault reaches the page's `onerror`.
 */
export function startWorker<Message>(load: () => Promise<Program<Message>>): void {
  const program = load()
  program.catch(() => undefined) // the handler below reports it, when the first message arrives
  self.onmessage = ({ data }: MessageEvent<Message>) => {
    program
      .then(({ hear }) => {
        hear(data)
      })
      .catch((error: unknown) => {
        if (error instanceof Error && saysMissing(error.message))
          self.postMessage({ kind: 'missing' } satisfies Missing)
        else self.reportError(error)
      })
  }
}
