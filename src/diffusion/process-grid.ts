import { integerIn, realAbove, realIn } from './bounds'
import type { Spacing } from './grid'
import { noiseToSignal } from './level'
import { levelAt, timeOf, type Process, type ProcessId } from './processes/process'
import type { Sigma, Time } from './scalars'

/** How a run's times are chosen, by name: whole levels of a discrete process (`timeGrid`), or by a process's own time. */
export type GridId = Spacing | 'uniform' | 'log-snr' | 'karras'

/** The noisiest and the cleanest σ̂ = σ/α of a run, before the data. */
interface SigmaRange {
  /** In (0, sigmaMax]; by default the process's own at tMin, but at least EDM's 0.002. */
  readonly sigmaMin?: Sigma | undefined
  /** In (0, 1e6]; by default the process's own at tMax, but at most EDM's 80, where 1/80 of the data is left in the noise. */
  readonly sigmaMax?: Sigma | undefined
}

const most = 10000 // steps

function bounded(process: Process, { sigmaMin, sigmaMax }: SigmaRange): readonly [low: number, high: number] {
  const sigmaAt = (t: number) => noiseToSignal(levelAt(process, t))
  const high = realAbove('sigmaMax', sigmaMax ?? Math.min(sigmaAt(process.tMax), 80), 0, 1e6)
  const low = realAbove('sigmaMin', sigmaMin ?? Math.min(Math.max(sigmaAt(process.tMin), 0.002), high), 0, high)
  return [low, high]
}

/** f at 0, 1/(N−1), …, 1, then the data; at 0 alone where N = 1. What rounding left next to tMin is tMin. */
function sampled({ tMin }: Process, steps: number, f: (part: number) => number): number[] {
  const exact = (t: number) => (Math.abs(t / tMin - 1) < 1e-9 ? tMin : t)
  const times = Array.from({ length: integerIn('steps', steps, 1, most) }, (_, i) =>
    exact(f(steps === 1 ? 0 : i / (steps - 1))),
  )
  return [...times.filter((t, i) => i === 0 || t < (times[i - 1] ?? NaN)), 0]
}

/** Their velocity is finite at the data, so they need no level just before it. */
const flows: ReadonlySet<ProcessId> = new Set<ProcessId>(['flow', 'cosine-interpolant'])

/**
 * Times uniform in the process's own t: from tMax to tMin, then the data (Song et al. 2021, score SDE); a flow's from tMax to
 * the data in equal steps (Liu et al. 2023), as long as these are not below tMin.
 *
 * @returns strictly descending, to 0. Of a discrete process, fractions: whole levels are `timeGrid`'s.
 * @throws RangeError if steps is no integer in [1, 10000].
 */
export function uniformTimes(process: Process, steps: number): Time[] {
  const { id, tMin, tMax } = process
  const last = flows.has(id) ? Math.max(tMin, tMax / steps) : tMin
  return sampled(process, steps, (part) => tMax + part * (last - tMax))
}

/**
 * Times uniform in log-SNR, DPM-Solver's choice (Lu et al. 2022, section 3), from σ̂_max to σ̂_min, then the data.
 *
 * @returns strictly descending, to 0; shorter only where the range is that of one level.
 * @throws RangeError if steps is no integer in [1, 10000], or the range is none.
 */
export function logSnrTimes(process: Process, steps: number, range: SigmaRange = {}): Time[] {
  const [low, high] = bounded(process, range)
  return sampled(process, steps, (part) =>
    timeOf(process, -2 * (Math.log(high) + part * (Math.log(low) - Math.log(high)))),
  )
}

/**
 * EDM's times: σ̂_i = (σ_max^(1/ρ) + i/(N−1)·(σ_min^(1/ρ) − σ_max^(1/ρ)))^ρ, then the data; of any process, whose σ/α is σ̂.
 *
 * Karras et al. 2022, eq. 5; ρ = 7 there. ρ = 1 is uniform in σ̂, ρ → ∞ in log-SNR.
 *
 * @param rho in (0, 1000].
 * @returns strictly descending, to 0; shorter only where the range is that of one level.
 * @throws RangeError if a number is out of its range.
 */
export function karrasTimes(
  process: Process,
  steps: number,
  { rho = 7, ...range }: SigmaRange & { readonly rho?: number } = {},
): Time[] {
  realAbove('rho', rho, 0, 1000)
  const [low, high] = bounded(process, range).map(Math.log) as [number, number]
  // σ̂_i relative to σ_max, in logarithms: a power of 1/ρ would over- or underflow where ρ is small
  const logSigma = (part: number) => (part === 1 ? low : high + rho * Math.log1p(part * Math.expm1((low - high) / rho)))
  return sampled(process, steps, (part) => timeOf(process, -2 * logSigma(part)))
}

/**
 * Times of a discrete process as its whole levels: rounded, from 1 upwards, each once; perhaps fewer steps than before.
 *
 * @throws RangeError if a time is below 0 or none.
 */
export function wholeTimes(times: readonly Time[]): Time[] {
  return [...new Set(times.map((t) => (realIn('A time', t, 0, Infinity) === 0 ? 0 : Math.max(1, Math.round(t)))))]
}
