import { Unanswered } from './answers'

/** What is pending of the engine: a network, its classifier, a reading, or the end of a walk; one at a time. */
export function onePending() {
  let pending: { readonly resolve: () => void; readonly reject: (error: Unanswered) => void } | undefined
  let hasEnded = false
  return {
    hasEnded: () => hasEnded,
    /** From now on nothing is answered. */
    end: () => {
      hasEnded = true
      pending?.reject(new Unanswered(undefined))
    },
    isDone: () => {
      pending?.resolve()
    },
    fail: (error: Unanswered) => {
      pending?.reject(error)
    },
    until: (begin: () => void) =>
      new Promise<void>((resolve, reject) => {
        pending = { resolve, reject }
        if (hasEnded) reject(new Unanswered(undefined))
        else begin()
      }),
  }
}

export type Pending = ReturnType<typeof onePending>
