import { integerIn, realIn } from '../bounds'
import type { Level } from '../level'
import type { Reals } from '../oracle'
import type { LogSnr } from '../scalars'
import type { Divergence, Score } from './divergence'

/** How the probability-flow ODE is run from the data's end to the prior's. */
export interface FlowRun {
  readonly score: Score
  /** Of the score. */
  readonly divergence: Divergence
  /** The level of the process with log-SNR λ; any process will do, for all share this ODE. */
  readonly levelOf: (lambda: LogSnr) => Level
  /** λ at which x is given, and where the prior is met; from > to, both in [−60, 60]. */
  readonly from: LogSnr
  readonly to: LogSnr
  /** Steps of RK4, uniform in λ; an integer in [1, 100000]. Four scores and divergences each. */
  readonly steps: number
}

export interface FlowLikelihood {
  /** log q(x) in nats, of the density at level `from`. */
  readonly logLikelihood: number
  /** −log q(x)/(d·log 2), of the density: for pictures of 8 bits in [−1, 1], made continuous by noise, 7 less than is quoted. */
  readonly bitsPerDimension: number
  /** Where x comes to lie at level `to`, over √(α² + σ²): a standard normal sample, if the score is right. */
  readonly latent: Float64Array
}

interface Slope {
  readonly velocity: Float64Array
  readonly divergence: number
}

/** √(α² + σ²): x over it has variance 1 for data of variance 1, whatever the process. */
const scaleOf = ({ signal, noise }: Level) => Math.hypot(signal, noise)

/** dw/dλ = ½·σ̂²·(w + s_w) and its divergence. */
function slope({ score, divergence, levelOf }: FlowRun, lambda: number, w: Float64Array): Slope {
  const at = levelOf(lambda)
  const c = scaleOf(at)
  const rate = (at.noise / c) ** 2 / 2
  const x = w.map((value) => c * value)
  const s = score(x, at)
  return {
    velocity: w.map((value, j) => rate * (value + c * (s[j] ?? NaN))), // s_w = c·s_x
    divergence: rate * (w.length + c * c * divergence(x, at)),
  }
}

function moved(w: Float64Array, h: number, { velocity }: Slope): Float64Array {
  return w.map((value, j) => value + h * (velocity[j] ?? NaN))
}

/** One step of the classical Runge–Kutta method, of order 4; the divergence is integrated with the same weights. */
function rungeKutta4(run: FlowRun, lambda: number, w: Float64Array, h: number): { w: Float64Array; grown: number } {
  const k1 = slope(run, lambda, w)
  const k2 = slope(run, lambda + h / 2, moved(w, h / 2, k1))
  const k3 = slope(run, lambda + h / 2, moved(w, h / 2, k2))
  const k4 = slope(run, lambda + h, moved(w, h, k3))
  const mean = (f: (k: Slope) => number) => (f(k1) + 2 * f(k2) + 2 * f(k3) + f(k4)) / 6
  return { w: w.map((value, j) => value + h * mean((k) => k.velocity[j] ?? NaN)), grown: h * mean((k) => k.divergence) }
}

/**
 * The exact log-likelihood of x under the model that the probability-flow ODE is. In λ = log(α²/σ²) and w = x/√(α² + σ²),
 * in which every Gaussian process is the same variance-preserving one (σ̂² = 1/(1 + e^λ)),
 *
 *     dw/dλ     = ½·σ̂²·(w + s_w(w, λ)),   s_w = √(α² + σ²)·s
 *     log q(x)  = log N(w_to; 0, I) + ∫ div(dw/dλ) dλ from `from` to `to`, − d·log √(α² + σ²) at `from`
 *
 * by the instantaneous change of variables (Chen et al. 2018, neural ODEs, theorem 1). Song et al. 2021 (score SDE), section
 * 4.3 and appendix D.2, there in t. The prior is a standard normal of w, so `to` has to lie low enough for that to be true:
 * the signal that is left is e^(to/2) of the data, 3e-4 at λ = −16 and 2e-9 at −40, and the error is of its order.
 *
 * Solver: RK4 with fixed steps in λ; order 4. A picture's own likelihood is asked at σ > 0; pixels have no density at 0.
 *
 * @param x [d], at level `from`.
 * @throws RangeError if a number is out of its range.
 */
export function flowLikelihood(run: FlowRun, x: Reals): FlowLikelihood {
  const from = realIn('from', run.from, -60, 60)
  const to = realIn('to', run.to, -60, from)
  const steps = integerIn('steps', run.steps, 1, 100000)
  const d = integerIn('The dimension', x.length, 1, 2 ** 24)
  const c = scaleOf(run.levelOf(from))
  const h = (to - from) / steps
  let w: Float64Array = Float64Array.from(x, (value) => value / c)
  let logLikelihood = -d * Math.log(c)
  for (let i = 0; i < steps; i++) {
    const step = rungeKutta4(run, from + i * h, w, h)
    w = step.w
    logLikelihood += step.grown
  }
  for (const value of w) logLikelihood -= (Math.log(2 * Math.PI) + value * value) / 2
  return { logLikelihood, bitsPerDimension: -logLikelihood / (d * Math.LN2), latent: w }
}
