import type { Algebra } from './algebra'
import { logSnr, type Level } from './level'
import type { Process } from './processes/process'

/** What a denoiser says of x at a noise level, in the terms that samplers need. */
export interface Denoised<X> {
  /** x̂₀, clipped if the run clips. */
  readonly x0Hat: X
  /** ε̂, consistent with x̂₀: x = signal·x̂₀ + noise·ε̂ also after clipping. */
  readonly epsHat: X
  /** The learned-range head, in [−1, 1] (Improved DDPM eq. 15, as v = 2·fraction − 1); absent where the network has none. */
  readonly v?: X
}

/**
 * A step that was taken, as multistep samplers remember it; made by `pastOf` of what a frame of the run records, so that a
 * run can go on from any frame. Plain data: nothing is hidden in a sampler.
 */
export interface Past<X> {
  /** The level from which it stepped. */
  readonly at: Level
  /** The state there; the corrected one, if the sampler corrects. */
  readonly xt: X
  /** What the network said of it. */
  readonly x0Hat: X
  readonly epsHat: X
}

/** All that one step of any sampler may look at. */
export interface StepInput<X> {
  readonly algebra: Algebra<X>
  readonly xt: X
  readonly from: Level
  /** The lower noise level to step to; `noise` 0 at the last step. */
  readonly to: Level
  /** One call is one network evaluation (NFE). */
  readonly denoise: (x: X, at: Level) => Denoised<X>
  /**
   * A fresh standard normal state, another one at every call; the caller keys it by (seed, purpose, step, sample, draw),
   * where draw counts the calls of one step.
   */
  readonly normal: () => X
  /**
   * The steps before this one, newest first; `samplerInfo` says how many a sampler looks at. Without them (the first steps of
   * a run, or one that goes on from a frame whose past is gone) a multistep sampler takes a step of lower order.
   */
  readonly history?: readonly Past<X>[] | undefined
  /** The process on which the levels lie, for samplers that look between them or need its rates: `samplerInfo` says which. */
  readonly process?: Process | undefined
  /**
   * E‖x₀ − x̂₀‖²/d at a level, finite and ≥ 0: how wrong the denoiser is there in the mean over the data, measured once for a
   * network, or known in closed form. DDPM's analytic variance needs it. From the error of ε̂ it is σ²/α²·E‖ε − ε̂‖²/d; on
   * pure noise it is the variance of the data.
   */
  readonly meanSquaredError?: ((at: Level) => number) | undefined
}

/** The next state and the named parts that people want to see. */
export interface Step<X> {
  readonly next: X
  readonly x0Hat: X
  readonly epsHat: X
  /** The step without its fresh noise. */
  readonly mean: X
  /** The fresh noise, already scaled; absent where the step is deterministic. next = mean + added. */
  readonly added?: X
  /** x_t as the sampler corrected it after it saw ε̂, if it is one that does (UniPC). */
  readonly corrected?: X
}

export type SamplerStep = <X>(input: StepInput<X>) => Step<X>

/** What is to be remembered of a step. */
export function pastOf<X>(
  { from, xt }: Pick<StepInput<X>, 'from' | 'xt'>,
  { x0Hat, epsHat, corrected }: Pick<Step<X>, 'x0Hat' | 'epsHat' | 'corrected'>,
): Past<X> {
  return { at: from, xt: corrected ?? xt, x0Hat, epsHat }
}

/** @throws RangeError if a step of fresh noise does not lead downwards: there is no such noise. */
export function mustDescend({ from, to }: Pick<StepInput<unknown>, 'from' | 'to'>): void {
  if (logSnr(to) > logSnr(from)) return
  throw new RangeError(`A stochastic step leads to a lower noise level, not from t = ${from.t} to t = ${to.t}.`)
}

/** The process of a step. @throws Error if the caller gave none. */
export function processOf<X>({ process }: StepInput<X>, sampler: string): Process {
  if (!process) throw new Error(`The sampler ${sampler} needs the process on which its levels lie, and was given none.`)
  return process
}
