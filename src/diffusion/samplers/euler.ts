import type { SamplerStep } from '../step'
import { byKarras, deterministic, type Sampler } from './descriptor'

/**
 * Euler's method on the probability-flow ODE in σ̂ = σ/α. Notation: t = `from`, s = `to`, y = x/α.
 *
 *     dy/dσ̂ = ε̂(y, σ̂)                          (EDM's ODE, of any process)
 *     y_s = y_t + (σ̂_s − σ̂_t)·ε̂,   hence x_s = α_s·x̂₀ + σ_s·ε̂
 *
 * Karras et al. 2022, eq. 1 with 3, and algorithm 1 without its second half. Deterministic, order 1, one network evaluation. It is
 * DDIM with η = 0, and Euler's method on a flow's straight path: all three are straight lines in their coordinates.
 */
function euler(): SamplerStep {
  return ({ algebra, xt, from, to, denoise }) => {
    const { x0Hat, epsHat } = denoise(xt, from)
    const next = algebra.combine([to.signal, x0Hat], [to.noise, epsHat])
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const eulerSampler: Sampler<{ readonly id: 'euler' }> = {
  id: 'euler',
  group: 'ode',
  step: euler,
  info: () => deterministic(1, { source: 'Karras et al. 2022, eq. 1 and algorithm 1' }),
  parameters: [],
  specOf: () => ({ id: 'euler' }),
  usual: byKarras,
}
