import { dataSetOracle, type Level } from '../../../diffusion'
import {
  type Backend,
  type BackendName,
  BackendUnavailable,
  type Candidate,
  candidates,
  openBackend,
  dataPosterior,
  readPacked,
  relativeError,
  tidy,
  uploadPoints,
} from '../../../network'
import { whyNone } from '../no-backend'
import type { Refusal } from '../../protocol/pictures'
import { PlaneFault } from './fault'
import type { PlaneReady } from '../../protocol/plane'

/** Largest relative error that the self-test accepts: float32 is right to 1e-6, a wrong kernel is wrong by far more. */
const TOLERANCE = 1e-3

/** Numbers without a pattern that a wrong index could reproduce; some are large, some small. */
const wave = (length: number, scale: number) =>
  Float32Array.from({ length }, (_, i) => scale * Math.sin(1.7 * i + 0.3 * i * i))

const levels: readonly Level[] = [
  { t: 0, signal: 1, noise: 0.01 },
  { t: 0, signal: 0.6, noise: 0.8 },
  { t: 0, signal: 1, noise: 80 },
]

/** What the kernel should compute, by the float64 oracle, one array for each of its columns. */
function expected(points: Float32Array, x: Float32Array, at: Level): Float32Array[] {
  const oracle = dataSetOracle(points, 2)
  const queries = Array.from({ length: x.length / 2 }, (_, i) => x.subarray(2 * i, 2 * i + 2))
  const means = queries.map((query) => oracle.posteriorMean(query, at))
  return [
    ...[0, 1].map((axis) => Float32Array.from(means, (mean) => mean[axis] ?? NaN)),
    Float32Array.from(queries, (query) => oracle.logDensity(query, at)),
    Float32Array.from(queries, (query) => oracle.posteriorVariance(query, at)),
  ]
}

/** The largest relative error of a column of the posterior against the float64 oracle; NaN if a value is not a number. */
async function selfTest(): Promise<number> {
  const [points, x] = [wave(2 * 300, 2), wave(2 * 40, 3)]
  let worst = 0
  for (const at of levels) {
    const posterior = tidy(() => dataPosterior(uploadPoints(x), uploadPoints(points), at))
    const [values = new Float32Array()] = await readPacked([posterior]).finally(() => {
      posterior.dispose()
    })
    for (const [column, right] of expected(points, x, at).entries()) {
      worst = Math.max(
        worst,
        relativeError(
          values.filter((_, i) => i % 4 === column),
          right,
        ),
      )
    }
  }
  return worst
}

async function attempt(
  { name, allowSoftware }: Candidate,
  onLost: (reason: string) => void,
): Promise<Backend | Refusal> {
  let backend: Backend | undefined
  try {
    backend = await openBackend(name, { allowSoftware, onLost })
    const worst = await selfTest()
    if (worst <= TOLERANCE) return backend
    backend.dispose()
    return { backend: name, code: 'self-test', details: { backend: name, worst: worst.toPrecision(2) } }
  } catch (error) {
    backend?.dispose()
    if (error instanceof BackendUnavailable) return { backend: name, code: error.code, details: {} }
    return {
      backend: name,
      code: 'backend',
      details: { backend: name, message: error instanceof Error ? error.message : String(error) },
    }
  }
}

/**
 * Tries the back ends, best first, and opens the first that computes right numbers. The reasons against the others are
 * listed in `ready.refused`.
 *
 * @throws PlaneFault if there is no such back end
 */
export async function openPlane(
  want: BackendName | 'auto',
  onLost: (reason: string) => void,
): Promise<{ backend: Backend; ready: PlaneReady }> {
  const refused: Refusal[] = []
  for (const candidate of candidates(want)) {
    const outcome = await attempt(candidate, onLost)
    if ('code' in outcome) refused.push(outcome)
    else
      return {
        backend: outcome,
        ready: { backend: outcome.name, device: outcome.device, software: outcome.software, refused },
      }
  }
  throw new PlaneFault(whyNone(refused))
}
