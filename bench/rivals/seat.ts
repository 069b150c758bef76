import type { Entry } from './contestants/contestant'
import type { Answer, Ask } from './worker'

/** A contestant's worker. */
export interface Seat {
  readonly entry: Entry
  /** Sends one message and waits for its answer; a worker that does not answer has failed. */
  readonly ask: (message: Ask) => Promise<Answer>
  /** Frees what the contestant holds, and ends the worker. */
  readonly leave: () => Promise<void>
}

/** Longer than any pass on a software GPU. */
const PATIENCE_S = 300
const LEAVING_S = 2

export function seat(entry: Entry): Seat {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const failed = (message: string): Answer => ({ kind: 'failed', message })
  const ask = (message: Ask, patience = PATIENCE_S) =>
    new Promise<Answer>((resolve) => {
      const timer = setTimeout(() => {
        resolve(failed(`it did not answer within ${patience} s`))
      }, 1000 * patience)
      const settle = (answer: Answer) => {
        clearTimeout(timer)
        resolve(answer)
      }
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        settle(data)
      }
      worker.onerror = ({ message: why }) => {
        settle(failed(why || 'its worker did not start'))
      }
      worker.postMessage(message)
    })
  return {
    entry,
    ask,
    leave: async () => {
      await ask({ kind: 'end' }, LEAVING_S)
      worker.terminate()
    },
  }
}

/** The milliseconds that a worker answers with. @throws Error with its reason, if it fails */
export async function times(seated: Seat, message: Ask): Promise<readonly number[]> {
  const answer = await seated.ask(message)
  if (answer.kind !== 'times') throw new Error(answer.kind === 'failed' ? answer.message : 'it gave no times')
  return answer.ms
}
