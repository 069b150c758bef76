import type { Algebra } from './algebra'
import type { Level } from './level'
import { sigmaData } from './preconditioning'
import type { Denoised } from './step'

/**
 * What a network outputs, by the names of diffusers' `prediction_type`. Ours are score, s = ∇ log q(x_t), and edm, EDM's raw
 * F (Karras et al. 2022, eq. 7, with σ_data = 0.5). flow_prediction is u = ε − x₀, the velocity of the straight path.
 */
export type Prediction = 'epsilon' | 'sample' | 'v_prediction' | 'score' | 'flow_prediction' | 'edm'

/** The quantity x·x_t + output·(the network's output). */
interface Linear {
  readonly x: number
  readonly output: number
}

/** 1/c, or 0 where c is so near to 0 that the quotient says nothing: no NaN, no infinity. */
const inverse = (c: number) => (Math.abs(c) < 1e-8 ? 0 : 1 / c)

/**
 * x̂₀ and ε̂ as functions of x = α·x₀ + σ·ε and the output, with v = α·ε − σ·x₀ (Salimans & Ho 2022,
 * appendix D; solved for α² + σ² = n of any process), s = −ε/σ (Dhariwal & Nichol 2021, eq. 11), u = ε − x₀, and F by
 * x₀ = c_skip·x/α + c_out·F at σ/α, which with m = σ² + σ_d²α² needs no division by α.
 */
function solve(prediction: Prediction, { signal: α, noise: σ }: Level): { x0: Linear; eps: Linear } {
  const n = α * α + σ * σ
  switch (prediction) {
    case 'epsilon':
      return { x0: { x: inverse(α), output: -σ * inverse(α) }, eps: { x: 0, output: 1 } }
    case 'sample':
      return { x0: { x: 0, output: 1 }, eps: { x: inverse(σ), output: -α * inverse(σ) } }
    case 'v_prediction':
      return { x0: { x: α / n, output: -σ / n }, eps: { x: σ / n, output: α / n } }
    case 'score':
      return { x0: { x: inverse(α), output: σ * σ * inverse(α) }, eps: { x: 0, output: -σ } }
    case 'flow_prediction':
      return { x0: { x: 1 / (α + σ), output: -σ / (α + σ) }, eps: { x: 1 / (α + σ), output: α / (α + σ) } }
    case 'edm': {
      const m = σ * σ + (sigmaData * α) ** 2
      const cOut = (sigmaData * σ) / Math.sqrt(m)
      return { x0: { x: (sigmaData ** 2 * α) / m, output: cOut }, eps: { x: σ / m, output: (-sigmaData * α) / Math.sqrt(m) } }
    }
  }
}

function mix(a: number, p: Linear, b: number, q: Linear): Linear {
  return { x: a * p.x + b * q.x, output: a * p.output + b * q.output }
}

function conversion(from: Prediction, to: Prediction, at: Level): Linear {
  const { x0, eps } = solve(from, at)
  if (from === to) return { x: 0, output: 1 }
  switch (to) {
    case 'epsilon':
      return eps
    case 'sample':
      return x0
    case 'v_prediction':
      return mix(at.signal, eps, -at.noise, x0)
    case 'score':
      return mix(-inverse(at.noise), eps, 0, x0)
    case 'flow_prediction':
      return mix(1, eps, -1, x0)
    case 'edm': { // F = (σ·x₀/σ_d − σ_d·α·ε)/√m, from the two equations above
      const root = Math.hypot(at.noise, sigmaData * at.signal)
      return mix((-sigmaData * at.signal) / root, eps, at.noise / (sigmaData * root), x0)
    }
  }
}

/**
 * A prediction at x and its level, as another one: all of them are linear in each other, given x.
 *
 * Where the level leaves the answer open (x₀ from ε or score on pure noise, α < 1e-8; ε from x₀, and the score, on data,
 * σ < 1e-8), the part that is not determined is 0.
 *
 * @param output what the network says of x, by `from`; shaped as x.
 * @returns the same statement, by `to`; shaped as x.
 */
export function convert<X>(algebra: Algebra<X>, x: X, at: Level, output: X, from: Prediction, to: Prediction): X {
  const c = conversion(from, to, at)
  return algebra.combine([c.x, x], [c.output, output])
}

/** How a network's output is read. */
export interface Reading<X> {
  readonly prediction: Prediction
  /** Whether x̂₀ is limited to [−1, 1], the range of pictures. */
  readonly clip: boolean
  /** The learned-range head's output, if the network has one; shaped as x. */
  readonly v?: X | undefined
}

/**
 * x̂₀ and ε̂ of a network's output at x and its level. If x̂₀ is clipped, ε̂ is derived again from it, ε̂ = (x − α·x̂₀)/σ,
 * so that x = α·x̂₀ + σ·ε̂ still holds: as guided-diffusion's `ddim_sample` does (Dhariwal & Nichol 2021,
 * `_predict_eps_from_xstart`), and diffusers' DDIM only with `use_clipped_model_output`.
 *
 * @param output shaped as x; what is undetermined at either end of the process is 0, as in `convert`.
 */
export function denoised<X>(algebra: Algebra<X>, x: X, at: Level, output: X, reading: Reading<X>): Denoised<X> {
  const { prediction, clip, v } = reading
  const x0 = convert(algebra, x, at, output, prediction, 'sample')
  const x0Hat = clip ? algebra.clamp(x0, -1, 1) : x0
  const epsHat = clip
    ? convert(algebra, x, at, x0Hat, 'sample', 'epsilon')
    : convert(algebra, x, at, output, prediction, 'epsilon')
  return v === undefined ? { x0Hat, epsHat } : { x0Hat, epsHat, v }
}
