import { startWorkers, threadsHere } from './threads'
import plainUrl from './program-plain.wasm?url'
import plainThreadsUrl from './program-plain-threads.wasm?url'
import relaxedUrl from './program-relaxed.wasm?url'
import relaxedThreadsUrl from './program-relaxed-threads.wasm?url'
import type { StartHelpers } from './program'

const zero = [0x41, 0, 0xfd, 0x11] // i32.const 0, i32x4.splat

/** Whether this browser knows an operation that makes one vector of so many. @param opcode after the prefix of SIMD */
function knows(opcode: readonly number[], operands: number): boolean {
  const body = [0, ...Array.from({ length: operands }, () => zero).flat(), 0xfd, ...opcode, 0x1a, 0x0b] // …, drop, end
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  const types = [1, 4, 1, 0x60, 0, 0] // () → ()
  const functions = [3, 2, 1, 0]
  return WebAssembly.validate(
    Uint8Array.from([...header, ...types, ...functions, 10, body.length + 2, 1, body.length, ...body]),
  )
}

/** A build of the assembly sources; where its memory is shared, also how many threads may compute, and what starts all but one. */
export interface ProgramModule {
  readonly module: WebAssembly.Module
  readonly threads: number
  readonly startHelpers: StartHelpers | null
}

/** Fetches and compiles the fastest build of the assembly sources that this page can run; null where there is no SIMD. @throws TypeError */
export async function fetchProgramModule(): Promise<ProgramModule | null> {
  const [hasAdd, hasMultiplyAdd] = [knows([0xe4, 1], 2), knows([0x85, 2], 3)]
  if (!hasAdd) return null
  const threads = threadsHere()
  const [alone, together] = hasMultiplyAdd ? [relaxedUrl, relaxedThreadsUrl] : [plainUrl, plainThreadsUrl]
  const response = await fetch(threads > 1 ? together : alone)
  if (!response.ok) throw new TypeError(`${response.url}: status ${response.status}`)
  const module = await WebAssembly.compile(await response.arrayBuffer()) // whatever type the server gives it
  return { module, threads, startHelpers: threads > 1 ? startWorkers(threads) : null }
}
