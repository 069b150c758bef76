import type { Algebra } from '../algebra'
import type { Level } from '../level'
import type { Past, SamplerStep } from '../step'
import { byLogSnr, deterministic, type Sampler } from './descriptor'
import { dpmSolverPp } from './dpm-solver-pp'
import { halfLogSnr, remembered } from './multistep'

/**
 * UniC: x_t again, now that the network was seen there. From the step before, t' = `past.at`, by h = λ_t − λ_t', with
 * D = (x̂₀ at t) − m₀ and, if there was a step before that, D₁ = (m₁ − m₀)/r, r = (λ_t'' − λ_t')/h < 0.
 */
function corrected<X>(algebra: Algebra<X>, at: Level, x0Hat: X, past: Past<X>, before: Past<X> | undefined): X {
  const h = halfLogSnr(at) - halfLogSnr(past.at)
  const B = Math.expm1(-h) // B₂(h)
  const g1 = (B / -h - 1) / B // h·φ₂(h)/B and h²·φ₃(h)·2!/B of the paper, at −h
  const g2 = (2 * ((B / -h - 1) / -h - 0.5)) / B
  const r = before ? (halfLogSnr(before.at) - halfLogSnr(past.at)) / h : 0
  const [a1, a2] = before ? [(g1 - g2) / (1 - r), g1 - (g1 - g2) / (1 - r)] : [0, 0.5]
  const previous = before ? a1 / r : 0
  return algebra.combine(
    [at.noise / past.at.noise, past.xt],
    [-at.signal * B * (1 - a2 - previous), past.x0Hat],
    [-at.signal * B * a2, x0Hat],
    ...(before ? [[-at.signal * B * previous, before.x0Hat] as const] : []),
  )
}

/**
 * UniPC of order 2 with B₂(h) = e^h − 1 and data prediction (`bh2`): a corrector, UniC-2, which costs no network evaluation
 * because it reuses the one that the next predictor needs anyway, and a predictor, UniP-2, which is DPM-Solver++ 2M.
 *
 *     x_tᶜ = σ_t/σ_t'·x_t' − α_t·(e^(−h) − 1)·(m₀ + a₁·D₁ + a₂·D)        corrected with x̂₀(x_t), from the state before
 *     x_s  = DPM-Solver++ 2M from x_tᶜ
 *
 * with a₁ + a₂ = g₁, r·a₁ + a₂ = g₂ (a₂ = ½ alone at the second step). Zhao et al. 2023 (UniPC), section 3.
 * Deterministic; one network evaluation. The state that is stepped from is returned as `corrected`: a run goes on from a
 * recorded frame only with it. The step to data is x̂₀ itself. Order 3 with the corrector.
 */
function unipc(): SamplerStep {
  const predictor = dpmSolverPp({ order: 2 })
  return (input) => {
    const { algebra, xt, from, denoise } = input
    const { x0Hat, epsHat } = denoise(xt, from)
    const [past, before] = remembered(input, 2)
    if (!past) return { ...predictor({ ...input, denoise: () => ({ x0Hat, epsHat }) }), corrected: xt }
    const x = corrected(algebra, from, x0Hat, past, before)
    const { next, mean } = predictor({ ...input, xt: x, denoise: () => ({ x0Hat, epsHat }) })
    return { next, x0Hat, epsHat, mean, corrected: x }
  }
}

export const unipcSampler: Sampler<{ readonly id: 'unipc' }> = {
  id: 'unipc',
  group: 'ode',
  step: unipc,
  info: () => deterministic(3, { memory: 2, corrects: true, source: 'Zhao et al. 2023 (UniPC), section 3' }),
  parameters: [],
  specOf: () => ({ id: 'unipc' }),
  usual: byLogSnr,
}
