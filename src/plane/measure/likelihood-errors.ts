import { type Level, meanOf, normalArray } from '../../diffusion'
import type { PlaneEngineClient } from '../../engine/page/plane/client'
import type { LikelihoodRequest, Question } from '../../engine/protocol/plane'
import { drawnFrom } from './truth'

export const STEPS = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128] as const
const PROBES = 200

export interface StepError {
  readonly steps: number
  /** The root mean square of log q by the flow − exact log q, in nats. */
  readonly error: number
}

/** States x_t of the data at a level, [n·2]: there, the density is not small. */
export function probesAt(xy: Float32Array, { signal, noise }: Level, seed: number, n = PROBES): Float32Array {
  const [x0, eps] = [drawnFrom(xy, n, seed, 0), normalArray({ seed, purpose: 'forward', step: 1, sample: 0 }, 2 * n)]
  return x0.map((value, k) => signal * value + noise * (eps[k] ?? NaN))
}

/** The root of the mean of (aᵢ − bᵢ)²; NaN if any number is. */
export function rootMeanSquare(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - (b[i] ?? NaN)) ** 2, 0) / a.length)
}

interface Convergence {
  readonly engine: Pick<PlaneEngineClient, 'evaluate' | 'likelihood'>
  readonly question: Question
  readonly at: Level
  readonly points: Float32Array
}

/** Measures the error of the flow at more and more steps, and reports all errors so far after each measurement. */
export async function measureErrors(
  { engine, question, at, points }: Convergence,
  onErrors: (errors: readonly StepError[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const { logDensity } = await engine.evaluate({ ...question, answerer: 'exact', points, at }, signal)
  if (!logDensity) return
  let errors: readonly StepError[] = []
  for (const steps of STEPS) {
    const request: LikelihoodRequest = { ...question, points, at, steps }
    errors = [...errors, { steps, error: rootMeanSquare(await engine.likelihood(request, signal), logDensity) }]
    onErrors(errors)
  }
}

/** A line of slope −4 through the least error, up to the height of the first: the convergence that RK4 promises for small steps. */
export function fourthOrder(errors: readonly StepError[]): StepError[] {
  const [first] = errors
  const least = errors.toSorted((a, b) => a.error - b.error)[0]
  if (!first || !least || least === first) return []
  const steps = Math.max(first.steps, least.steps * (least.error / first.error) ** 0.25)
  return [{ steps, error: least.error * (least.steps / steps) ** 4 }, least]
}

/**
 * The measured order of convergence: minus the slope of log error against log steps, by least squares over the errors from a
 * quarter of the first down to the least. NaN if these are fewer than two.
 */
export function observedOrder(errors: readonly StepError[]): number {
  const least = errors.reduce((at, { error }, i) => (error < (errors[at]?.error ?? NaN) ? i : at), 0)
  const falling = errors.slice(0, least + 1).filter(({ error }) => error <= (errors[0]?.error ?? NaN) / 4)
  const [x, y] = [falling.map(({ steps }) => Math.log(steps)), falling.map(({ error }) => Math.log(error))]
  const [mx, my] = [meanOf(x), meanOf(y)]
  return (
    -x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? NaN) - my), 0) /
    x.reduce((sum, value) => sum + (value - mx) ** 2, 0)
  )
}
