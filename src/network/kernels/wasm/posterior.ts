import type { DataPosteriorAttributes } from '../data-posterior'
import { allocate, page } from './memory'
import type { ProgramModule } from './module'

/** What the assembly sources export for the plane. */
interface Exports {
  readonly posterior: (
    states: number,
    count: number,
    points: number,
    n: number,
    distances: number,
    answers: number,
    precision: number,
    logScale: number,
  ) => void
}

/**
 * @param x [Q, 2]
 * @param points [N, 2]
 * @param out [Q, 4]
 */
export type WasmPosterior = (
  x: Float32Array,
  points: Float32Array,
  attributes: DataPosteriorAttributes,
  out: Float32Array,
) => void

/** Computes the exact posterior of the plane's data by a module of the assembly sources, in a memory of its own. */
export function createWasmPosterior({ module, startHelpers }: Omit<ProgramModule, 'threads'>): WasmPosterior {
  const isShared = startHelpers !== null // as the module wants its memory to be
  let memory = allocate(page, isShared)
  let exports: Exports | undefined
  return (x, points, { signal, precision, logScale }, out) => {
    const n = Math.ceil(points.length / 8) * 4
    const atPoints = page
    const atDistances = atPoints + 24 * n
    const atStates = atDistances + 8 * n
    const atAnswers = atStates + 4 * x.length
    const end = atAnswers + 4 * out.length
    if (exports === undefined || memory.buffer.byteLength < end) {
      memory = allocate(end, isShared)
      exports = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports
    }
    writePoints(memory.buffer, atPoints, n, points, signal)
    new Float32Array(memory.buffer, atStates, x.length).set(x)
    exports.posterior(atStates, x.length / 2, atPoints, n, atDistances, atAnswers, precision, logScale)
    out.set(new Float32Array(memory.buffer, atAnswers, out.length))
  }
}

/** Writes α·x₀⁽ⁱ⁾ by coordinate, float64 [2, n], then x₀⁽ⁱ⁾ by coordinate, float32 [2, n]; what fills it up is infinitely far away. */
function writePoints(buffer: ArrayBuffer, at: number, n: number, points: Float32Array, signal: number): void {
  const scaled = new Float64Array(buffer, at, 2 * n).fill(Infinity)
  const plain = new Float32Array(buffer, at + 16 * n, 2 * n).fill(0)
  for (let i = 0; i < points.length / 2; i++) {
    for (const coordinate of [0, 1]) {
      const value = points[2 * i + coordinate] as number
      scaled[coordinate * n + i] = signal * value
      plain[coordinate * n + i] = value
    }
  }
}
