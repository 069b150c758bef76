import type { Algebra } from './algebra'
import { isPureNoise, type Level } from './level'
import { preconditioning, sigmaData } from './preconditioning'
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

/** 1/α, or 0 on pure noise, where the quotient says nothing: no NaN, no infinity. */
const perSignal = (at: Level) => (isPureNoise(at) ? 0 : 1 / at.signal)

/** 1/σ, or 0 where there is so little noise that the quotient says nothing. */
const perNoise = ({ noise }: Level) => (noise < 1e-8 ? 0 : 1 / noise)

/**
 * x̂₀ and ε̂ as functions of x = α·x₀ + σ·ε and the output, with v = α·ε − σ·x₀ (Salimans & Ho 2022,
 * appendix D; solved for α² + σ² = n of any process), s = −ε/σ (Dhariwal & Nichol 2021, eq. 11), u = ε − x₀, and F by
 * `preconditioning`, x₀ = c_skip·x + c_out·F, where 1 − α·c_skip = (σ·c_in)².
 */
function solve(prediction: Prediction, at: Level): { x0: Linear; eps: Linear } {
  const { signal: α, noise: σ } = at
  const n = α * α + σ * σ
  switch (prediction) {
    case 'epsilon':
      return { x0: { x: perSignal(at), output: -σ * perSignal(at) }, eps: { x: 0, output: 1 } }
    case 'sample':
      return { x0: { x: 0, output: 1 }, eps: { x: perNoise(at), output: -α * perNoise(at) } }
    case 'v_prediction':
      return { x0: { x: α / n, output: -σ / n }, eps: { x: σ / n, output: α / n } }
    case 'score':
      return { x0: { x: perSignal(at), output: σ * σ * perSignal(at) }, eps: { x: 0, output: -σ } }
    case 'flow_prediction':
      return { x0: { x: 1 / (α + σ), output: -σ / (α + σ) }, eps: { x: 1 / (α + σ), output: α / (α + σ) } }
    case 'edm': {
      const { cSkip, cOut, cIn } = preconditioning(at)
      return { x0: { x: cSkip, output: cOut }, eps: { x: σ * cIn * cIn, output: -α * sigmaData * cIn } }
    }
  }
}

/** What each prediction says, as x₀ and ε: coefficients of both. Of F, σ·x₀/σ_d − σ_d·α·ε over √m. */
function stated(prediction: Prediction, at: Level): { readonly x0: number; readonly eps: number } {
  switch (prediction) {
    case 'epsilon':
      return { x0: 0, eps: 1 }
    case 'sample':
      return { x0: 1, eps: 0 }
    case 'v_prediction':
      return { x0: -at.noise, eps: at.signal }
    case 'score':
      return { x0: 0, eps: -perNoise(at) }
    case 'flow_prediction':
      return { x0: -1, eps: 1 }
    case 'edm': {
      const { cIn } = preconditioning(at)
      return { x0: (at.noise * cIn) / sigmaData, eps: -sigmaData * at.signal * cIn }
    }
  }
}

function conversion(from: Prediction, to: Prediction, at: Level): Linear {
  if (from === to) return { x: 0, output: 1 }
  const { x0, eps } = solve(from, at)
  const of = stated(to, at)
  return { x: of.x0 * x0.x + of.eps * eps.x, output: of.x0 * x0.output + of.eps * eps.output }
}

/**
 * What a network would have output that says this x̂₀ and this ε̂ of a state.
 *
 * @returns shaped as x̂₀; the score is 0 where there is no noise, σ < 1e-8.
 */
export function outputOf<X>(algebra: Algebra<X>, { x0Hat, epsHat }: Denoised<X>, at: Level, prediction: Prediction): X {
  const of = stated(prediction, at)
  return algebra.combine([of.x0, x0Hat], [of.eps, epsHat])
}

/**
 * A prediction at x and its level, as another one: all of them are linear in each other, given x.
 *
 * Where the level leaves the answer open (x₀ from ε or score on pure noise, `isPureNoise`; ε from x₀, and the score, on data,
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
interface Reading<X> {
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
