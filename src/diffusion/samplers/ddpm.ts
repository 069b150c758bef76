import type { Algebra } from '../algebra'
import { posterior, type Posterior } from '../posterior'
import type { Denoised, SamplerStep } from '../step'

/** The variance of DDPM's reverse step: β, β̃, or between them as the network says. */
export type Variance = 'beta' | 'beta-tilde' | 'learned'

function learnedNoise<X>(algebra: Algebra<X>, q: Posterior, v: X | undefined, z: X): X {
  if (v === undefined) throw new Error('The learned variance needs a network with a variance head, and this one has none.')
  // std = exp(½ log Σ), split so that only v's part meets the tensor. β̃ > 0 here: the noiseless step, for which the
  // paper's code replaces log β̃ by its neighbour's, draws no noise.
  const logBeta = Math.log(q.beta)
  const logBetaTilde = Math.log(q.betaTilde)
  const spread = algebra.exp(algebra.combine([(logBeta - logBetaTilde) / 4, v]))
  return algebra.multiply(spread, algebra.combine([Math.exp((logBeta + logBetaTilde) / 4), z]))
}

function freshNoise<X>(algebra: Algebra<X>, variance: Variance, q: Posterior, { v }: Denoised<X>, normal: () => X): X {
  switch (variance) {
    case 'beta':
      return algebra.combine([Math.sqrt(q.beta), normal()])
    case 'beta-tilde':
      return algebra.combine([Math.sqrt(q.betaTilde), normal()])
    case 'learned':
      return learnedNoise(algebra, q, v, normal())
  }
}

/**
 * Ancestral sampling. Notation: t = `from`, s = `to`, β = 1 − ᾱ_t/ᾱ_s (of respaced levels, the effective one), z fresh.
 *
 *     x_s = √ᾱ_s·β/(1−ᾱ_t)·x̂₀ + √(1−β)·(1−ᾱ_s)/(1−ᾱ_t)·x_t + √Σ·z
 *     Σ   = β                                     'beta': right for x₀ ~ N(0, I)
 *         = β̃ = (1−ᾱ_s)/(1−ᾱ_t)·β                 'beta-tilde': right for x₀ a single point
 *         = exp(f·log β + (1−f)·log β̃)            'learned', f = (v + 1)/2 of the network's head v
 *
 * Ho et al. 2020, algorithm 2 and eq. 6–7; learned range: Nichol & Dhariwal 2021, eq. 15; respacing: its section 4.
 * Stochastic, weak order 1; no noise is added at the step to data. One network evaluation.
 *
 * @throws Error if the variance is learned and the network has no head for it.
 */
export function ddpm({ variance }: { readonly variance: Variance }): SamplerStep {
  return ({ algebra, xt, from, to, denoise, normal }) => {
    const q = posterior(from, to)
    const denoisedXt = denoise(xt, from)
    const { x0Hat, epsHat } = denoisedXt
    const mean = algebra.combine([q.x0, x0Hat], [q.xt, xt])
    if (to.noise === 0) return { next: mean, x0Hat, epsHat, mean }
    const added = freshNoise(algebra, variance, q, denoisedXt, normal)
    return { next: algebra.combine([1, mean], [1, added]), x0Hat, epsHat, mean, added }
  }
}
