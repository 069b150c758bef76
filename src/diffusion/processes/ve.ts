import { realAbove } from '../bounds'
import type { Process } from './process'

/**
 * The variance-exploding SDE, the limit of NCSN's geometric noise levels, on t ∈ [0, 1]:
 *
 *     α = 1,   σ = σ_min·(σ_max/σ_min)ᵗ for t > 0,   σ(0) = 0
 *
 * Song et al. 2021 (score SDE), section 3.4 and appendix C, where the jump at t = 0 is as here; σ_min = 0.01, σ_max = 50, and
 * a run's last time before the data is 1e-5.
 *
 * @throws RangeError unless 0 < sigmaMin < sigmaMax ≤ 1e6.
 */
export function veProcess({ sigmaMin = 0.01, sigmaMax = 50 } = {}): Process {
  realAbove('sigmaMax', sigmaMax, 0, 1e6)
  realAbove('sigmaMin', sigmaMin, 0, sigmaMax)
  const rate = Math.log(sigmaMax / sigmaMin)
  if (rate === 0) throw new RangeError(`sigmaMin must be below sigmaMax, not ${sigmaMin} for both.`)
  return {
    id: 've',
    tMin: 1e-5,
    tMax: 1,
    scales: (t) => {
      const noise = t === 0 ? 0 : sigmaMin * Math.exp(rate * t)
      return { signal: 1, noise, dSignal: 0, dNoise: rate * noise }
    },
  }
}
