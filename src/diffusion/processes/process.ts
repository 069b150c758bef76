import { realAbove, realIn } from '../bounds'
import { logSnr, type Level } from '../level'
import type { LogSnr, Sigma, Time } from '../scalars'

/** α(t), σ(t) and their derivatives by t. */
export interface Scales {
  /** α, in [0, 1]; 1 on the data. */
  readonly signal: number
  /** σ, in [0, ∞); 0 on the data. */
  readonly noise: number
  /** α', in (−∞, 0]. */
  readonly dSignal: number
  /** σ', in (0, ∞]: infinite on the data of variance-preserving diffusions, whose σ begins as a root. */
  readonly dNoise: number
}

export type ProcessId = 'discrete' | 'vp' | 'sub-vp' | 've' | 'edm' | 'flow' | 'cosine-interpolant'

/**
 * A Gaussian process of noising, x_t = α(t)·x₀ + σ(t)·ε, in its own time t. The log-SNR falls strictly from t = 0, which is
 * the data (α = 1, σ = 0), to t = tMax. DDPM's schedules, SDEs, EDM and flow matching differ in these functions only;
 * everything else is derived from them in this file.
 */
export interface Process {
  readonly id: ProcessId
  /** The last time before the data that a run visits; what lies below is jumped over. */
  readonly tMin: Time
  /** Where it ends: as much noise as it has. */
  readonly tMax: Time
  /** For t in [0, tMax]. */
  readonly scales: (t: Time) => Scales
}

/** The level of a process at t. @throws RangeError if t is not in [0, tMax]. */
export function levelAt(process: Process, t: Time): Level {
  const { signal, noise } = process.scales(realIn('t', t, 0, process.tMax))
  return { t, signal, noise }
}

/**
 * The time at which the process has log-SNR λ, by bisection to the last bit; 0 for λ = ∞. What is noisier than all of the
 * process is at tMax.
 *
 * @throws RangeError if λ is not a number.
 */
export function timeOf(process: Process, lambda: LogSnr): Time {
  realIn('lambda', lambda, -Infinity, Infinity)
  if (lambda === Infinity) return 0
  if (logSnr(levelAt(process, process.tMax)) >= lambda) return process.tMax
  let [low, high] = [0, process.tMax]
  for (;;) {
    const middle = (low + high) / 2
    if (middle === low || middle === high || high < 1e-300) return high
    if (logSnr(levelAt(process, middle)) > lambda) low = middle
    else high = middle
  }
}

/** The level of a process whose σ/α is σ̂, in [0, ∞]: where solvers look between two levels. */
export function levelOfSigma(process: Process, sigma: Sigma): Level {
  realIn('sigma', sigma, 0, Infinity)
  return levelAt(process, timeOf(process, -2 * Math.log(sigma)))
}

/**
 * The linear SDE that the process is, dx = f(t)·x·dt + g(t)·dw, by its marginals:
 *
 *     f = α'/α,   g² = 2σσ' − 2fσ²
 *
 * Lu et al. 2022 (DPM-Solver), section 2, after Kingma et al. 2021 (VDM); Song et al. 2021 (score SDE), section 3.4, has the
 * three named SDEs.
 *
 * @param t in (0, tMax]: on the data themselves σ' may be infinite.
 * @returns drift f, infinite where α = 0, and diffusion g².
 * @throws RangeError if t is out of its range.
 */
export function sde(process: Process, t: Time): { readonly drift: number; readonly diffusion: number } {
  const { signal, noise, dSignal, dNoise } = process.scales(realAbove('t', t, 0, process.tMax))
  const drift = dSignal / signal
  return { drift, diffusion: 2 * noise * (dNoise - drift * noise) }
}
