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

/** Writes ‖x − α·x₀⁽ⁱ⁾‖², [N]. @returns the least of them */
function squaredDistances({ values, N, d }: Points, x: Reals, signal: number, out: Float64Array): number {
  let least = Infinity
  for (let i = 0, k = 0; i < N; i++) {
    let sum = 0
    for (let j = 0; j < d; j++, k++) {
      const difference = (x[j] ?? NaN) - signal * (values[k] ?? NaN)
      sum += difference * difference
    }
    out[i] = sum
    if (sum < least) least = sum
  }
  return least
}

/** Writes −(‖x − α·x₀⁽ⁱ⁾‖² − the least)/2σ² over the distances: at most 0, and 0 for the nearest, however small σ is. */
function toLogits(distances: Float64Array, least: number, noise: number): void {
  const twoVariances = 2 * noise * noise
  for (let i = 0; i < distances.length; i++) {
    const farther = (distances[i] ?? NaN) - least
    distances[i] = farther > 0 ? -farther / twoVariances : 0 // not 0/0 without noise
  }
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
  /** Of the question that is being answered: to allocate an array for each would take as long as the answer. */
  const logits = new Float64Array(data.N)
  /** Writes the logits. @returns the least squared distance */
  const ask = (x: Reals, at: Level): number => {
    checked(x, d, at)
    const least = squaredDistances(data, x, at.signal, logits)
    toLogits(logits, least, at.noise)
    return least
  }
  /** The weights, which the next question overwrites. */
  const weightsNow = (x: Reals, at: Level): Float64Array => {
    ask(x, at)
    return normalised(logits, 0)
  }
  const posteriorMean = (x: Reals, at: Level) => weightedMean(data, weightsNow(x, at))
  return {
    dimension,
    posteriorWeights: (x, at) => weightsNow(x, at).slice(),
    posteriorMean,
    logDensity: (x, at) => {
      const variance = positiveNoise(at)
      const least = ask(x, at)
      return logSumExp(logits) - Math.log(data.N) - least / (2 * variance) - (d / 2) * Math.log(2 * Math.PI * variance)
    },
    score: (x, at) => {
      const variance = positiveNoise(at)
      return posteriorMean(x, at).map((m, j) => (at.signal * m - (x[j] ?? NaN)) / variance)
    },
    posteriorVariance: (x, at) => {
      const weights = weightsNow(x, at)
      const spread = new Float64Array(data.N)
      squaredDistances(data, weightedMean(data, weights), 1, spread)
      return weights.reduce((sum, w, i) => sum + w * (spread[i] ?? NaN), 0) / d
    },
  }
}
