import type { Algebra } from './algebra'
import type { Level } from './level'

/** What a denoiser says of x at a noise level, in the terms that samplers need. */
export interface Denoised<X> {
  /** x̂₀, clipped if the run clips. */
  readonly x0Hat: X
  /** ε̂, consistent with x̂₀: x = signal·x̂₀ + noise·ε̂ also after clipping. */
  readonly epsHat: X
  /** The learned-range head, in [−1, 1] (Improved DDPM eq. 15, as v = 2·fraction − 1); absent where the network has none. */
  readonly v?: X
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
  /** A fresh standard normal state; the caller keys it by (seed, purpose, step, sample). */
  readonly normal: () => X
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
}

export type SamplerStep = <X>(input: StepInput<X>) => Step<X>
