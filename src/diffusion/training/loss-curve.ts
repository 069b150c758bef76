import { integerIn, realIn } from '../bounds'
import { repeated, type Repeated } from '../distances/repeated'
import type { Time } from '../scalars'

/** One loss, measured at one time. */
export interface MeasuredLoss {
  readonly t: Time
  readonly loss: number
}

/** The mean of the losses in one part of the times. */
export interface LossBin extends Repeated {
  /** The times of the part: low < t ≤ high. */
  readonly low: Time
  readonly high: Time
  /** How many losses it is the mean of. */
  readonly count: number
}

/**
 * The loss over t: means over equal parts of (0, T], each with its standard error. Parts without a loss are left out.
 *
 * @param bins an integer in [1, T].
 * @throws RangeError if a time is not in (0, T].
 */
export function lossCurve(measuredLosses: readonly MeasuredLoss[], T: number, bins: number): readonly LossBin[] {
  integerIn('bins', bins, 1, T)
  const losses = Array.from({ length: bins }, (): number[] => [])
  for (const { t, loss } of measuredLosses) {
    if (!(t > 0 && t <= T)) throw new RangeError(`t must be in (0, ${T}], not ${t}.`)
    losses[Math.ceil((t * bins) / T) - 1]?.push(loss)
  }
  return losses.flatMap((those, i) =>
    those.length === 0
      ? []
      : [{ low: (i * T) / bins, high: ((i + 1) * T) / bins, count: those.length, ...repeated(those) }],
  )
}

/**
 * The mean over t uniform in {1, …, T}, L_simple of Ho et al. 2020, eq. 14, from a curve over equal parts of it: the mean of the
 * parts' means, whose error is √Σ errorᵢ²/n. As t is spread evenly, what differs between the parts is no error.
 *
 * @throws RangeError if there is no part.
 */
export function meanLoss(curve: readonly LossBin[]): Repeated {
  const { length: n } = curve
  if (n === 0) throw new RangeError('A mean needs at least one part of the times.')
  const sum = curve.reduce((total, { mean }) => total + mean, 0)
  return { mean: sum / n, error: Math.hypot(...curve.map(({ error }) => error)) / n }
}

/**
 * The time of the k-th of many examples: one in each part in turn, so that every part has as many, and a curve over them is
 * whole after every `bins` examples. Uniform in {1, …, T} over the parts.
 *
 * @param u in [0, 1), uniform
 * @returns an integer in [1, T]
 */
export function stratifiedTime(k: number, u: number, T: number, bins: number): Time {
  integerIn('k', k, 0, 2 ** 31)
  integerIn('bins', bins, 1, T)
  const part = k % bins
  const first = Math.floor((part * T) / bins)
  const size = Math.floor(((part + 1) * T) / bins) - first
  return first + 1 + Math.min(size - 1, Math.floor(realIn('u', u, 0, 1) * size))
}
