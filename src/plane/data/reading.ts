import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Plane } from '../context'
import type { PlaneStore } from '../store'

/** A file that is being read. */
interface Reading {
  readonly name: string
  /** The share of it that has been read, 0 to 1. */
  readonly share: number
  readonly cancel: () => void
}

interface Readings {
  readonly store: StoreApi<Reading | null>
  /** Reads a file, and meanwhile shows its progress in `store`. Cancels what was being read before. Returns undefined if it is cancelled itself. */
  readonly during: <Result>(
    name: string,
    read: (signal: AbortSignal, onShare: (share: number) => void) => Promise<Result>,
  ) => Promise<Result | undefined>
}

function createReadings(): Readings {
  const store = createStore<Reading | null>()(() => null)
  return {
    store,
    async during(name, read) {
      store.getState()?.cancel()
      const controller = new AbortController()
      const { signal } = controller
      const cancel = () => {
        controller.abort()
      }
      const report = (share: number) => {
        if (!signal.aborted) store.setState({ name, share, cancel }, true)
      }
      report(0)
      try {
        return await read(signal, report)
      } catch (error) {
        if (signal.aborted) return undefined
        throw error
      } finally {
        if (store.getState()?.cancel === cancel) store.setState(null, true)
      }
    },
  }
}

const readings = new WeakMap<PlaneStore, Readings>()

/** The file that a room is reading, if any. */
export function readingOf({ store }: Plane): Readings {
  const reading = readings.get(store) ?? createReadings()
  readings.set(store, reading)
  return reading
}
