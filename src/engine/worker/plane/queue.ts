import type { ToPlane } from '../../protocol/plane'

/** Messages that take long and can wait: a message on which a frame depends is handled first. */
const patient: ReadonlySet<ToPlane['kind']> = new Set(['sample', 'frames', 'likelihood'])
/** Messages that change what later messages mean: none may overtake them, in either direction. */
const barriers: ReadonlySet<ToPlane['kind']> = new Set(['open', 'points', 'learn'])

/** Removes the message to handle next from those that wait, oldest first. @returns undefined if none waits */
export function takeNext(waiting: ToPlane[]): ToPlane | undefined {
  const barrier = waiting.findIndex(({ kind }) => barriers.has(kind))
  const eligible = barrier < 0 ? waiting : waiting.slice(0, barrier)
  const urgent = eligible.findIndex(({ kind }) => !patient.has(kind))
  return waiting.splice(Math.max(urgent, 0), 1)[0]
}

/** One channel for all turns: a channel made for a single turn can be garbage-collected before its message arrives, and the worker would stall. */
const channel = new MessageChannel()
const turns: (() => void)[] = []
channel.port1.onmessage = () => {
  turns.shift()?.()
}

/** Lets the worker receive the messages that have arrived. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    turns.push(resolve)
    channel.port2.postMessage(null)
  })
}

const isQuestion = (message: ToPlane | undefined, id: number): boolean =>
  message !== undefined && 'id' in message && message.id === id

interface Queue {
  readonly add: (message: ToPlane) => void
  /** Drops the question if it waits; if it is being answered, `isWanted` is false from then on. */
  readonly cancel: (id: number) => void
  /** Whether the question that is being answered is still wanted; messages that have arrived are received first. */
  readonly isWanted: () => Promise<boolean>
}

/**
 * Handles messages one at a time and, while none waits, does the work that there is.
 *
 * @param handle handles one message; it never rejects
 * @param work does some work and resolves to whether there is more; it never rejects
 */
export function startQueue(handle: (message: ToPlane) => Promise<void>, work: () => Promise<boolean>): Queue {
  const waiting: ToPlane[] = []
  let current: ToPlane | undefined
  let unwanted = false
  let busy = false
  const attend = async () => {
    if (busy) return
    busy = true
    for (let more = true; waiting.length > 0 || more;) {
      current = takeNext(waiting)
      unwanted = false
      if (current) {
        await handle(current)
        more = true // a message may be what there is work for
      } else more = await work()
      await turn()
    }
    busy = false
  }
  return {
    add: (message) => {
      waiting.push(message)
      void attend()
    },
    cancel: (id) => {
      const at = waiting.findIndex((message) => isQuestion(message, id))
      if (at >= 0) waiting.splice(at, 1)
      else if (isQuestion(current, id)) unwanted = true
    },
    isWanted: async () => {
      await turn()
      return !unwanted
    },
  }
}
