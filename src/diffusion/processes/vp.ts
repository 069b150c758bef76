import { realAbove, realIn } from '../bounds'
import type { Process } from './process'

/** β(t) = b + t·(B − b) of Song et al. 2021 (score SDE), appendix C. */
export interface Rate {
  /** b, β at t = 0, in [0, 1000]. */
  readonly betaMin: number
  /** B, β at t = 1, in (0, 1000], and not below b. */
  readonly betaMax: number
}

const ddpm: Rate = { betaMin: 0.1, betaMax: 20 }

/** log α = −½∫₀ᵗ β and its derivative. */
function decay({ betaMin, betaMax }: Rate): (t: number) => { logSignal: number; beta: number } {
  realIn('betaMin', betaMin, 0, 1000)
  realAbove('betaMax', betaMax, 0, 1000)
  realIn('betaMin', betaMin, 0, betaMax)
  return (t) => ({
    logSignal: -0.25 * t * t * (betaMax - betaMin) - 0.5 * t * betaMin,
    beta: betaMin + t * (betaMax - betaMin),
  })
}

/**
 * The variance-preserving SDE, dx = −½β(t)·x·dt + √β(t)·dw, the limit of DDPM's linear schedule, on t ∈ [0, 1]:
 *
 *     log α = −¼t²(B − b) − ½t·b,   σ = √(1 − α²)
 *
 * Song et al. 2021 (score SDE), eq. 11; b = 0.1, B = 20; a run's last time before the data is 1e-3, as there.
 *
 * @throws RangeError if a rate is out of its range.
 */
export function vpProcess(rate: Rate = ddpm): Process {
  const at = decay(rate)
  return {
    id: 'vp',
    tMin: 1e-3,
    tMax: 1,
    scales: (t) => {
      const { logSignal, beta } = at(t)
      const signal = Math.exp(logSignal)
      const noise = Math.sqrt(Math.abs(Math.expm1(2 * logSignal)))
      return { signal, noise, dSignal: -0.5 * beta * signal, dNoise: (0.5 * beta * signal * signal) / noise }
    },
  }
}

/**
 * The sub-VP SDE, dx = −½β(t)·x·dt + √(β(t)·(1 − e^(−2∫β)))·dw: the VP SDE's signal with less noise, σ = 1 − α².
 *
 * Song et al. 2021 (score SDE), eq. 12; g² = β·(1 − α⁴) follows from α and σ.
 *
 * @throws RangeError if a rate is out of its range.
 */
export function subVpProcess(rate: Rate = ddpm): Process {
  const at = decay(rate)
  return {
    id: 'sub-vp',
    tMin: 1e-3,
    tMax: 1,
    scales: (t) => {
      const { logSignal, beta } = at(t)
      const signal = Math.exp(logSignal)
      return {
        signal,
        noise: Math.abs(Math.expm1(2 * logSignal)),
        dSignal: -0.5 * beta * signal,
        dNoise: beta * signal * signal,
      }
    },
  }
}
