import { realAbove } from './bounds'
import { noiseToSignal, type Level } from './level'

/** The deviation of data that EDM assumes: Karras et al. 2022, table 1. */
export const sigmaData = 0.5

/**
 * EDM's preconditioning, D(x; σ) = c_skip·x + c_out·F(c_in·x; c_noise), of any process: here x is x_t = α·x₀ + σ·ε itself, and
 * with m = α²·σ_d² + σ²
 *
 *     c_skip = α·σ_d²/m,   c_out = σ·σ_d/√m,   c_in = 1/√m,   c_noise = ¼·ln(σ/α)
 *
 * which is the paper's table where α = 1, and divides by α nowhere, so that it holds on pure noise too.
 *
 * Karras et al. 2022, table 1 and eq. 7.
 *
 * @param dataDeviation σ_d, in (0, 1000].
 * @returns the four; cNoise is −∞ on the data and ∞ where α = 0.
 * @throws RangeError if a number is out of its range.
 */
export function preconditioning(at: Pick<Level, 'signal' | 'noise'>, dataDeviation = sigmaData) {
  realAbove('dataDeviation', dataDeviation, 0, 1000)
  const { signal, noise } = at
  const root = Math.hypot(signal * dataDeviation, noise)
  return {
    cSkip: signal * (dataDeviation / root) ** 2,
    cOut: noise * (dataDeviation / root),
    cIn: 1 / root,
    cNoise: Math.log(noiseToSignal(at)) / 4,
  }
}
