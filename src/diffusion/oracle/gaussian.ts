import type { Level } from '../level'
import { posterior } from '../posterior'
import { axesOf, centred, noisyVariances, outOfAxes, type Axes, type Component } from './component'
import { mixtureOracle } from './mixture'
import { checked, type Oracle, type Reals } from './oracle'

/** A Gaussian distribution: mean [d] and covariance [d·d], row by row. */
export interface Gaussian {
  readonly mean: Float64Array
  readonly covariance: Float64Array
}

/** The oracle of Gaussian data, of which everything is known in closed form. */
export interface GaussianOracle extends Oracle {
  /**
   * The probability-flow ODE, solved: where it takes x from one level to another, in either direction.
   *
   *     x_s = α_s·m + (V_s·V_t⁻¹)^½·(x_t − α_t·m),   V = α²·C + σ²·I
   *
   * Along each axis of C it is the increasing map between the two Gaussian marginals, which is what a deterministic flow
   * that has them must be (Song et al. 2021, SDE, section 4.3, for the ODE).
   */
  flow(x: Reals, from: Level, to: Level): Float64Array
  /** The exact reverse transition q(x_s | x_t), s = `to` less noisy: what a DDPM step approximates. */
  reverse(x: Reals, from: Level, to: Level): Gaussian
  /** Cov[x₀ | x_t] = C·σ²·V⁻¹, [d·d], the same for every x_t. */
  posteriorCovariance(at: Level): Float64Array
  /** The differential entropy of x_t in nats, ½·log det(2πe·V): the mean of −log q(x_t). */
  entropy(at: Level): number
}

/** Q·diag(values)·Qᵀ, [d·d]. */
function matrix({ vectors: Q }: Axes, values: Float64Array): Float64Array {
  const d = values.length
  const entry = (i: number, j: number) =>
    Q
      ? values.reduce((sum, value, k) => sum + (Q[i * d + k] ?? NaN) * value * (Q[j * d + k] ?? NaN), 0)
      : i === j
        ? (values[i] ?? NaN)
        : 0
  return Float64Array.from({ length: d * d }, (_, k) => entry(Math.floor(k / d), k % d))
}

/**
 * @param mean [d].
 * @param covariance as a component's: v, d or d·d numbers.
 * @throws RangeError as `mixtureOracle` does.
 */
export function gaussianOracle(mean: ArrayLike<number>, covariance: Component['covariance']): GaussianOracle {
  const component: Component = { weight: 1, mean, covariance }
  const oracle = mixtureOracle([component])
  const d = oracle.dimension
  const axes = axesOf(component, d)
  /** Var[x₀ | x_t] along the axes. */
  const posteriorVariances = (at: Level) => {
    const v = noisyVariances(axes, at)
    return axes.variances.map((λ, j) => λ * (at.noise ** 2 / (v[j] ?? NaN)))
  }
  return {
    ...oracle,
    flow: (x, from, to) => {
      for (const at of [from, to]) checked(x, d, at)
      const [v_t, v_s] = [noisyVariances(axes, from), noisyVariances(axes, to)]
      const moved = outOfAxes(
        axes,
        centred(axes, x, from).map((u, j) => u * Math.sqrt((v_s[j] ?? NaN) / (v_t[j] ?? NaN))),
      )
      return moved.map((value, j) => value + to.signal * (axes.mean[j] ?? NaN))
    },
    reverse: (x, from, to) => {
      const q = posterior(from, to)
      const m = oracle.posteriorMean(x, from)
      return {
        mean: m.map((x0, j) => q.x0 * x0 + q.xt * (x[j] ?? NaN)),
        covariance: matrix(
          axes,
          posteriorVariances(from).map((variance) => q.betaTilde + q.x0 ** 2 * variance),
        ),
      }
    },
    posteriorCovariance: (at) => matrix(axes, posteriorVariances(at)),
    entropy: (at) => noisyVariances(axes, at).reduce((sum, v) => sum + Math.log(2 * Math.PI * Math.E * v) / 2, 0),
  }
}
