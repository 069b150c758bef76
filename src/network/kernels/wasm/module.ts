import plainUrl from './program-plain.wasm?url'
import relaxedUrl from './program-relaxed.wasm?url'

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

/** Fetches and compiles the fastest build of the assembly sources that this browser can run; null where it has no SIMD. @throws TypeError */
export async function fetchProgramModule(): Promise<WebAssembly.Module | null> {
  const [hasAdd, hasMultiplyAdd] = [knows([0xe4, 1], 2), knows([0x85, 2], 3)]
  if (!hasAdd) return null
  const response = await fetch(hasMultiplyAdd ? relaxedUrl : plainUrl)
  if (!response.ok) throw new TypeError(`${response.url}: status ${response.status}`)
  return WebAssembly.compile(await response.arrayBuffer()) // compiles whatever type the server gives it
}
