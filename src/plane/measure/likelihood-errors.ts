import { type Level, normalArray } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { LikelihoodRequest, Question } from '../../engine/protocol/plane'
import { drawnFrom } from './truth'

export const STEPS = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128] as const
const PROBES = 200

export interface StepError {
  readonly steps: number
  /** √mean of (log q by the flow − exact log q)², in nats. */
  readonly error: number
}

/** x_t of the data at a level, [n·2]: where its density is not small. */
export function probesAt(xy: Float32Array, { signal, noise }: Level, seed: number, n = PROBES): Float32Array {
  const [x0, eps] = [drawnFrom(xy, n, seed, 0), normalArray({ seed, purpose: 'forward', step: 1, sample: 0 }, 2 * n)]
  return x0.map((value, k) => signal * value + noise * (eps[k] ?? NaN))
}

/** √mean (aᵢ − bᵢ)². NaN where one is. */
export function rootMeanSquare(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? NaN)) ** 2, 0) / a.length)
}

interface Convergence {
  readonly engine: Pick<PlaneEngineClient, 'evaluate' | 'likelihood'>
  readonly question: Question
  readonly at: Level
  readonly points: Float32Array
}

/** The flow's error at more and more steps, told as they come. */
export async function measureErrors(
  { engine, question, at, points }: Convergence,
  told: (found: readonly StepError[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { logDensity } = await engine.evaluate({ ...question, answerer: 'exact', points, at }, signal)
  if (!logDensity) return
  let found: readonly StepError[] = []
  for (const steps of STEPS) {
    const request: LikelihoodRequest = { ...question, points, at, steps }
    found = [...found, { steps, error: rootMeanSquare(await engine.likelihood(request, signal), logDensity) }]
    told(found)
  }
}

/** A line of order 4 up from the least error, to the height of the first: what RK4 promises once its steps are small enough. */
export function fourthOrder(found: readonly StepError[]): StepError[] {
  const [first] = found
  const least = found.toSorted((a, b) => a.error - b.error)[0]
  if (!first || !least || least === first) return []
  const steps = Math.max(first.steps, least.steps * (least.error / first.error) ** 0.25)
  return [{ steps, error: least.error * (least.steps / steps) ** 4 }, least]
}

/**
 * The order of convergence that was measured: the slope of log error against log steps by least squares, from where the error is
 * a quarter of the first, down to the least. NaN where there are no two such errors.
 */
export function observedOrder(found: readonly StepError[]): number {
  const least = found.reduce((at, { error }, i) => (error < (found[at]?.error ?? NaN) ? i : at), 0)
  const falling = found.slice(0, least + 1).filter(({ error }) => error <= (found[0]?.error ?? NaN) / 4)
  const [x, y] = [falling.map(({ steps }) => Math.log(steps)), falling.map(({ error }) => Math.log(error))]
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  return (
    -x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? NaN) - my), 0) /
    x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
  )
}
