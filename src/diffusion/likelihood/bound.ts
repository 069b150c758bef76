import { integerIn } from '../bounds'
import type { Level } from '../level'
import type { Reals } from '../oracle'
import { posterior } from '../posterior'
import type { ReverseVariance } from '../samplers/parameters'
import { decoderNats, type Decoder } from './decoder'
import { reverseLogVariance, stepDown, type Ladder } from './reverse-variance'

/** How p(x_{t−1} | x_t) and p(x₀ | x₁) are made of what a network says. */
export interface ReverseModel {
  /** T + 1 levels; [0] is the data. */
  readonly ladder: Ladder
  readonly variance: ReverseVariance
  /** E‖x₀ − x̂₀‖²/d at a level, for the analytic variance; as in `StepInput`. */
  readonly meanSquaredError?: ((at: Level) => number) | undefined
  readonly decoder: Decoder
}

/** What a network says of x_t, as `Denoised`. */
export interface DenoisedState {
  readonly x0Hat: Reals
  readonly v?: Reals
}

const bits = (nats: number, dimension: number) => nats / integerIn('The dimension', dimension, 1, 2 ** 24) / Math.LN2

/**
 * L_T = KL(q(x_T | x₀) ‖ N(0, I)), in bits per dimension: what of the data is still to be seen at the end of the process.
 *
 *     Σ ½·(α²·x₀² + σ² − 1 − log σ²)/(d·log 2)
 *
 * Ho et al. 2020, eq. 5, first term. Nothing is learned in it. For processes that end in N(0, I), so not where the variance
 * explodes.
 *
 * @param x0 [d], at least one number.
 * @param end x_T's level, σ > 0.
 */
export function priorTerm(x0: Reals, { signal, noise }: Level): number {
  if (!(noise > 0)) throw new RangeError(`noise must be positive at the end of a process, not ${noise}.`)
  const u = (noise - 1) * (noise + 1) // σ² − 1, next to 0: u − log(1 + u) keeps its digits
  let nats = (x0.length * (u - Math.log1p(u))) / 2
  for (const x of x0) nats += (signal * x) ** 2 / 2
  return bits(nats, x0.length)
}

/**
 * L_{t−1}, the bound's term of the step from t to t−1, in bits per dimension of [d].
 *
 *     t > 1   KL(q(x_{t−1} | x_t, x₀) ‖ p(x_{t−1} | x_t)) = Σ ½·(r − 1 + e^(−r) + c²·(x₀ − x̂₀)²/Σ_t)
 *     t = 1   −log p(x₀ | x₁), x₀ ~ N(x̂₀, Σ_1): the decoder
 *
 * with r = log Σ_t − log β̃_t and c the coefficient of x₀ in the posterior's mean: x_t has the same one in both means, so it
 * falls out. Ho et al. 2020, eq. 5–8 and 13; Σ_t by `reverseLogVariance`.
 *
 * @param t an integer in [1, T].
 * @param x0 [d]; for the decoder of pixels, in [−1, 1].
 * @param said of x_t, at level t; [d] each.
 * @returns ≥ 0, but of a decoder by density any number.
 * @throws RangeError if t is out of its range, a length differs or a pixel is none; Error if a learned variance has no head, or
 *   an analytic one no error.
 */
export function boundTerm(
  { ladder, variance, decoder, meanSquaredError }: ReverseModel,
  t: number,
  x0: Reals,
  { x0Hat, v }: DenoisedState,
): number {
  const { from, to } = stepDown(ladder, t)
  const d = x0.length
  if (x0Hat.length !== d || (v && v.length !== d)) {
    throw new RangeError(
      `x0 and what is said of it must be of one length, not ${d} and ${v ? `${x0Hat.length}, ${v.length}` : x0Hat.length}.`,
    )
  }
  const q = posterior(from, to)
  const logVarianceOf = reverseLogVariance(ladder, t, variance, meanSquaredError)
  let nats = 0
  for (let j = 0; j < d; j++) {
    const [x, mean] = [x0[j] ?? NaN, x0Hat[j] ?? NaN]
    const logVariance = logVarianceOf(v?.[j])
    if (q.betaTilde === 0) nats += decoderNats(decoder, x, mean, logVariance)
    else {
      const r = logVariance - Math.log(q.betaTilde)
      nats += (r + Math.expm1(-r) + (q.x0 * (x - mean)) ** 2 * Math.exp(-logVariance)) / 2
    }
  }
  return bits(nats, d)
}

/** The variational bound on −log p(x₀), in bits per dimension, term by term. */
export interface VariationalBound {
  /** L_T */
  readonly prior: number
  /** [T], terms[t − 1] = L_{t−1}: first the decoder's L_0, which ends with L_{T−1}. */
  readonly terms: Float64Array
  /** L_vlb = L_0 + … + L_T: its mean over ε bounds −log p(x₀) from above. */
  readonly total: number
}

/**
 * All terms of the bound for one x₀, each from one x_t. T network evaluations.
 *
 * @param x0 [d].
 * @param sayOf what the network says of a noisy sample x_t of x₀ at level t: the caller draws ε, keyed by t.
 * @throws RangeError if the ladder does not begin at the data or does not rise.
 */
export function variationalBound(
  model: ReverseModel,
  x0: Reals,
  sayOf: (t: number, at: Level) => DenoisedState,
): VariationalBound {
  const [data, ...noisy] = model.ladder
  const end = noisy.at(-1)
  if (data?.noise !== 0 || !end)
    throw new RangeError('The levels of a bound must begin with the data, without noise, and go on.')
  const prior = priorTerm(x0, end)
  const terms = Float64Array.from(noisy, (at, i) => boundTerm(model, i + 1, x0, sayOf(i + 1, at)))
  return { prior, terms, total: terms.reduce((sum, term) => sum + term, prior) }
}
