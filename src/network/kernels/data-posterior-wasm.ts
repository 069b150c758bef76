import { registerKernel, type KernelFunc, type TensorInfo } from '@tensorflow/tfjs-core'
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { type DataPosteriorAttributes, dataPosteriorKernel } from './data-posterior'

/** e^(−k/64), k = 0, 1, …: down to where a weight no longer changes a sum of 10⁵ others in float64. */
const perUnit = 64
const deepest = 48
const powers = Float64Array.from({ length: perUnit * deepest + 1 }, (_, k) => Math.exp(-k / perUnit))

/** The points as the loops read them: α·x₀⁽ⁱ⁾ and x₀⁽ⁱ⁾, by coordinate, in float64; and room for distances. */
interface Prepared {
  readonly u: Float64Array
  readonly v: Float64Array
  readonly a: Float64Array
  readonly b: Float64Array
  readonly distances: Float64Array
}

function prepared(points: Float32Array, signal: number): Prepared {
  const N = points.length / 2
  const of = (f: (i: number) => number) => Float64Array.from({ length: N }, (_, i) => f(i))
  const [a, b] = [of((i) => points[2 * i] as number), of((i) => points[2 * i + 1] as number)]
  return {
    a,
    b,
    u: a.map((value) => signal * value),
    v: b.map((value) => signal * value),
    distances: new Float64Array(N),
  }
}

/** Finds the index of the nearest point, and writes all squared distances to `distances`. */
function nearest({ u, v, distances }: Prepared, x: number, y: number): number {
  let least = Infinity
  let at = 0
  for (let i = 0; i < distances.length; i++) {
    const dx = x - (u[i] as number)
    const dy = y - (v[i] as number)
    const distance = dx * dx + dy * dy
    distances[i] = distance
    if (distance < least) {
      least = distance
      at = i
    }
  }
  return at
}

/** The four numbers of a state, written to `out` from `to` on; sums are relative to the nearest point, in float64. */
function writeAnswer(
  ready: Prepared,
  x: number,
  y: number,
  { precision, logScale }: DataPosteriorAttributes,
  out: Float32Array,
  to: number,
): void {
  const { a, b, distances } = ready
  const first = nearest(ready, x, y)
  const [a0, b0, least] = [a[first] as number, b[first] as number, distances[first] as number]
  const scale = (precision / 2) * perUnit
  const far = least + (powers.length - 2) / scale
  let total = 0
  let sumA = 0
  let sumB = 0
  let squares = 0
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i] as number
    if (distance > far) continue
    const exponent = (distance - least) * scale
    const k = exponent | 0
    const r = (k - exponent) / perUnit // in (−1/64, 0]: four terms are right to 3e-9
    const w = (powers[k] as number) * (1 + r * (1 + r * (0.5 + r * (1 / 6 + r / 24))))
    const da = (a[i] as number) - a0
    const db = (b[i] as number) - b0
    total += w
    sumA += w * da
    sumB += w * db
    squares += w * (da * da + db * db)
  }
  const [meanA, meanB] = [sumA / total, sumB / total]
  out[to] = a0 + meanA
  out[to + 1] = b0 + meanB
  out[to + 2] = Math.log(total) - (least * precision) / 2 + logScale
  out[to + 3] = Math.max(0, squares / total - meanA * meanA - meanB * meanB) / 2
}

interface Call {
  readonly inputs: { readonly x: TensorInfo; readonly points: TensorInfo }
  readonly attrs: DataPosteriorAttributes
  readonly backend: BackendWasm
}

/** One pass over WebAssembly's memory a state, in float64: points of no weight are skipped, and e^x is read from a table. */
function run({ inputs, attrs, backend }: Call): TensorInfo {
  const [Q] = inputs.x.shape as [number, number]
  const out = backend.makeOutput([Q, 4], 'float32') // must come first: it may move the memory under the views below
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array
  const [x, answers] = [view(inputs.x), view(out)]
  const ready = prepared(view(inputs.points), attrs.signal)
  for (let q = 0; q < Q; q++) writeAnswer(ready, x[2 * q] as number, x[2 * q + 1] as number, attrs, answers, 4 * q)
  return out
}

/** Makes `dataPosterior` use this kernel wherever WebAssembly is the current back end. */
export function registerDataPosterior(): void {
  const kernelFunc: KernelFunc = (call) => run(call as unknown as Call)
  registerKernel({ kernelName: dataPosteriorKernel, backendName: 'wasm', kernelFunc })
}
