import { entry } from './entry'
import { ddpm, edm, improved } from './papers'

/** What a network learns from. */
export const learning = {
  loss: entry(
    'L',
    'L = E‖ε − ε̂(xₜ, t)‖²',
    `${ddpm}, eq. 14`,
    'learning',
    'weighting',
    'epsilon-hat',
    'mean-squared-error',
  ),
  gradient: entry(
    '∇',
    '−∂L/∂ε̂ = 2·(ε − ε̂)/d',
    `${ddpm}, algorithm 1`,
    'learning',
    'loss',
    'learning-rate',
    'epsilon-hat',
  ),
  weighting: entry(
    'weight',
    ['max(1, 1/SNR)', 'min(1, γ/SNR)', '½·g²/σ²'],
    'Salimans & Ho 2022, eq. 9 (truncated SNR); Hang et al. 2023 (min-SNR); Song et al. 2021 (maximum likelihood), theorem 1; each of ‖ε − ε̂‖²',
    'learning',
    'loss',
    'snr',
    'diffusion',
  ),
  'time-sampling': entry(
    'p(t)',
    ['log σ̂ ∼ N(m, s²)', 't = 1/(1 + exp(−z))'],
    `${edm}, table 1 (log-normal); Esser et al. 2024, section 3.1 (logit-normal); ${improved}, section 3.3 (by importance)`,
    'learning',
    'loss',
    'weighting',
  ),
  coupling: entry(
    'π',
    'min Σᵢ ‖yᵢ − ε_{π(i)}‖²',
    'Pooladian et al. 2023; Tong et al. 2023',
    'learning',
    'reflow',
    'flow',
    'sliced',
  ),
  reflow: entry(
    'reflow',
    'u = ε − x₀(ε)',
    'Liu et al. 2023 (rectified flow)',
    'learning',
    'flow',
    'velocity',
    'coupling',
  ),
  consistency: entry(
    'student',
    ['F(xₜ, t) = F(xₛ, s)', 'F(x, 0) = x'],
    'Song et al. 2023 (consistency models)',
    'learning',
    'ode',
    'nfe',
  ),
  'learning-rate': entry(
    'rate',
    'θ ← θ − rate·m/(√(v) + κ)',
    'Kingma & Ba 2015 (Adam), algorithm 1, with κ for ε',
    'learning',
    'loss',
  ),
} as const
