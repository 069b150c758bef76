import type { Entry } from './contestants/contestant'
import type { Answer, Ask } from './worker'

/** A contestant's worker. */
export interface Seat {
  readonly entry: Entry
  /** Sends one message and waits for its answer; a worker that does not answer has failed. */
  readonly ask: (message: Ask) => Promise<Answer>
  readonly leave: () => void
}

/** Longer than any pass on a software GPU. */
const PATIENCE_S = 300

export function seat(entry: Entry): Seat {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  const failed = (message: string): Answer => ({ kind: 'failed', message })
  const ask = (message: Ask) =>
    new Promise<Answer>((resolve) => {
      const patience = setTimeout(() => {
        resolve(failed(`it did not answer within ${PATIENCE_S} s`))
      }, 1000 * PATIENCE_S)
      const settle = (answer: Answer) => {
        clearTimeout(patience)
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
    leave: () => {
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
