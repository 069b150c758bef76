/** What the GPU was asked to do since the page was opened. */
interface Counters {
  /** Compute dispatches: counted on WebGPU only. */
  readonly dispatches: number
  /** Transfers of results from the GPU to JavaScript. */
  readonly readbacks: number
}

/** Written by the WebGPU back end (dispatches) and by the read-back (readbacks); read through `counters`. */
export const count = { dispatches: 0, readbacks: 0 }

/** A snapshot; the difference of two counts what happened between them. */
export function counters(): Counters {
  return { ...count }
}
