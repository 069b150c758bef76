import { realIn } from '../bounds'
import { posterior } from '../posterior'
import type { SamplerStep } from '../step'
import { deterministic, onSchedule, weak, type Sampler } from './descriptor'

/**
 * Denoising diffusion implicit models. Notation: t = `from`, s = `to`, z fresh noise.
 *
 *     σ   = η·√((1−ᾱ_s)/(1−ᾱ_t))·√(1 − ᾱ_t/ᾱ_s)          = η·√β̃
 *     x_s = √ᾱ_s·x̂₀ + √(1−ᾱ_s−σ²)·ε̂ + σ·z
 *
 * Song et al. 2021 (DDIM), eq. 12 and 16, for any two levels. η = 0: deterministic, an order-1 solver of the
 * probability-flow ODE; η = 1: DDPM with variance β̃ (same mean, same variance). One network evaluation.
 *
 * @param eta η, in [0, 1].
 * @throws RangeError if η is out of its range.
 */
export function ddim({ eta }: { readonly eta: number }): SamplerStep {
  realIn('eta', eta, 0, 1)
  return ({ algebra, xt, from, to, denoise, normal }) => {
    const { betaTilde } = posterior(from, to)
    const variance = eta ** 2 * betaTilde // σ², never above 1−ᾱ_s
    const { x0Hat, epsHat } = denoise(xt, from)
    const direction = Math.sqrt(to.noise ** 2 - variance)
    const mean = algebra.combine([to.signal, x0Hat], [direction, epsHat])
    if (variance === 0) return { next: mean, x0Hat, epsHat, mean }
    const added = algebra.combine([Math.sqrt(variance), normal()])
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}

export const ddimSampler: Sampler<{ readonly id: 'ddim'; readonly eta: number }> = {
  id: 'ddim',
  group: 'ancestral',
  step: ddim,
  info: ({ eta }) => (eta > 0 ? weak : deterministic)(1, { source: 'Song et al. 2021 (DDIM), eq. 12 and 16' }),
  parameters: ['eta'],
  specOf: ({ eta }) => ({ id: 'ddim', eta }),
  usual: { ...onSchedule, eta: 0 },
}
