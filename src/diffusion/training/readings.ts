import { arrayAlgebra } from '../array-algebra'
import { logSnr, noiseToSignal, type Level } from '../level'
import { matchedLevel } from '../matching'
import { convert } from '../prediction'
import type { Process } from '../processes/process'
import { clampedLogSnr } from './times'
import { unitOf, type LearnedPrediction } from './target'

/** How x̂₀ of x = x₀ + σ̂·ε is read from what a network F says: x̂₀ = keep·x + speak·F(scale·x, λ). */
export interface X0Reading {
  readonly scale: number
  /** Log-SNR that the network is told, within ±20. */
  readonly lambda: number
  readonly keep: number
  readonly speak: number
}

/** x̂₀ of a network that learned on a process, at its level of equal log-SNR. @param at with σ̂ = σ/α finite. */
export function networkReading(process: Process, prediction: LearnedPrediction, at: Level): X0Reading {
  const own = matchedLevel(process, at)
  const scale = 1 / Math.hypot(1, noiseToSignal(at))
  const one = Float32Array.of(1)
  const none = Float32Array.of(0)
  const [ofX = NaN] = convert(arrayAlgebra, one, own, none, prediction, 'sample')
  const [ofOutput = NaN] = convert(arrayAlgebra, none, own, one, prediction, 'sample')
  return { scale, lambda: clampedLogSnr(logSnr(own)), keep: ofX * scale * Math.hypot(own.signal, own.noise), speak: ofOutput * unitOf(prediction, own) }
}

/** Deviation that the student takes the data to have: that of the room's points. */
const sigmaData = 1

/**
 * x̂₀ of a student, which leaves x as it is at the least noise, σ̂ = sigmaMin:
 *
 *     c_skip = σ_d²/((σ̂ − σ_min)² + σ_d²),   c_out = σ_d·(σ̂ − σ_min)/√(σ̂² + σ_d²)
 *
 * Song et al. 2023 (consistency models), appendix C.
 */
export function studentReading(sigma: number, sigmaMin: number): X0Reading {
  const above = Math.max(0, sigma - sigmaMin)
  return {
    scale: 1 / Math.hypot(1, sigma),
    lambda: clampedLogSnr(-2 * Math.log(sigma)),
    keep: sigmaData ** 2 / (above ** 2 + sigmaData ** 2),
    speak: (sigmaData * above) / Math.hypot(sigma, sigmaData),
  }
}
