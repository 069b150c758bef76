import type { Algebra } from './algebra'
import { integerIn } from './bounds'
import { logSnr, type Level } from './level'
import { levelAt, timeOf, type Process } from './processes/process'
import type { Timestep } from './scalars'
import type { Denoised } from './step'

/** What samplers ask: x̂₀ and ε̂ of x at a level. */
export type Denoiser<X> = (x: X, at: Level) => Denoised<X>

/**
 * The level of the process that a network was trained on which has the log-SNR of a level of any other process; its t less 1
 * is the network's timestep, fractional. Levels beyond the training's ends become its ends: t in [tMin, tMax].
 *
 * Kingma et al. 2021 (VDM): processes of equal log-SNR differ by a rescaling only. Karras et al. 2022, section 2 and table 1,
 * use it to run VP and VE networks in one sampler.
 */
export function matchedLevel(training: Process, at: Level): Level {
  return levelAt(training, Math.max(training.tMin, timeOf(training, logSnr(at))))
}

/**
 * A denoiser of the training process as one of any process, so that one checkpoint serves all of them. With α', σ' of the
 * training level of equal log-SNR:
 *
 *     x' = c·x,   c = √((α'² + σ'²)/(α² + σ²))         = α'/α = σ'/σ where log-SNRs are equal
 *     x̂₀ is the network's of x' at that level; ε̂ too, where log-SNRs are equal
 *
 * Beyond the training's ends (less noise than its first level, more than its last) x̂₀ is the network's at the end, and
 * ε̂ = (x − α·x̂₀)/σ, so that x = α·x̂₀ + σ·ε̂ holds always.
 *
 * @param denoise over levels of `training`, all in [tMin, tMax].
 */
export function matched<X>(algebra: Algebra<X>, training: Process, denoise: Denoiser<X>): Denoiser<X> {
  return (x, at) => {
    const { ownLevel, c } = match(training, at)
    const denoised = denoise(c === 1 ? x : algebra.combine([c, x]), ownLevel)
    const within = Math.abs(logSnr(ownLevel) - logSnr(at)) < 1e-6 || logSnr(ownLevel) === logSnr(at)
    if (within || at.noise === 0) return denoised
    return { ...denoised, epsHat: algebra.combine([1 / at.noise, x], [-at.signal / at.noise, denoised.x0Hat]) }
  }
}

/**
 * A function of states of the training process, by its gradient, as one of states of any process:
 * ∇ₓ f(c·x) = c·∇f(c·x), with `matched`'s c and level.
 */
export function matchedGradient<X>(
  algebra: Algebra<X>,
  training: Process,
  gradient: (x: X, at: Level) => X,
): (x: X, at: Level) => X {
  return (x, at) => {
    const { ownLevel, c } = match(training, at)
    return c === 1 ? gradient(x, ownLevel) : algebra.combine([c, gradient(algebra.combine([c, x]), ownLevel)])
  }
}

/** A state of a process as the training process has it: c·x, at the level of equal log-SNR. */
export function match(training: Process, at: Level): { readonly ownLevel: Level; readonly c: number } {
  const ownLevel = matchedLevel(training, at)
  return { ownLevel, c: Math.hypot(ownLevel.signal, ownLevel.noise) / Math.hypot(at.signal, at.noise) }
}

/** The times of a network's training steps, 1…T, as the timesteps 0…T−1 that it is told. @throws RangeError beyond them. */
export function networkTimestep(at: Level, T: number): Timestep {
  integerIn('T', T, 1, 10000)
  if (at.t >= 1 && at.t <= T) return at.t - 1
  throw new RangeError(`A network of ${T} steps must be asked for t in [1, ${T}], not ${at.t}.`)
}
