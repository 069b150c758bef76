import { entry } from './entry'
import { ddpm, edm, improved, sde, vdm } from './papers'

/** Into noise: data, noise, and how they are mixed. */
export const mixing = {
  x0: entry('x₀', 'x₀ ∼ q(x₀)', `${ddpm}, section 2`, 'forward', 'xt', 'x0-hat'),
  xt: entry('xₜ', 'xₜ = α(t)·x₀ + σ(t)·ε', `${ddpm}, eq. 4`, 'forward', 'x0', 'epsilon', 'alpha', 'sigma'),
  'x-end': entry('x_T', 'x_T ∼ N(0, I)', `${ddpm}, section 2`, 'reverse', 'xt', 'seed'),
  epsilon: entry('ε', 'ε ∼ N(0, I)', `${ddpm}, section 3.2`, 'forward', 'epsilon-hat', 'z', 'seed'),
  t: entry('t', '0 ≤ t ≤ T', `${ddpm}, section 2; ${sde}, section 3`, 'forward', 'T', 'grid'),
  T: entry('T', 'T = 1000', `${ddpm}, section 4`, 'forward', 't', 'steps'),
  alpha: entry('α', 'α = √(ᾱₜ)', vdm, 'forward', 'sigma', 'alpha-bar', 'process'),
  sigma: entry('σ', 'σ = √(1 − ᾱₜ)', vdm, 'forward', 'alpha', 'sigma-hat', 'variance'),
  'alpha-bar': entry(
    'ᾱₜ',
    ['ᾱₜ = (1 − β₁)·(1 − β₂)·…·(1 − βₜ)', 'xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε'],
    `${ddpm}, section 2 and eq. 4`,
    'forward',
    'beta',
    'variance',
    'log-snr',
  ),
  beta: entry(
    'βₜ',
    'xₜ = √(1 − βₜ)·x_{t−1} + √(βₜ)·z',
    `${ddpm}, eq. 2`,
    'settings',
    'alpha-bar',
    'beta-tilde',
    'schedule',
  ),
  schedule: entry(
    'ᾱ(t)',
    ['ᾱₜ = f(t)/f(0)', 'f(t) = cos²((t/T + s)/(1 + s)·π/2)'],
    `${improved}, eq. 17 (cosine); ${ddpm}, section 4 (linear β)`,
    'plane',
    'alpha-bar',
    'beta',
  ),
  variance: entry('α² + σ²', 'α² + σ² = 1', `${sde}, section 3.4`, 'forward', 'alpha', 'sigma', 'vp'),
  snr: entry('SNR', 'SNR = α²/σ²', vdm, 'learning', 'log-snr', 'sigma-hat', 'weighting'),
  'log-snr': entry('λ', 'λ = log(α²/σ²)', vdm, 'forward', 'snr', 'sigma-hat', 'process'),
  'sigma-hat': entry('σ̂', ['σ̂ = σ/α', 'σ̂ = exp(−λ/2)'], `${edm}, where α = 1`, 'settings', 'log-snr', 'edm', 'churn'),
  density: entry(
    'q(xₜ)',
    'q(xₜ) = 1/n·Σᵢ N(xₜ; α·yᵢ, σ²·I)',
    `${edm}, appendix B.3, there for α = 1`,
    'plane',
    'score',
    'likelihood',
    'posterior-mean',
  ),
} as const
