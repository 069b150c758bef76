/**
 * A discrete variance-preserving process on T steps, by DDPM's symbols: q(x_t | x_{t−1}) = N(√(1−β_t)·x_{t−1}, β_t·I)
 * and ᾱ_t = Π_{s≤t} (1−β_s). Index 0 is the data and T the noise; a network trained on T steps numbers t as t − 1.
 */
export interface Schedule {
  readonly id: ScheduleId
  /** Number of steps, in [1, 10000]. */
  readonly T: number
  /** β_t, [T+1]; beta[0] = 0, the others in (0, 1); beta[T] = 1 where the terminal SNR is zero. */
  readonly beta: Float64Array
  /** ᾱ_t, [T+1]; alphaBar[0] = 1, strictly falling, positive; alphaBar[T] = 0 where the terminal SNR is zero. */
  readonly alphaBar: Float64Array
}

export type ScheduleId =
  | 'linear'
  | 'scaled-linear'
  | 'quadratic'
  | 'constant'
  | 'exponential'
  | 'cosine'
  | 'sigmoid'
  | 'drawn'
  | 'given'

/** T of DDPM and of all networks here, unless a schedule is given another. */
export const trainingSteps = 1000

/** The largest β that a schedule may ask for: Nichol & Dhariwal 2021, section 3.2, "to prevent singularities" at t = T. */
const maxBeta = 0.999

/**
 * The schedule whose β_t are given by a function of t = 1…T, each limited to 0.999. T is checked by the caller.
 */
export function scheduleOf(id: ScheduleId, T: number, betaAt: (t: number) => number): Schedule {
  const beta = new Float64Array(T + 1)
  const alphaBar = new Float64Array(T + 1).fill(1)
  let product = 1
  for (let t = 1; t <= T; t++) {
    const beta_t = Math.min(betaAt(t), maxBeta)
    product *= 1 - beta_t
    beta[t] = beta_t
    alphaBar[t] = product
  }
  return { id, T, beta, alphaBar }
}
