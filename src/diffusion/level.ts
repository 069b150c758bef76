import { integerIn } from './bounds'
import type { LogSnr, Sigma, Time } from './scalars'
import type { Schedule } from './schedules/schedule'

/** A noise level of a process, x_t = signal·x₀ + noise·ε. */
export interface Level {
  /**
   * The process's own time: 0 is data. Of a schedule it is discrete time (between two steps a fraction), T is noise, and a
   * network trained on T steps numbers it t − 1; of an SDE or a flow it is in [0, 1]; of EDM it is σ.
   */
  readonly t: Time
  /** α(t), in [0, 1]: √ᾱ_t of a schedule. */
  readonly signal: number
  /** σ(t), in [0, 1], and beyond for processes whose variance explodes: √(1 − ᾱ_t) of a schedule. */
  readonly noise: number
}

/**
 * The level of a schedule at t (Ho et al. 2020, eq. 4).
 *
 * @param t an integer in [0, T].
 * @throws RangeError if t is anything else.
 */
export function level(schedule: Schedule, t: Time): Level {
  const alphaBar = schedule.alphaBar[integerIn('t', t, 0, schedule.T)] ?? NaN // in range: never NaN
  return { t, signal: Math.sqrt(alphaBar), noise: Math.sqrt(1 - alphaBar) }
}

/** Signal-to-noise ratio α²/σ², in [0, ∞] (Kingma et al. 2021, VDM). */
export function snr({ signal, noise }: Level): number {
  return (signal / noise) ** 2
}

/** λ = log(α²/σ²): +∞ on data, −∞ on pure noise. The coordinate in which all Gaussian processes agree. */
export function logSnr({ signal, noise }: Level): LogSnr {
  return 2 * (Math.log(signal) - Math.log(noise))
}

/** σ̂ = σ/α, the σ of EDM and the coordinate of its solvers: x/α = x₀ + σ̂·ε. In [0, ∞]. */
export function noiseToSignal({ signal, noise }: Pick<Level, 'signal' | 'noise'>): Sigma {
  return noise / signal
}

/**
 * Whether a level is pure noise, as far as numbers can tell: α < 10⁻⁸·σ. There float32 keeps nothing of x₀ in x_t, and what
 * divides by α says nothing of it. The one rule for all: predictions, guidance and samplers, which take their limit there.
 */
export const isPureNoise = ({ signal, noise }: Level): boolean => signal < 1e-8 * noise

/** Whether a step leads up into noise, as DDIM inversion's do. */
export const rises = (from: Level, to: Level): boolean => noiseToSignal(to) > noiseToSignal(from)

/** The data themselves, where every process begins. */
export const dataLevel: Level = { t: 0, signal: 1, noise: 0 }
