import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Fault } from '../../engine/protocol/pictures'
import { Unanswered } from './answers'

/** How far a long piece of work has come, outside of components: it goes on while nobody looks. */
interface Work<Result> {
  readonly status: 'idle' | 'running' | 'stopped' | 'done' | 'failed'
  /** What there is of it so far; it stays when the work is stopped or fails. */
  readonly result: Result
  readonly fault?: Fault
}

export interface Job<Result> {
  readonly store: StoreApi<Work<Result>>
  /** Begins anew, and stops what was running before. */
  readonly start: () => void
  readonly stop: () => void
}

/**
 * A long piece of work that asks the network, can be stopped and keeps what it has.
 *
 * @param work does it, and says what there is of it so far
 */
export function createJob<Result>(
  empty: Result,
  work: (signal: AbortSignal, show: (result: Result) => void) => Promise<void>,
): Job<Result> {
  const store = createStore<Work<Result>>()(() => ({ status: 'idle', result: empty }))
  let current: AbortController | undefined
  const start = () => {
    current?.abort()
    const controller = new AbortController()
    current = controller
    const patch = (change: Partial<Work<Result>>) => {
      if (current === controller) store.setState(change)
    }
    store.setState({ status: 'running', result: empty }, true)
    work(controller.signal, (result) => {
      patch({ result })
    }).then(
      () => {
        patch({ status: controller.signal.aborted ? 'stopped' : 'done' })
      },
      (error: unknown) => {
        if (!(error instanceof Unanswered)) throw error
        patch(error.fault ? { status: 'failed', fault: error.fault } : { status: 'stopped' })
      },
    )
  }
  return {
    store,
    start,
    stop: () => {
      current?.abort()
    },
  }
}
