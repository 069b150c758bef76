import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Plane } from '../context'
import type { PlaneStore } from '../store'

/** A file that is being read. */
interface Reading {
  readonly name: string
  /** Of it, 0 to 1. */
  readonly share: number
  readonly cancel: () => void
}

interface Readings {
  readonly store: StoreApi<Reading | null>
  /** Reads something, which is known meanwhile and can be ended; undefined if it was. What was being read before is given up. */
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
      const is = (share: number) => {
        if (!signal.aborted) store.setState({ name, share, cancel }, true)
      }
      is(0)
      try {
        return await read(signal, is)
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

/** What a room is reading. */
export function readingOf({ store }: Plane): Readings {
  const known = readings.get(store) ?? createReadings()
  readings.set(store, known)
  return known
}
