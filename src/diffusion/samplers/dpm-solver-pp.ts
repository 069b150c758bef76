import { integerIn } from '../bounds'
import type { SamplerStep } from '../step'
import { byLogSnr, deterministic, type Sampler } from './descriptor'
import { halfLogSnr, ratios, remembered } from './multistep'

/** Coefficients of x̂₀ at this level and at those before it. */
function weights(order: number, h: number, r: readonly number[]): readonly number[] {
  const phi1 = -Math.expm1(-h) // 1 − e^(−h)
  const [r0 = Infinity, r1 = Infinity] = r
  if (order === 1) return [phi1]
  if (order === 2) return [phi1 * (1 + 0.5 / r0), (-0.5 * phi1) / r0]
  const phi2 = 1 - phi1 / h
  const phi3 = (phi1 - h) / (h * h) + 0.5 // of m'', which is 2·D₂
  // D₁ = (1+w)·(m₀−m₁)/r₀ − w·(m₁−m₂)/r₁, D₂ = ((m₀−m₁)/r₀ − (m₁−m₂)/r₁)/(r₀+r₁)
  const w = r0 / (r0 + r1)
  const near = (phi2 * (1 + w) + (2 * phi3) / (r0 + r1)) / r0
  const far = (-phi2 * w - (2 * phi3) / (r0 + r1)) / r1
  return [phi1 + near, far - near, -far]
}

/**
 * DPM-Solver++, multistep, of order 1, 2 (2M) or 3 (3M). Notation: t = `from`, s = `to`, λ = log(α/σ), h = λ_s − λ_t; m₀ = x̂₀
 * at t, m₁, m₂ those of the steps before, of which each went r₀·h, r₁·h in λ.
 *
 *     x_s = σ_s/σ_t·x_t + α_s·(1 − e^(−h))·m₀                                    order 1: DDIM with η = 0
 *           + α_s·(1 − e^(−h))·½·(m₀ − m₁)/r₀                                    order 2
 *     or    + α_s·(φ₂·D₁ + φ₃·2D₂),   φ₂ = 1 − (1 − e^(−h))/h,
 *             φ₃ = (1 − e^(−h) − h)/h² + ½                                       order 3
 *
 * Lu et al. 2022 (DPM-Solver++), section 4; algorithm 2 is 2M. In 3M, D₁ and 2D₂ are the derivatives by λ/h of the parabola
 * through m₀, m₁, m₂, as the authors' single-step solver of order 3 has them too (`solver_type` taylor). Their multistep one
 * (`multistep_dpm_solver_third_update`) and k-diffusion (`sample_dpmpp_3m_sde` with eta 0) take D₂ for 2D₂, and were run: with a
 * true past one step of theirs errs by h³ on Gaussian data, which is order 2; ours by h⁴. diffusers (0.42.1) has the same D₂.
 *
 * Deterministic; one network evaluation. The first steps are of lower order (so the error of a whole run falls as N^−2 in the
 * end, also with 3M), and the step to data (h = ∞) is of order 1, x̂₀ itself.
 *
 * @param order 1, 2 or 3.
 * @throws RangeError if the order is anything else.
 */
export function dpmSolverPp({ order }: { readonly order: number }): SamplerStep {
  integerIn('order', order, 1, 3)
  return (input) => {
    const { algebra, xt, from, to, denoise } = input
    const h = halfLogSnr(to) - halfLogSnr(from)
    const history = remembered(input, h === Infinity ? 0 : order - 1)
    const { x0Hat, epsHat } = denoise(xt, from)
    const [ownWeight = 0, ...before] = weights(history.length + 1, h, ratios(history, from, h))
    const next = algebra.combine(
      [to.noise / from.noise, xt],
      [to.signal * ownWeight, x0Hat],
      ...history.map((past, k) => [to.signal * (before[k] ?? 0), past.x0Hat] as const),
    )
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const dpmSolverPpSampler: Sampler<{ readonly id: 'dpm-solver++'; readonly order: number }> = {
  id: 'dpm-solver++',
  group: 'ode',
  step: dpmSolverPp,
  info: ({ order }) =>
    deterministic(order, {
      memory: order - 1,
      source: `Lu et al. 2022 (DPM-Solver++)${order === 2 ? ', algorithm 2' : ''}`,
    }),
  parameters: ['order'],
  mostOrder: 3,
  specOf: ({ order }) => ({ id: 'dpm-solver++', order: Math.min(order, 3) }),
  usual: { ...byLogSnr, order: 2 },
}
