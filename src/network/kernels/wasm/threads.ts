import type { HelperStart } from './thread-entry'
import { mostThreads } from './layout'
import type { StartHelpers } from './program'

/** How many threads may compute a network here: one where the page may not share memory with workers. */
export const threadsHere = (): number =>
  globalThis.crossOriginIsolated ? Math.max(Math.min(navigator.hardwareConcurrency, mostThreads), 1) : 1

/** Starts a helper for each further thread. One that cannot start changes nothing: the others claim what it would have computed. */
export const startWorkers =
  (threads: number): StartHelpers =>
  (module, memory, control) => {
    const workers = Array.from({ length: threads - 1 }, (_, i) => {
      const worker = new Worker(new URL('./thread-entry.ts', import.meta.url), { type: 'module' })
      worker.onerror = (event) => {
        event.preventDefault() // it is no failure of the worker that leads
        console.warn('A helper of WebAssembly did not start:', event.message)
      }
      worker.postMessage({ module, memory, control, thread: i + 1 } satisfies HelperStart)
      return worker
    })
    return () => {
      for (const worker of workers) worker.terminate()
    }
  }
