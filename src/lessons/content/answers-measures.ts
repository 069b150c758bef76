import { level, type Level, normalArray, type Schedule } from '../../diffusion'
import { type Example, exampleOf } from '../../walk/ask/answers'

/** So many noises at each t, so that chance does not rule a mean. */
const NOISES = 3

/** t at which errors are measured: every hundredth, but the first in the place of clean data. */
export const ERROR_TIMES: readonly number[] = Array.from({ length: 11 }, (_, i) => Math.max(1, 100 * i))

interface Asked {
  readonly x0: Float32Array
  readonly label: number | null
  readonly seed: number
}

/** Noisy pictures of x₀ at these t: some noises each, one t after another. */
export const examplesAt = (schedule: Schedule, ts: readonly number[], { x0, label, seed }: Asked): readonly Example[] =>
  ts.flatMap((t, k) =>
    Array.from({ length: NOISES }, (_, sample) =>
      exampleOf({
        x0,
        eps: normalArray({ seed, purpose: 'noise', step: k, sample }, x0.length),
        at: level(schedule, t),
        label,
      }),
    ),
  )

/** The means over the noises of each t. @param values as `examplesAt` orders them */
export const meansPerTime = (values: readonly number[]): readonly number[] =>
  Array.from({ length: values.length / NOISES }, (_, k) =>
    values.slice(NOISES * k, NOISES * (k + 1)).reduce((sum, value) => sum + value / NOISES, 0),
  )

/** By how much an error of one answer is multiplied when x̂₀, or ε̂, is computed from it. */
export const magnified = ({ signal, noise }: Level) => ({
  x0FromEps: noise / signal,
  epsFromX0: signal / noise,
  x0FromV: noise,
  epsFromV: signal,
})
