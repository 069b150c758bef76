import { noiseToSignal } from '../level'
import type { SamplerStep, StepInput } from '../step'
import { remembered } from './multistep'

/** Adams–Bashforth's coefficients for equal steps, newest ε̂ first, by how many there are. */
const adamsBashforth: readonly (readonly number[])[] = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
]

/** ε' as terms. The first step of a run has nothing behind it, and looks ahead instead: ½·(ε̂_t + ε̂ where Euler leads). */
function blended<X>({ to, denoise }: StepInput<X>, epsHats: readonly X[], euler: X): (readonly [number, X])[] {
  const [own] = epsHats
  if (epsHats.length === 1 && own !== undefined) return [[0.5, own], [0.5, denoise(euler, to).epsHat]]
  return epsHats.map((epsHat, k) => [adamsBashforth[epsHats.length - 1]?.[k] ?? 0, epsHat] as const)
}

/**
 * PLMS: PNDM's pseudo linear multistep method alone, as Stable Diffusion runs it (diffusers' `skip_prk_steps`). The paper's own
 * PNDM begins with three pseudo Runge–Kutta steps of four network evaluations each; this begins with one pseudo improved Euler
 * step of two, and climbs by lower orders. Notation: t = `from`, s = `to`, e₀ = ε̂ at t, e₁, e₂, e₃ those of the steps before.
 *
 *     ε'  = (55·e₀ − 59·e₁ + 37·e₂ − 9·e₃)/24              with fewer steps behind it, Adams–Bashforth's of as many
 *     x_s = α_s·(x_t − σ_t·ε')/α_t + σ_s·ε'                DDIM's step, the transfer φ
 *
 * Liu et al. 2022 (PNDM), eq. 12. The coefficients take the levels as evenly spaced in t, so leave it to grids that are.
 * Deterministic, order 2, whatever the coefficients promise (their theorem); one network evaluation, two at the first step.
 * From pure noise (α = 0), and where the first step leads to data, it is Euler's step.
 */
export function pndm(): SamplerStep {
  return input => {
    const { algebra, xt, from, to, denoise } = input
    const { x0Hat, epsHat } = denoise(xt, from)
    const euler = algebra.combine([to.signal, x0Hat], [to.noise, epsHat])
    const past = remembered(input, 3).map(({ epsHat }) => epsHat)
    if (from.signal === 0 || (past.length === 0 && to.noise === 0)) return { next: euler, x0Hat, epsHat, mean: euler }
    const change = to.signal * (noiseToSignal(to) - noiseToSignal(from))
    const terms = blended(input, [epsHat, ...past], euler).map(([c, eps]) => [change * c, eps] as const)
    const next = algebra.combine([1, euler], [-change, epsHat], ...terms)
    return { next, x0Hat, epsHat, mean: next }
  }
}
