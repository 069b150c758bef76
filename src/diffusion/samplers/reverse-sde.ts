import { sde } from '../processes/process'
import { mustDescend, processOf, type SamplerStep } from '../step'
import { weak, type Sampler } from './descriptor'

/**
 * The reverse SDE by the Euler–Maruyama method, in the process's own time. Notation: t = `from`, s = `to`, Δ = t − s > 0, z
 * fresh noise.
 *
 *     dx  = (f(t)·x − g²(t)·∇log p_t(x))·dt + g(t)·dw̄,   ∇log p_t(x) = −ε̂/σ
 *     x_s = x_t − Δ·(f·x_t + g²/σ·ε̂) + g·√Δ·z
 *
 * Anderson 1982; Song et al. 2021 (score SDE), eq. 6. Stochastic, weak order 1, one network evaluation; needs the process. The
 * step to data is x̂₀ itself.
 *
 * @throws RangeError from pure noise (α = 0), where f is infinite: begin just below; and if the step does not lead downwards.
 */
function reverseSde(): SamplerStep {
  return (input) => {
    const { algebra, xt, from, to, denoise, normal } = input
    mustDescend(input)
    const { drift, diffusion } = sde(processOf(input, 'reverse-sde'), from.t)
    const { x0Hat, epsHat } = denoise(xt, from)
    if (to.noise === 0) return { next: x0Hat, x0Hat, epsHat, mean: x0Hat }
    if (!Number.isFinite(drift))
      throw new RangeError(`The reverse SDE must begin where there is signal, not at t = ${from.t}.`)
    const delta = from.t - to.t
    const mean = algebra.combine([1 - delta * drift, xt], [(-delta * diffusion) / from.noise, epsHat])
    const added = algebra.combine([Math.sqrt(diffusion * delta), normal()])
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}

export const reverseSdeSampler: Sampler<{ readonly id: 'reverse-sde' }> = {
  id: 'reverse-sde',
  group: 'sde',
  step: reverseSde,
  info: () => weak(1, { needsProcess: true, source: 'Anderson 1982; Song et al. 2021 (score SDE), eq. 6' }),
  parameters: [],
  specOf: () => ({ id: 'reverse-sde' }),
  usual: { process: 'vp', grid: 'karras' },
}
