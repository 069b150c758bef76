import { realAbove, realIn } from '../bounds'
import type { Level } from '../level'
import type { Oracle } from '../oracle'
import type { Denoised } from '../step'
import { uniformArray, type RandomKey } from '../random'

/** s(x, level) = ∇ log q(x), or a network's idea of it; [d] to [d]. */
export type Score = (x: Float64Array, at: Level) => Float64Array

/** div s = tr ∂s/∂x at x, or an estimate of it. */
export type Divergence = (x: Float64Array, at: Level) => number

function positiveNoise({ noise }: Level): number {
  return realAbove('noise', noise, 0, Number.MAX_VALUE)
}

/** The score that a denoiser implies, s = −ε̂/σ; it is asked in float32. @throws RangeError where there is no noise. */
export function denoiserScore(denoise: (x: Float32Array, at: Level) => Denoised<Float32Array>): Score {
  return (x, at) => Float64Array.from(denoise(Float32Array.from(x), at).epsHat, (eps) => -eps / positiveNoise(at))
}

/** vᵀ(∂s/∂x)v by a central difference of step h. */
function quadraticForm(score: Score, x: Float64Array, v: ArrayLike<number>, at: Level, h: number): number {
  const moved = (by: number) =>
    score(
      x.map((value, j) => value + by * (v[j] ?? NaN)),
      at,
    )
  const [ahead, behind] = [moved(h), moved(-h)]
  return ahead.reduce((sum, value, j) => sum + (v[j] ?? NaN) * (value - (behind[j] ?? NaN)), 0) / (2 * h)
}

/** The differences' step in units of σ, over which a score changes. In float32, 1e-2 keeps rounding small. */
const checkedStep = (step: number) => realIn('step', step, 1e-8, 1)

/**
 * The divergence along every coordinate, by central differences: exact but for O(h²), at 2d evaluations of the score. For
 * the plane, not for pictures.
 *
 * @param step h/σ, in [1e-8, 1].
 */
export function exactDivergence(score: Score, step = 1e-4): Divergence {
  checkedStep(step)
  return (x, at) => {
    const along = (i: number) =>
      quadraticForm(
        score,
        x,
        Float64Array.from(x, (_, j) => (i === j ? 1 : 0)),
        at,
        step * positiveNoise(at),
      )
    return Array.from(x, (_, i) => along(i)).reduce((a, b) => a + b, 0)
  }
}

/**
 * Hutchinson's estimator: vᵀ(∂s/∂x)v, whose mean over random v with E[v·vᵀ] = I is the divergence, at two evaluations of
 * the score a probe. The same probes serve a whole run, so that its ODE is smooth.
 *
 * Hutchinson 1990; Grathwohl et al. 2019 (FFJORD), section 3.1; Song et al. 2021 (score SDE), appendix D.2. The Jacobian is
 * met by central differences, not by automatic differentiation.
 *
 * @param probes at least one v, [d] each: of `rademacher`, or normal.
 * @param step h/σ, in [1e-8, 1].
 * @throws RangeError if there is no probe, or one of another length than x.
 */
export function hutchinsonDivergence(score: Score, probes: readonly ArrayLike<number>[], step = 1e-4): Divergence {
  checkedStep(step)
  if (probes.length === 0) throw new RangeError("Hutchinson's estimator needs at least one probe.")
  return (x, at) => {
    const estimate = (v: ArrayLike<number>) => {
      if (v.length !== x.length) throw new RangeError(`A probe must have ${x.length} numbers, not ${v.length}.`)
      return quadraticForm(score, x, v, at, step * positiveNoise(at))
    }
    return probes.reduce((sum, v) => sum + estimate(v), 0) / probes.length
  }
}

/** n independent signs ±1: the probe of least variance, as its squares are exactly 1. */
export function rademacher(key: RandomKey, n: number): Float32Array {
  return uniformArray(key, n).map((u) => (u < 0.5 ? -1 : 1))
}

/** The exact divergence of an oracle's score, from the variance that it knows: div s = d·(α²·Var[x₀ | x_t]/σ² − 1)/σ². */
export function oracleDivergence(oracle: Oracle): Divergence {
  return (x, at) => {
    const ratio = (at.signal / positiveNoise(at)) ** 2 * oracle.posteriorVariance(x, at)
    return (oracle.dimension * (ratio - 1)) / at.noise ** 2
  }
}
