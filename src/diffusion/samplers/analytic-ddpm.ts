import { realAbove, realIn } from '../bounds'
import type { Level } from '../level'
import type { SamplerStep } from '../step'
import { ddpm } from './ddpm'

/**
 * DDPM with the analytic variance (`ddpm`), by the paper's own number instead of the error of x̂₀:
 *
 *     Γ_t = E‖ε̂(x_t)‖²/d = σ_t²·E‖∇log q(x_t)‖²/d
 *     E‖x₀ − x̂₀‖²/d = σ_t²/α_t²·(1 − Γ_t)          for an exact ε̂
 *
 * Bao et al. 2022 (Analytic-DPM), theorem 1. On pure noise (α = 0), where Γ = 1 says nothing, the error is the variance of the
 * data. Stochastic, weak order 1, no noise at the step to data; one network evaluation.
 *
 * @param gamma Γ at a level, in [0, 1]: measured once for a network over noised data, or known in closed form.
 * @param dataVariance of x₀, in (0, 1e6]; looked at on pure noise only.
 * @throws RangeError if Γ or the variance is out of its range.
 */
export function analyticDdpm(
  { gamma, dataVariance = 1 }: { readonly gamma: (at: Level) => number; readonly dataVariance?: number },
): SamplerStep {
  realAbove('dataVariance', dataVariance, 0, 1e6)
  const meanSquaredError = (at: Level) =>
    at.signal === 0 ? dataVariance : (at.noise / at.signal) ** 2 * (1 - realIn('gamma', gamma(at), 0, 1))
  const sampler = ddpm({ variance: 'analytic' })
  return input => sampler({ ...input, meanSquaredError })
}
