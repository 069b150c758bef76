import type { Fault } from './protocol'

export interface WorkerDoor<Message> {
  readonly send: (message: Message) => void
  /** Ends the worker, and starts another in its place. */
  readonly restart: () => void
  readonly end: () => void
}

/** A file of the worker's program that does not come is told without a word, or, of one that it loads itself, in the browser's own. */
const isMissing = ({ message }: Partial<ErrorEvent>) => !message || /dynamically imported module|importing a module script failed/i.test(message)

/**
 * A worker as the page speaks to it.
 *
 * @param start starts one; it is a function because another may have to take its place
 * @param failed hears of one that could not be loaded, or threw
 */
export function openDoor<Message>(start: () => Worker, hear: (event: MessageEvent) => void, failed: (fault: Fault) => void): WorkerDoor<Message> {
  const begin = () => {
    const worker = start()
    worker.onmessage = hear
    worker.onerror = (event) => {
      event.preventDefault()
      failed(isMissing(event) ? { code: 'worker-unreachable', details: {} } : { code: 'worker', details: { message: event.message } })
    }
    return worker
  }
  let worker = begin()
  return {
    send: (message) => { worker.postMessage(message) },
    restart: () => {
      worker.terminate()
      worker = begin()
    },
    end: () => { worker.terminate() },
  }
}
