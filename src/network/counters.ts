/** What the GPU was asked to do since the page was opened. */
interface Counters {
  /** Compute dispatches: counted on WebGPU only. */
  readonly dispatches: number
  /** Transfers of results from the GPU to JavaScript. */
  readonly readbacks: number
}

/**
 * Written by the WebGPU back end and its programs (dispatches, and the bytes of the programs' buffers) and by the read-back (readbacks);
 * read through `counters` and `memory`.
 */
export const count = { dispatches: 0, readbacks: 0, programBytes: 0 }

/** A snapshot; the difference of two counts what happened between them. */
export function counters(): Counters {
  const { dispatches, readbacks } = count
  return { dispatches, readbacks }
}
