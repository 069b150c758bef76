import { realIn } from '../bounds'
import { logNormalInterval } from './normal-cdf'

/**
 * What the last step of the bound is measured by: 'pixels', the probability of an 8-bit value, or 'density', the density of
 * a real number (for points of the plane, whose bound may then be negative).
 */
export type Decoder = 'pixels' | 'density'

const half = 1 / 255 // of a bin: 256 values over [−1, 1]
const edge = 0.999 // beyond it a value is −1 or 1; its neighbours are at ±0.992

/** −log p of one pixel in nats: its bin under N(mean, e^logVariance), the first and last bin open to the outside. */
function pixelNats(x0: number, mean: number, logVariance: number): number {
  realIn('A pixel', x0, -1 - 1e-6, 1 + 1e-6)
  const scale = Math.exp(-logVariance / 2)
  const low = x0 < -edge ? -Infinity : (x0 - half - mean) * scale
  const high = x0 > edge ? Infinity : (x0 + half - mean) * scale
  return -logNormalInterval(low, high)
}

/** −log N(x0; mean, e^logVariance) in nats. */
function densityNats(x0: number, mean: number, logVariance: number): number {
  return (Math.log(2 * Math.PI) + logVariance + (x0 - mean) ** 2 * Math.exp(-logVariance)) / 2
}

/**
 * −log p(x₀ | x₁) of one number, in nats.
 *
 *     pixels    −log ∫ N(x; mean, Σ) dx over x₀ ± 1/255, to ±∞ at x₀ = ±1: the probabilities of the 256 values sum to 1
 *     density   −log N(x₀; mean, Σ)
 *
 * Ho et al. 2020, eq. 13. Their code limits the probability to 1e-12 from below; here logarithms are exact in the tails.
 *
 * @param x0 of pixels, in [−1, 1]; the bin is around x0 itself, so it should be one of −1 + 2k/255.
 * @throws RangeError if a pixel is not in [−1, 1].
 */
export function decoderNats(decoder: Decoder, x0: number, mean: number, logVariance: number): number {
  return decoder === 'pixels' ? pixelNats(x0, mean, logVariance) : densityNats(x0, mean, logVariance)
}
