import type { StoreApi } from 'zustand/vanilla'
import { Unanswered } from '../../walk/ask/answers'

/**
 * Waits until a store says so. @param isDone may throw, which rejects
 * @throws Unanswered where the signal aborts
 */
export function until<State>(
  store: StoreApi<State>,
  isDone: (state: State) => boolean,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      unsubscribe()
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    const onAbort = () => {
      end(() => {
        reject(new Unanswered(undefined))
      })
    }
    const look = (state: State) => {
      try {
        if (isDone(state)) end(resolve)
      } catch (error) {
        end(() => {
          reject(error instanceof Error ? error : new Error(String(error)))
        })
      }
    }
    const unsubscribe = store.subscribe(look)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) onAbort()
    else look(store.getState())
  })
}
