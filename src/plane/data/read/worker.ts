import { problem, type Problem } from '../problem'
import type { ReadPoints } from '../read-points'
import type { AsData } from './choose'
import { openPoints } from './open-points'

/** What the worker is asked for. */
export interface Asked {
  readonly file: Blob
  readonly name: string
  readonly seed: number
  readonly asData: AsData
}
/** What it answers: shares of the file, 0 to 1, and at last what became of it. */
export type Answered = { readonly share: number } | { readonly result: ReadPoints | Problem }

const answer = (message: Answered) => {
  self.postMessage(message)
}

// Nothing of the worker is loaded later, so its entry may hold its code.
self.onmessage = ({ data: { file, name, seed, asData } }: MessageEvent<Asked>) => {
  let told = 0
  const onShare = (share: number) => {
    if (share - told < 0.01) return
    told = share
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
