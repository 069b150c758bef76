/** A noise level of a process, x_t = signal·x₀ + noise·ε. */
export interface Level {
  /** Discrete time: 0 is data, T is noise; a network trained on T steps numbers it t − 1. */
  readonly t: number
  /** α(t) = √ᾱ_t, in [0, 1]. */
  readonly signal: number
  /** σ(t) = √(1 − ᾱ_t), in [0, 1]. */
  readonly noise: number
}
