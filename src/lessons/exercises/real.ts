import {
  type Algebra,
  givenSchedule,
  level,
  type Level,
  makeSampler,
  type SamplerSpec,
  type Step,
} from '../../diffusion'

/** The algebra of single numbers, in float64: samplers run over it unchanged. */
export const real: Algebra<number> = {
  combine: (...terms) => terms.reduce((sum, [coefficient, x]) => sum + coefficient * x, 0),
  clamp: (x, low, high) => Math.min(Math.max(x, low), high),
  exp: Math.exp,
  multiply: (x, y) => x * y,
}

/** The variance-preserving level of ᾱ, in (0, 1). */
export const levelOf = (alphaBar: number): Level => level(givenSchedule([1 - alphaBar]), 1)

/** The levels of x_t and x_s, s before t, of a schedule whose ᾱ_s is given and whose step from s to t has the variance β. */
export function neighbours(alphaBarBefore: number, beta: number): { readonly from: Level; readonly to: Level } {
  const schedule = givenSchedule([1 - alphaBarBefore, beta])
  return { from: level(schedule, 2), to: level(schedule, 1) }
}

/** ᾱ of a variance-preserving level. */
export const alphaBarOf = ({ signal }: Level): number => signal ** 2

interface OneStep {
  readonly from: Level
  readonly to: Level
  readonly xt: number
  readonly x0Hat: number
  readonly epsHat: number
  /** Fresh noise; 0 by default. */
  readonly z?: number
}

/** A step of one number by a sampler of ours. */
export const stepOf = (spec: SamplerSpec, { from, to, xt, x0Hat, epsHat, z = 0 }: OneStep): Step<number> =>
  makeSampler(spec)({ algebra: real, xt, from, to, denoise: () => ({ x0Hat, epsHat }), normal: () => z })
