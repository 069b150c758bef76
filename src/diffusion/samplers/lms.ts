import { integerIn } from '../bounds'
import { isPureNoise, noiseToSignal } from '../level'
import type { SamplerStep } from '../step'
import { byKarras, deterministic, type Sampler } from './descriptor'
import { remembered } from './multistep'

/** The k-th Lagrange polynomial of the nodes, at x. */
function lagrange(nodes: readonly number[], k: number, x: number): number {
  const ownNode = nodes[k] ?? NaN
  return nodes.reduce((product, node, i) => (i === k ? product : (product * (x - node)) / (ownNode - node)), 1)
}

/** Its integral from a to b: by Simpson's rule, which is exact up to degree 3, that of four nodes. */
function integral(nodes: readonly number[], k: number, a: number, b: number): number {
  const [start, middle, end] = [a, (a + b) / 2, b].map((x) => lagrange(nodes, k, x)) as [number, number, number]
  return ((b - a) / 6) * (start + 4 * middle + end)
}

/**
 * The linear multistep method (Adams–Bashforth for unequal steps) on the probability-flow ODE in σ̂ = σ/α. Notation:
 * t = `from`, s = `to`, y = x/α; e₀ = ε̂ at t, e₁, … those of the steps before.
 *
 *     y_s = y_t + Σ_k c_k·e_k,   c_k = ∫ℓ_k(σ̂) dσ̂ from σ̂_t to σ̂_s,   ℓ_k Lagrange's polynomials of the levels
 *
 * Crowson's k-diffusion, `sample_lms`, whose integrals are here exact. Deterministic, of the given order once as many steps
 * have been made (the lower order of the first ones limits a whole run to 2 in the end); one network evaluation. From pure
 * noise it is Euler's step.
 *
 * @param order 1 to 4.
 * @throws RangeError if the order is anything else.
 */
function lms({ order }: { readonly order: number }): SamplerStep {
  integerIn('order', order, 1, 4)
  return (input) => {
    const { algebra, xt, from, to, denoise } = input
    const { x0Hat, epsHat } = denoise(xt, from)
    const history = isPureNoise(from) ? [] : remembered(input, order - 1)
    const nodes = [from, ...history.map((past) => past.at)].map(noiseToSignal)
    const [a, b] = [noiseToSignal(from), noiseToSignal(to)]
    // Σ c_k = σ̂_s − σ̂_t, so what the others get is taken from e₀'s share in Euler's step.
    const c = history.map((_, k) => to.signal * integral(nodes, k + 1, a, b))
    const next = algebra.combine(
      [to.signal, x0Hat],
      [c.reduce((rest, share) => rest - share, to.noise), epsHat],
      ...history.map((past, k) => [c[k] ?? 0, past.epsHat] as const),
    )
    return { next, x0Hat, epsHat, mean: next }
  }
}

export const lmsSampler: Sampler<{ readonly id: 'lms'; readonly order: number }> = {
  id: 'lms',
  group: 'ode',
  step: lms,
  info: ({ order }) => deterministic(order, { memory: order - 1, source: 'Crowson, k-diffusion, sample_lms' }),
  parameters: ['order'],
  mostOrder: 4,
  specOf: ({ order }) => ({ id: 'lms', order: Math.min(order, 4) }),
  usual: { ...byKarras, order: 4 },
}
