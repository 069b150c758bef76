import type { SamplerStep } from '../step'

/**
 * A step of multistep consistency sampling: the student says x₀, and fresh noise is put on it up to the next level.
 *
 *     x_s = α_s·x̂₀ + σ_s·z,   z ~ N(0, I)
 *
 * Song et al. 2023 (consistency models), algorithm 1, with √(τ² − ε²) = σ_s as ε → 0. One step to data is the generator itself.
 * Over any other denoiser it is a caricature: it forgets x_t at every step.
 */
export const consistencyStep: SamplerStep = ({ algebra, xt, from, to, denoise, normal }) => {
  const { x0Hat, epsHat } = denoise(xt, from)
  const mean = algebra.combine([to.signal, x0Hat])
  if (to.noise === 0) return { next: mean, x0Hat, epsHat, mean }
  const added = algebra.combine([to.noise, normal()])
  return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
}
