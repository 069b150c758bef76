import { isMissing, saysMissing } from '../protocol/missing'
import type { Fault } from '../protocol/pictures'

/** A file of the worker's program did not come. */
const unreachable: Fault = { code: 'worker-unreachable', details: {} }

export interface WorkerDoor<Message> {
  readonly send: (message: Message) => void
  /** Ends the worker, and starts another in its place. */
  readonly restart: () => void
  readonly end: () => void
}

/**
 * A worker as the page speaks to it.
 *
 * @param start starts one; it is a function because another may have to take its place
 * @param failed hears of one that could not be loaded, or threw
 */
export function openDoor<Message>(
  start: () => Worker,
  hear: (event: MessageEvent) => void,
  failed: (fault: Fault) => void,
): WorkerDoor<Message> {
  const begin = () => {
    const worker = start()
    worker.onmessage = (event: MessageEvent) => {
      if (isMissing(event.data)) failed(unreachable)
      else hear(event)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      const { message } = event as Partial<ErrorEvent> // none where its first file did not come
      failed(!message || saysMissing(message) ? unreachable : { code: 'worker', details: { message } })
    }
    return worker
  }
  let worker = begin()
  return {
    send: (message) => {
      worker.postMessage(message)
    },
    restart: () => {
      worker.terminate()
      worker = begin()
    },
    end: () => {
      worker.terminate()
    },
  }
}
