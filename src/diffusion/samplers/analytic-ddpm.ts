import { realIn } from '../bounds'
import type { Level } from '../level'
import { posterior } from '../posterior'
import type { SamplerStep } from '../step'

/**
 * Ancestral sampling with the variance that is best of all that are the same for every pixel. Notation: t = `from`,
 * s = `to`, β̃ and c₀ (the coefficient of x₀) as in `posterior`, z fresh noise.
 *
 *     Γ_t = E‖ε̂(x_t)‖²/d
 *     Σ   = β̃ + c₀²·(σ_t²/α_t²)·(1 − Γ_t)          σ_t²/α_t²·(1 − Γ_t) = E tr Cov[x₀ | x_t]/d
 *     x_s = c₀·x̂₀ + c_t·x_t + √Σ·z
 *
 * Bao et al. 2022 (Analytic-DPM), theorem 1 and eq. 8, where 1 − Γ is 1 − σ²·E‖∇log q‖²/d. Stochastic, weak order 1, no noise
 * at the step to data; one network evaluation. Gaussian data of equal variances are sampled exactly.
 *
 * @param gamma Γ at a level, in [0, 1]: measured once for a network over noised data, or known in closed form. On pure
 *   noise (α = 0) it is not asked: nothing of x₀ can be said there.
 * @throws RangeError if Γ is out of its range.
 */
export function analyticDdpm({ gamma }: { readonly gamma: (at: Level) => number }): SamplerStep {
  return ({ algebra, xt, from, to, denoise, normal }) => {
    const q = posterior(from, to)
    const { x0Hat, epsHat } = denoise(xt, from)
    const mean = algebra.combine([q.x0, x0Hat], [q.xt, xt])
    if (to.noise === 0) return { next: mean, x0Hat, epsHat, mean }
    const spread = from.signal === 0 ? 0 : (from.noise / from.signal) ** 2 * (1 - realIn('gamma', gamma(from), 0, 1))
    const added = algebra.combine([Math.sqrt(q.betaTilde + q.x0 ** 2 * spread), normal()])
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}
