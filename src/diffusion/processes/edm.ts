import { realAbove } from '../bounds'
import type { Process } from './process'

/**
 * EDM's process: α = 1, σ(t) = t, so that time is the noise level and the probability-flow ODE, dx/dt = ε̂, runs straight
 * towards x̂₀. Karras et al. 2022, table 1 ("ours"); σ in [0.002, 80].
 *
 * @throws RangeError unless 0 < sigmaMin ≤ sigmaMax ≤ 1e6.
 */
export function edmProcess({ sigmaMin = 0.002, sigmaMax = 80 } = {}): Process {
  realAbove('sigmaMax', sigmaMax, 0, 1e6)
  realAbove('sigmaMin', sigmaMin, 0, sigmaMax)
  return { id: 'edm', tMin: sigmaMin, tMax: sigmaMax, scales: (t) => ({ signal: 1, noise: t, dSignal: 0, dNoise: 1 }) }
}
