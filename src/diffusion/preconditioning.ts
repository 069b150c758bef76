import { realAbove, realIn } from './bounds'

/** The deviation of data that EDM assumes: Karras et al. 2022, table 1. */
export const sigmaData = 0.5

/**
 * EDM's preconditioning, D(x; σ) = c_skip·x + c_out·F(c_in·x; c_noise), at σ = σ̂ of any process (there x is x_t/α):
 *
 *     c_skip = σ_d²/(σ² + σ_d²),   c_out = σ·σ_d/√(σ² + σ_d²),   c_in = 1/√(σ² + σ_d²),   c_noise = ¼·ln σ
 *
 * Karras et al. 2022, table 1 and eq. 7.
 *
 * @param sigma in [0, ∞).
 * @param dataDeviation σ_d, in (0, 1000].
 * @returns the four; cNoise is −∞ on the data.
 * @throws RangeError if a number is out of its range.
 */
export function preconditioning(sigma: number, dataDeviation = sigmaData) {
  realIn('sigma', sigma, 0, Number.MAX_VALUE)
  realAbove('dataDeviation', dataDeviation, 0, 1000)
  const total = Math.hypot(sigma, dataDeviation)
  return {
    cSkip: (dataDeviation / total) ** 2,
    cOut: dataDeviation * (sigma / total),
    cIn: 1 / total,
    cNoise: Math.log(sigma) / 4,
  }
}
