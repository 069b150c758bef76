import type { ToPlane } from '../../protocol/plane'

/** What takes long and is waited for with patience: whatever a run shows goes before. */
const patient: ReadonlySet<ToPlane['kind']> = new Set(['sample', 'frames', 'likelihood'])
/** What others are about: nothing that was asked later goes before it, nothing earlier after. */
const barriers: ReadonlySet<ToPlane['kind']> = new Set(['open', 'points', 'learn'])

/** Takes the next message to handle out of those that wait, oldest first; undefined if there is none. */
export function takeNext(waiting: ToPlane[]): ToPlane | undefined {
  const barrier = waiting.findIndex(({ kind }) => barriers.has(kind))
  const reach = barrier < 0 ? waiting : waiting.slice(0, barrier)
  const urgent = reach.findIndex(({ kind }) => !patient.has(kind))
  return waiting.splice(Math.max(urgent, 0), 1)[0]
}

/** One channel for good: one that is made for a single turn can be collected before its message is heard, and all stands still. */
const channel = new MessageChannel()
const turns: (() => void)[] = []
channel.port1.onmessage = () => {
  turns.shift()?.()
}

/** Lets messages that have come be heard. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    turns.push(resolve)
    channel.port2.postMessage(null)
  })
}

const isQuestion = (message: ToPlane | undefined, id: number): boolean =>
  message !== undefined && 'id' in message && message.id === id

export interface Queue {
  readonly add: (message: ToPlane) => void
  /** What waits is forgotten; what is being answered is no longer wanted. */
  readonly cancel: (id: number) => void
  /** Whether the question that is being answered is wanted still; what has come meanwhile is heard first. */
  readonly wanted: () => Promise<boolean>
}

/**
 * Handles messages one at a time, and works in between when none waits, for as long as there is work.
 *
 * @param handle never rejects.
 * @param work some of it; resolves to whether there is more. Never rejects.
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
      if (current) await handle(current)
      else more = await work()
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
    wanted: async () => {
      await turn()
      return !unwanted
    },
  }
}
