import { type Level, posterior } from '../../diffusion'

/** What a step is made of, at one state: the page's exact parts, each [C·H·W] of one or more pictures. */
export interface Ingredients {
  readonly xt: Float32Array
  /** ε̂ and x̂₀ as the network said it, before anything was clipped. */
  readonly eps: Float32Array
  readonly x0: Float32Array
  /** Standard normal noise of this step, drawn or not. */
  readonly z: Float32Array
}

/**
 * A step of DDPM or DDIM, as a program may have written it: the sampler's formula, with places in which it can be wrong.
 * Notation: t = `from`, s = `to`; a root that is missing leaves ᾱ where √ᾱ is meant.
 */
export interface Recipe {
  readonly family: 'ddim' | 'ddpm'
  readonly from: Level
  readonly to: Level
  /** −1 where ε̂ is added where it is to be taken away. */
  readonly sign: 1 | -1
  /** Whether x̂₀ is clipped to [−1, 1]; and whether ε̂ is then derived from it, so that x = α·x̂₀ + σ·ε̂. */
  readonly clip: boolean
  readonly derive: boolean
  /** Roots: of ᾱ_t under x̂₀, of ᾱ_s before x̂₀, of 1 − ᾱ before ε̂, of the variance before z. */
  readonly roots: { readonly estimate: boolean; readonly x0: boolean; readonly eps: boolean; readonly noise: boolean }
  /** Σ of the fresh noise; 0 for none. */
  readonly variance: number
  /** DDPM's mean by its formula in ε̂, (x_t − k·ε̂)·m, where the program has it so. */
  readonly byEps?: { readonly k: number; readonly m: number } | undefined
}

const clamped = (value: number) => Math.min(1, Math.max(-1, value))

/** √a where the root is there, or a. */
const rooted = (square: number, root: boolean) => (root ? Math.sqrt(square) : square)

/** Coefficients of x̂₀, ε̂ and x_t in the mean. @throws RangeError where the levels do not fall */
function meanOf({ family, from, to, roots, variance }: Recipe): readonly [x0: number, eps: number, xt: number] {
  const signal = rooted(to.signal ** 2, roots.x0)
  if (family === 'ddim') return [signal, rooted(Math.max(0, to.noise ** 2 - variance), roots.eps), 0]
  const q = posterior(from, to)
  return [(q.x0 / to.signal) * signal, 0, q.xt]
}

/** The state to which a recipe leads. @throws RangeError where its levels do not fall */
export function stepBy(recipe: Recipe, { xt, eps, x0, z }: Ingredients, isOwnEstimate = false): Float32Array {
  const { from, sign, clip, derive, roots, variance, byEps } = recipe
  const [cX0, cEps, cXt] = meanOf(recipe)
  const [divisor, cZ] = [rooted(from.signal ** 2, roots.estimate), rooted(variance, roots.noise)]
  return xt.map((x, i) => {
    const noise = cZ * (z[i] ?? NaN)
    const e = sign * (eps[i] ?? NaN)
    if (byEps) return byEps.m * (x - byEps.k * e) + noise
    const raw = isOwnEstimate ? (x0[i] ?? NaN) : (x - from.noise * e) / divisor
    const guess = clip ? clamped(raw) : raw
    const direction = clip && derive ? (x - from.signal * guess) / from.noise : e
    return cX0 * guess + cEps * direction + cXt * x + noise
  })
}
