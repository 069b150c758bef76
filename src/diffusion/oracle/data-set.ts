import { integerIn } from '../bounds'
import type { Level } from '../level'
import { logSumExp, normalised } from './log-space'
import { checked, largest, type Oracle, type Reals } from './oracle'

/** The points of a data set, one after another: [N·d]. */
interface Points {
  readonly values: Reals
  readonly N: number
  readonly d: number
}

/** ‖x − α·x₀⁽ⁱ⁾‖², [N]. */
function squaredDistances({ values, N, d }: Points, x: Reals, signal: number): Float64Array {
  const distances = new Float64Array(N)
  for (let i = 0, k = 0; i < N; i++) {
    let sum = 0
    for (let j = 0; j < d; j++, k++) {
      const difference = (x[j] ?? NaN) - signal * (values[k] ?? NaN)
      sum += difference * difference
    }
    distances[i] = sum
  }
  return distances
}

/** −(‖x − α·x₀⁽ⁱ⁾‖² − the least)/2σ², [N]: at most 0, and 0 for the nearest, however small σ is. */
function logitsBelowNearest(distances: Float64Array, noise: number): { logits: Float64Array; least: number } {
  let least = Infinity
  for (const distance of distances) if (distance < least) least = distance
  const logits = new Float64Array(distances.length)
  for (let i = 0; i < logits.length; i++) {
    const farther = (distances[i] ?? NaN) - least
    if (farther > 0) logits[i] = -farther / (2 * noise * noise) // not 0/0 without noise
  }
  return { logits, least }
}

/** Σ wᵢ·x₀⁽ⁱ⁾, [d]. Most weights are 0 where there is little noise. */
function weightedMean({ values, N, d }: Points, weights: Float64Array): Float64Array {
  const mean = new Float64Array(d)
  for (let i = 0; i < N; i++) {
    const w = weights[i] ?? NaN
    if (w === 0) continue
    for (let j = 0; j < d; j++) mean[j] = (mean[j] ?? NaN) + w * (values[i * d + j] ?? NaN)
  }
  return mean
}

function positiveNoise({ noise }: Level): number {
  if (noise * noise > 0) return noise * noise
  throw new RangeError(`noise must be positive for a data set to have a density, not ${noise}.`)
}

function checkedPoints(values: Reals, d: number): Points {
  integerIn('dimension', d, 1, 2 ** 24)
  if (values.length === 0) throw new RangeError('A data set must have at least one point.')
  if (values.length % d !== 0)
    throw new RangeError(`Points of ${d} numbers each do not make an array of ${values.length}.`)
  for (const value of values) {
    if (!(Math.abs(value) <= largest))
      throw new RangeError(`A data set must lie within ±${largest}, and one of its numbers is ${value}.`)
  }
  return { values, N: values.length / d, d }
}

/**
 * The oracle of a finite data set, each point as likely as another: q(x₀) = 1/N·Σ δ(x₀ − x₀⁽ⁱ⁾), so that
 *
 *     q(x_t)      = 1/N·Σ N(x_t; α·x₀⁽ⁱ⁾, σ²·I)
 *     wᵢ          ∝ exp(−‖x_t − α·x₀⁽ⁱ⁾‖²/2σ²)
 *     E[x₀ | x_t] = Σ wᵢ·x₀⁽ⁱ⁾,   s = (α·E[x₀ | x_t] − x_t)/σ²
 *
 * Karras et al. 2022 (EDM), appendix B.3, there for α = 1; the score by Tweedie's formula. Weights are found relative to
 * the nearest point, so nothing over- or underflows: for σ → 0 the mean is the nearest point (of equally near ones, their
 * mean), also at σ = 0; for σ → ∞ or α = 0, the mean of the data. Coinciding points count as often as they are there.
 *
 * Cost: N·d multiplications a question.
 *
 * @param points [N·d], within ±1e100, one after another; not copied, so not to be changed.
 * @param dimension d, an integer in [1, 2²⁴].
 * @throws RangeError if there is no point, or part of one; density and score also at σ = 0.
 */
export function dataSetOracle(points: Reals, dimension: number): Oracle {
  const data = checkedPoints(points, dimension)
  const d = dimension
  const relative = (x: Reals, at: Level) => {
    checked(x, d, at)
    return logitsBelowNearest(squaredDistances(data, x, at.signal), at.noise)
  }
  const posteriorWeights = (x: Reals, at: Level) => normalised(relative(x, at).logits)
  const posteriorMean = (x: Reals, at: Level) => weightedMean(data, posteriorWeights(x, at))
  return {
    dimension,
    posteriorWeights,
    posteriorMean,
    logDensity: (x, at) => {
      const variance = positiveNoise(at)
      const { logits, least } = relative(x, at)
      return logSumExp(logits) - Math.log(data.N) - least / (2 * variance) - (d / 2) * Math.log(2 * Math.PI * variance)
    },
    score: (x, at) => {
      const variance = positiveNoise(at)
      return posteriorMean(x, at).map((m, j) => (at.signal * m - (x[j] ?? NaN)) / variance)
    },
    posteriorVariance: (x, at) => {
      const weights = posteriorWeights(x, at)
      const spread = squaredDistances(data, weightedMean(data, weights), 1)
      return weights.reduce((sum, w, i) => sum + w * (spread[i] ?? NaN), 0) / d
    },
  }
}
