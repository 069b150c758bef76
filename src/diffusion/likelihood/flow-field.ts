import type { Algebra } from '../algebra'
import { realIn } from '../bounds'
import type { Level } from '../level'
import type { Denoiser } from '../matching'
import type { LogSnr } from '../scalars'

/** Where the probability flow moves a batch, and how it spreads there; both by λ, at variance-preserving levels. */
export interface FlowSlope<X> {
  /** dx/dλ, shaped as x. */
  readonly velocity: X
  /** Shares of div(dx/dλ); their sum over the numbers of a sample is the divergence. */
  readonly growth: X
}

export type FlowField<X> = (x: X, at: Level) => FlowSlope<X>

/** A batch of points on its way, and ∫ growth dλ so far. */
export interface FlowState<X> {
  readonly x: X
  readonly grown: X
}

/**
 * The variance-preserving level of log-SNR λ: every Gaussian process's flow, over √(α² + σ²), is the flow at these. Its t is that
 * of the cosine interpolant, α = cos(πt/2) and σ = sin(πt/2), which visits them all.
 */
export function preservingLevel(lambda: LogSnr): Level {
  const snr = Math.exp(lambda)
  const [signal, noise] = [1 / Math.sqrt(1 + 1 / snr), 1 / Math.sqrt(1 + snr)]
  return { t: (2 / Math.PI) * Math.atan2(noise, signal), signal, noise }
}

/** dx/dλ = ½·σ·(σ·x − ε̂), which is ½·σ²·(x + s). */
function velocityOf<X>(algebra: Algebra<X>, x: X, epsHat: X, { noise }: Level): X {
  return algebra.combine([(noise * noise) / 2, x], [-noise / 2, epsHat])
}

/**
 * The flow of any denoiser; its divergence by central differences along each coordinate, as `exactDivergence` finds one
 * point's: 1 + 2d evaluations for d numbers a sample.
 *
 *     growth_j = ½·σ·(σ − ∂ε̂_j/∂x_j),   ∂ε̂_j/∂x_j = (ε̂_j(x + h·e_j) − ε̂_j(x − h·e_j))/2h
 *
 * @param axes e_j for each j: shaped as x, 1 at coordinate j of every sample, else 0.
 * @param step h/σ, in [1e-8, 1]: 1e-2 keeps rounding small in float32.
 */
export function differencedField<X>(
  algebra: Algebra<X>,
  denoise: Denoiser<X>,
  axes: readonly [X, ...X[]],
  step = 1e-2,
): FlowField<X> {
  realIn('step', step, 1e-8, 1)
  return (x, at) => {
    const { noise } = at
    const h = step * noise
    const moved = (e: X, by: number) => denoise(algebra.combine([1, x], [by, e]), at).epsHat
    const rate = noise / 2 / (2 * h)
    const shares = axes.map((e) =>
      algebra.multiply(e, algebra.combine([(noise * noise) / 2, e], [-rate, moved(e, h)], [rate, moved(e, -h)])),
    )
    const [first, ...rest] = shares as [X, ...X[]]
    return {
      velocity: velocityOf(algebra, x, denoise(x, at).epsHat, at),
      growth: algebra.combine([1, first], ...rest.map((share) => [1, share] as const)),
    }
  }
}

/** What a denoiser that knows its own uncertainty says. */
export interface Informed<X> {
  readonly epsHat: X
  /** Var[x₀ | x_t], the mean over a sample's d numbers; one number a sample, or d. */
  readonly variance: X
}

/**
 * The flow of a denoiser that knows Var[x₀ | x_t], as an oracle does, at one evaluation:
 *
 *     growth = ½·α²·(Var[x₀ | x_t]/σ² − 1) a number of a sample
 *
 * since div E[x₀ | x_t] = α/σ²·tr Cov[x₀ | x_t] (the second-order Tweedie formula; `oracleDivergence`).
 *
 * @param ones shaped as the variance.
 * @param share d over how many numbers of a sample the variance has: d where it has one.
 */
export function informedField<X>(
  algebra: Algebra<X>,
  ask: (x: X, at: Level) => Informed<X>,
  ones: X,
  share: number,
): FlowField<X> {
  return (x, at) => {
    const { epsHat, variance } = ask(x, at)
    const rate = (share * at.signal ** 2) / 2
    return {
      velocity: velocityOf(algebra, x, epsHat, at),
      growth: algebra.combine([rate / at.noise ** 2, variance], [-rate, ones]),
    }
  }
}

/**
 * One step of RK4 of h in λ, of x and of what is integrated along with it, as `flowLikelihood` takes it: the same over arrays
 * and over tensors.
 */
export function flowStep<X>(
  algebra: Algebra<X>,
  field: FlowField<X>,
  { x, grown }: FlowState<X>,
  lambda: LogSnr,
  h: number,
): FlowState<X> {
  const slope = (by: number, along?: FlowSlope<X>) =>
    field(along ? algebra.combine([1, x], [by, along.velocity]) : x, preservingLevel(lambda + by))
  const k1 = slope(0)
  const k2 = slope(h / 2, k1)
  const k3 = slope(h / 2, k2)
  const k4 = slope(h, k3)
  const blended = (from: X, part: keyof FlowSlope<X>) =>
    algebra.combine([1, from], [h / 6, k1[part]], [h / 3, k2[part]], [h / 3, k3[part]], [h / 6, k4[part]])
  return { x: blended(x, 'velocity'), grown: blended(grown, 'growth') }
}

/**
 * log q of each point, in nats, from where the flow has led: log N(x_to; 0, I) + its ∫ growth dλ.
 *
 * @param x [B·d] at the noisy end @param grown shares of ∫ growth dλ, [B·any].
 */
export function flowLogDensity(x: Float32Array, grown: Float32Array, dimension: number): Float32Array {
  const B = x.length / dimension
  const shares = grown.length / B
  return Float32Array.from({ length: B }, (_, i) => {
    let sum = (-dimension / 2) * Math.log(2 * Math.PI)
    for (let j = 0; j < dimension; j++) sum -= (x[i * dimension + j] ?? NaN) ** 2 / 2
    for (let j = 0; j < shares; j++) sum += grown[i * shares + j] ?? NaN
    return sum
  })
}
