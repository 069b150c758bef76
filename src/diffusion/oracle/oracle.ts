import { realIn } from '../bounds'
import type { Level } from '../level'
import type { Denoised } from '../step'

/** A vector of plain numbers, in either precision; everything here is computed in float64. */
export type Reals = Float32Array | Float64Array

/**
 * What is known exactly of data whose distribution is known: the answers that the best possible network would give. The
 * process is whatever the level says, x_t = α·x₀ + σ·ε. A point is [d]; nothing is written into it.
 *
 * All methods throw a RangeError if x has another length or a number beyond ±1e100, or if the level has no meaning.
 */
export interface Oracle {
  /** d */
  readonly dimension: number
  /** log q(x_t) in nats, of the density with respect to volume in [d]. */
  logDensity(x: Reals, at: Level): number
  /** The score, s = ∇ log q(x_t), [d]. */
  score(x: Reals, at: Level): Float64Array
  /** p(i | x_t): from which point or component of the data x_t came; [number of them], in [0, 1], sum 1. */
  posteriorWeights(x: Reals, at: Level): Float64Array
  /** E[x₀ | x_t], [d]: what the squared error of any prediction asks of a network. */
  posteriorMean(x: Reals, at: Level): Float64Array
  /** tr Cov[x₀ | x_t]/d ≥ 0: the squared error that even the best network makes, per dimension. */
  posteriorVariance(x: Reals, at: Level): number
}

/** The largest number of a point: its square is still a number, also over the square of little noise. */
export const largest = 1e100

/** @throws RangeError, in a sentence, if x is no finite point of dimension d or the level no level. */
export function checked(x: Reals, dimension: number, { signal, noise }: Level): void {
  realIn('signal', signal, 0, Number.MAX_VALUE)
  realIn('noise', noise, 0, Number.MAX_VALUE)
  if (signal === 0 && noise === 0) throw new RangeError('signal and noise must not both be 0.')
  if (x.length !== dimension) throw new RangeError(`A point must have ${dimension} numbers, not ${x.length}.`)
  for (const value of x) {
    if (!(Math.abs(value) <= largest))
      throw new RangeError(`A point must lie within ±${largest}, and one of its numbers is ${value}.`)
  }
}

/**
 * The oracle as a denoiser, for `StepInput`: x̂₀ = E[x₀ | x_t], and ε̂ = (x − α·x̂₀)/σ, which is E[ε | x_t] and −σ·s; 0
 * where there is no noise.
 *
 * @returns a function of x: [B·d], B points one after another, and their level.
 * @throws RangeError if the length of x is no multiple of d.
 */
export function oracleDenoiser(oracle: Oracle): (x: Float32Array, at: Level) => Denoised<Float32Array> {
  const d = oracle.dimension
  return (x, at) => {
    if (x.length % d !== 0) throw new RangeError(`Points of ${d} numbers each do not make an array of ${x.length}.`)
    const x0Hat = new Float32Array(x.length)
    const epsHat = new Float32Array(x.length)
    for (let first = 0; first < x.length; first += d) {
      const point = x.subarray(first, first + d)
      const mean = oracle.posteriorMean(point, at)
      x0Hat.set(mean, first)
      if (at.noise > 0)
        epsHat.set(
          mean.map((m, j) => ((point[j] ?? NaN) - at.signal * m) / at.noise),
          first,
        )
    }
    return { x0Hat, epsHat }
  }
}
