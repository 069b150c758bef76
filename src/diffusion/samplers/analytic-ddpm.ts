import { realAbove, realIn } from '../bounds'
import { isPureNoise, type Level } from '../level'
import type { SamplerStep } from '../step'
import { ddpm } from './ddpm'

/**
 * DDPM with the analytic variance (`ddpm`), by the paper's own number instead of the error of x̂₀:
 *
 *     Γ_t = E‖ε̂(x_t)‖²/d = σ_t²·E‖∇log q(x_t)‖²/d
 *     E‖x₀ − x̂₀‖²/d = min(σ_t²/α_t²·(1 − Γ_t), Var x₀)          for an exact ε̂
 *
 * Bao et al. 2022 (Analytic-DPM), theorem 1; the limit, in the authors' code 1 for pictures in [−1, 1], holds for any data (what
 * is seen of x_t lowers the variance of x₀), keeps measured Γ from being blown up by σ²/α², and is the answer on pure noise,
 * where Γ = 1 says nothing. Stochastic, weak order 1, no noise at the step to data; one network evaluation.
 *
 * @param gamma Γ at a level, in [0, 1]: measured once for a network over noised data, or known in closed form.
 * @param dataVariance Var x₀, or a number above it, in (0, 1e6].
 * @throws RangeError if Γ or the variance is out of its range.
 */
export function analyticDdpm({
  gamma,
  dataVariance = 1,
}: {
  readonly gamma: (at: Level) => number
  readonly dataVariance?: number
}): SamplerStep {
  realAbove('dataVariance', dataVariance, 0, 1e6)
  const meanSquaredError = (at: Level) =>
    isPureNoise(at)
      ? dataVariance
      : Math.min((at.noise / at.signal) ** 2 * (1 - realIn('gamma', gamma(at), 0, 1)), dataVariance)
  const sampler = ddpm({ variance: 'analytic' })
  return (input) => sampler({ ...input, meanSquaredError })
}
