import { type Missing, saysMissing } from '../protocol/missing'

/** What a worker does with a message. */
interface Worker<Message> {
  readonly hear: (message: Message) => void
}

/**
 * Loads a worker from an entry file that has nothing to share. WebKit evaluates the entry a second time when a chunk that
 * is loaded later imports from it, and the second copy, which has no network, would take the messages: code and state of
 * the worker are in a module that is imported, which there is once. Messages that come before it is there wait for it,
 * in their order; that it cannot be fetched is told in a message, and of any other fault the page's `onerror` hears.
 */
export function startWorker<Message>(load: () => Promise<Worker<Message>>): void {
  const worker = load()
  worker.catch(() => undefined) // told below, to whoever sends a message; none may have come yet
  self.onmessage = ({ data }: MessageEvent<Message>) => {
    worker
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
