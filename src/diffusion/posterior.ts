import { logSnr, type Level } from './level'

/** q(x_s | x_t, x₀) = N(x0·x₀ + xt·x_t, betaTilde·I), and the variance of the forward step from s to t. */
export interface Posterior {
  /** Coefficient of x₀ in the mean. */
  readonly x0: number
  /** Coefficient of x_t in the mean. */
  readonly xt: number
  /** β̃, the posterior's variance: 0 where x_s is data. */
  readonly betaTilde: number
  /** β, the variance of q(x_t | x_s); over neighbours, DDPM's β_t; over respaced levels 1 − ᾱ_t/ᾱ_s. */
  readonly beta: number
  /**
   * The variance of q(x_s | x_t) for data N(0, I), β·(α_s² + σ_s²)/(α_t² + σ_t²): β itself where α² + σ² = 1, and on any other
   * process what that β becomes by rescaling. The upper end of what a network's variance head learned.
   */
  readonly upper: number
}

/**
 * The posterior of any two levels of one Gaussian process, t = `from` noisier than s = `to`; not only of neighbours.
 *
 *     with 1 − SNR_t/SNR_s = −expm1(λ_t − λ_s) =: r,   λ = log SNR
 *     mean = α_s·r·x₀ + (α_t/α_s)·(σ_s²/σ_t²)·x_t,   β̃ = σ_s²·r,   β = σ_t²·r
 *
 * These are Ho et al. 2020, eq. 6–7, with β_t = 1 − ᾱ_t/ᾱ_s, written in log-SNR as in Kingma et al. 2021 (VDM):
 * differences of nearly equal ᾱ never meet, and nothing is particular to variance preservation.
 *
 * @throws RangeError if `from` is not noisier than `to`.
 */
export function posterior(from: Level, to: Level): Posterior {
  const r = -Math.expm1(logSnr(from) - logSnr(to))
  if (!(r > 0)) {
    throw new RangeError(`A posterior leads to a lower noise level, not from t = ${from.t} to t = ${to.t}.`)
  }
  const beta = from.noise ** 2 * r
  return {
    x0: to.signal * r,
    xt: (from.signal / to.signal) * (to.noise / from.noise) ** 2,
    betaTilde: to.noise ** 2 * r,
    beta,
    upper: beta * (Math.hypot(to.signal, to.noise) / Math.hypot(from.signal, from.noise)) ** 2,
  }
}
