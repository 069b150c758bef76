import { problem, type Problem } from '../problem'
import type { ReadPoints } from '../read-points'
import type { AsData } from './choose'
import { openPoints } from './open-points'

/** The message to the worker: the file to read. */
export interface Asked {
  readonly file: Blob
  readonly name: string
  readonly seed: number
  readonly asData: AsData
}
/** The messages from the worker: shares of the file, 0 to 1, and at last the result. */
export type Answered = { readonly share: number } | { readonly result: ReadPoints | Problem }

const answer = (message: Answered) => {
  self.postMessage(message)
}

// The worker loads no code later, so its entry may hold code of its own.
self.onmessage = ({ data: { file, name, seed, asData } }: MessageEvent<Asked>) => {
  let reportedShare = 0
  const onShare = (share: number) => {
    if (share - reportedShare < 0.01) return
    reportedShare = share
    answer({ share })
  }
  openPoints(file, name, { seed, asData, onShare })
    .catch(() => problem('unreadable', { found: name }))
    .then(
      (result) => {
        answer({ result })
      },
      (error: unknown) => {
        self.reportError(error)
      },
    )
}
