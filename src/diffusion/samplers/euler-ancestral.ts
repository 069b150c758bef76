import { realIn } from '../bounds'
import { noiseToSignal } from '../level'
import { mustDescend, type SamplerStep } from '../step'
import { byKarras, deterministic, weak, type Sampler } from './descriptor'

/**
 * Ancestral sampling by Euler steps in σ̂ = σ/α: down to less noise than asked for, then up by fresh noise. Notation:
 * t = `from`, s = `to`, y = x/α, z fresh noise.
 *
 *     σ_up   = η·σ̂_s·√(1 − σ̂_s²/σ̂_t²),   σ_down = √(σ̂_s² − σ_up²)
 *     y_s    = y_t + (σ_down − σ̂_t)·ε̂ + σ_up·z
 *
 * Crowson's k-diffusion, `get_ancestral_step` and `sample_euler_ancestral`; for η = 1 the ancestral sampling of Song et al.
 * 2021 (score SDE), appendix F. Stochastic for η > 0, weak order 1, one network evaluation. It is DDIM with the same η, seen
 * from EDM's side.
 *
 * @param eta η, in [0, 1].
 * @throws RangeError if η is out of its range; a step with fresh noise, if it does not lead downwards.
 */
function eulerAncestral({ eta }: { readonly eta: number }): SamplerStep {
  realIn('eta', eta, 0, 1)
  return (input) => {
    const { algebra, xt, from, to, denoise, normal } = input
    if (eta > 0) mustDescend(input)
    const [high, low] = [noiseToSignal(from), noiseToSignal(to)]
    const up = eta * low * Math.sqrt(1 - (low / high) ** 2)
    const down = Math.sqrt(low ** 2 - up ** 2)
    const { x0Hat, epsHat } = denoise(xt, from)
    const mean = algebra.combine([to.signal, x0Hat], [to.signal * down, epsHat])
    if (up === 0) return { next: mean, x0Hat, epsHat, mean }
    const added = algebra.combine([to.signal * up, normal()])
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}

export const eulerAncestralSampler: Sampler<{ readonly id: 'euler-ancestral'; readonly eta: number }> = {
  id: 'euler-ancestral',
  group: 'sde',
  step: eulerAncestral,
  info: ({ eta }) =>
    (eta > 0 ? weak : deterministic)(1, { source: 'Crowson, k-diffusion; Song et al. 2021 (score SDE), appendix F' }),
  parameters: ['eta'],
  specOf: ({ eta }) => ({ id: 'euler-ancestral', eta }),
  usual: { ...byKarras, eta: 1 },
}
