import { isMissing, saysMissing } from '../protocol/missing'
import type { Fault } from '../protocol/pictures'

/** A file of the worker's program could not be fetched. */
const unreachable: Fault = { code: 'worker-unreachable', details: {} }

export interface WorkerDoor<Message> {
  readonly send: (message: Message) => void
  /** Ends the worker and starts another in its place. */
  readonly restart: () => void
  readonly end: () => void
}

/**
 * A worker to which the page sends messages.
 *
 * @param start starts a worker; it is a function because another worker may have to take the first one's place
 * @param hear receives the worker's messages
 * @param failed is called if the worker could not be loaded, or threw
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
      const { message } = event as Partial<ErrorEvent> // there is none if the worker's first file could not be fetched
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
