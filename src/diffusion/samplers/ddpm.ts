import { type Algebra, scaledByExp } from '../algebra'
import { realIn } from '../bounds'
import { learnedDeviationOf } from '../learned-variance'
import type { Level } from '../level'
import { posterior, type Posterior } from '../posterior'
import type { Denoised, SamplerStep, StepInput } from '../step'
import { onSchedule, weak, type Sampler } from './descriptor'
import type { ReverseVariance } from './parameters'

function learnedNoise<X>(algebra: Algebra<X>, q: Posterior, v: X | undefined, z: X): X {
  if (v === undefined)
    throw new Error('The learned variance needs a network with a variance head, and this one has none.')
  // β̃ > 0 here: the noiseless step, for which the paper's code replaces log β̃ by its neighbour's, draws no noise.
  const { scale, rate } = learnedDeviationOf(q)
  return scaledByExp(algebra, z, scale, v, rate)
}

/** β̃ + c₀²·E‖x₀ − x̂₀‖²/d. @throws Error if the error is not known; RangeError if it is none. */
export function analyticVariance(
  q: Posterior,
  from: Level,
  meanSquaredError: ((at: Level) => number) | undefined,
): number {
  if (!meanSquaredError)
    throw new Error(
      'The analytic variance needs meanSquaredError, the mean squared error of x̂₀ at each level, and was given none.',
    )
  return q.betaTilde + q.x0 ** 2 * realIn('meanSquaredError', meanSquaredError(from), 0, Number.MAX_VALUE)
}

function freshNoise<X>(
  { algebra, from, meanSquaredError, normal }: StepInput<X>,
  variance: ReverseVariance,
  q: Posterior,
  { v }: Denoised<X>,
): X {
  switch (variance) {
    case 'beta':
      return algebra.combine([Math.sqrt(q.beta), normal()])
    case 'beta-tilde':
      return algebra.combine([Math.sqrt(q.betaTilde), normal()])
    case 'learned':
      return learnedNoise(algebra, q, v, normal())
    case 'analytic':
      return algebra.combine([Math.sqrt(analyticVariance(q, from, meanSquaredError)), normal()])
  }
}

/**
 * Ancestral sampling. Notation: t = `from`, s = `to`, β = 1 − ᾱ_t/ᾱ_s (of respaced levels, the effective one), c₀ the
 * coefficient of x̂₀, z fresh.
 *
 *     x_s = √ᾱ_s·β/(1−ᾱ_t)·x̂₀ + √(1−β)·(1−ᾱ_s)/(1−ᾱ_t)·x_t + √Σ·z
 *     Σ   = β                                     'beta': right for x₀ ~ N(0, I) where α² + σ² = 1. Where the variance
 *                                                 explodes, β = σ_t² − σ_s² is much more: there it is the reverse diffusion
 *                                                 of Song et al. 2021 (score SDE), appendix E, another sampler
 *         = β̃ = (1−ᾱ_s)/(1−ᾱ_t)·β                 'beta-tilde': right for x₀ a single point
 *         = exp(f·log β + (1−f)·log β̃)            'learned', f = (v + 1)/2 of the network's head v; where α² + σ² ≠ 1,
 *                                                 β is what it becomes by rescaling (`Posterior.upper`), so that it is one
 *                                                 sampler on all processes
 *         = β̃ + c₀²·E‖x₀ − x̂₀‖²/d                'analytic': the best of all that are the same for every pixel
 *
 * Ho et al. 2020, algorithm 2 and eq. 6–7; learned range: Nichol & Dhariwal 2021, eq. 15; respacing: its section 4.
 * Analytic: Bao et al. 2022 (Analytic-DPM), theorem 1; with an exact x̂₀ the error is the posterior's E tr Cov[x₀ | x_t]/d, and
 * of Gaussian data of one variance every x_s with noise is sampled exactly; the last step, which adds none, gives x̂₀, and lacks
 * that error in its variance.
 * Stochastic, weak order 1; no noise is added at the step to data. One network evaluation.
 *
 * @throws Error if the variance is learned and the network has no head for it, or analytic and the error is not given.
 */
export function ddpm({ variance }: { readonly variance: ReverseVariance }): SamplerStep {
  return (input) => {
    const { algebra, xt, from, to, denoise } = input
    const q = posterior(from, to)
    const denoisedXt = denoise(xt, from)
    const { x0Hat, epsHat } = denoisedXt
    const mean = algebra.combine([q.x0, x0Hat], [q.xt, xt])
    if (to.noise === 0) return { next: mean, x0Hat, epsHat, mean }
    const added = freshNoise(input, variance, q, denoisedXt)
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}

const sources: Readonly<Record<ReverseVariance, string>> = {
  beta: 'Ho et al. 2020, algorithm 2',
  'beta-tilde': 'Ho et al. 2020, algorithm 2',
  learned: 'Nichol & Dhariwal 2021, eq. 15',
  analytic: 'Bao et al. 2022 (Analytic-DPM), theorem 1',
}

export const ddpmSampler: Sampler<{ readonly id: 'ddpm'; readonly variance: ReverseVariance }> = {
  id: 'ddpm',
  group: 'ancestral',
  step: ddpm,
  info: ({ variance }) => weak(1, { source: sources[variance] }),
  parameters: ['variance'],
  specOf: ({ variance }) => ({ id: 'ddpm', variance }),
  usual: onSchedule,
}
