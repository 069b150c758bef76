import { arrayAlgebra } from '../array-algebra'
import { logSnr, noiseToSignal, type Level } from '../level'
import { matchedLevel } from '../matching'
import { preconditioning } from '../preconditioning'
import { convert } from '../prediction'
import type { Process } from '../processes/process'
import type { LogSnr, Sigma } from '../scalars'
import { clampedLogSnr } from './times'
import { pointDeviation, unitOf, type LearnedPrediction } from './target'

/** How x̂₀ of x = x₀ + σ̂·ε is read from what a network F says: x̂₀ = c_skip·x + c_out·F(c_in·x, λ). */
export interface X0Reading {
  readonly cIn: number
  /** Log-SNR that the network is told, within ±20. */
  readonly lambda: LogSnr
  readonly cSkip: number
  readonly cOut: number
}

/** x̂₀ of a network that learned on a process, at its level of equal log-SNR. @param at with σ̂ = σ/α finite. */
export function networkReading(process: Process, prediction: LearnedPrediction, at: Level): X0Reading {
  const ownLevel = matchedLevel(process, at)
  const cIn = 1 / Math.hypot(1, noiseToSignal(at))
  const one = Float32Array.of(1)
  const none = Float32Array.of(0)
  const [ofX = NaN] = convert(arrayAlgebra, one, ownLevel, none, prediction, 'sample')
  const [ofOutput = NaN] = convert(arrayAlgebra, none, ownLevel, one, prediction, 'sample')
  return { cIn, lambda: clampedLogSnr(logSnr(ownLevel)), cSkip: ofX * cIn * Math.hypot(ownLevel.signal, ownLevel.noise), cOut: ofOutput * unitOf(prediction, ownLevel) }
}

/**
 * x̂₀ of a student, which leaves x as it is at the least noise, σ̂ = sigmaMin:
 *
 *     c_skip = σ_d²/((σ̂ − σ_min)² + σ_d²),   c_out = σ_d·(σ̂ − σ_min)/√(σ̂² + σ_d²)
 *
 * EDM's preconditioning, at σ̂ − σ_min but for c_in. Song et al. 2023 (consistency models), appendix C.
 */
export function studentReading(sigma: Sigma, sigmaMin: Sigma): X0Reading {
  const above = Math.max(0, sigma - sigmaMin)
  const { cIn } = preconditioning({ signal: 1, noise: sigma }, pointDeviation)
  const { cSkip } = preconditioning({ signal: 1, noise: above }, pointDeviation)
  return { cIn, lambda: clampedLogSnr(-2 * Math.log(sigma)), cSkip, cOut: pointDeviation * above * cIn }
}
