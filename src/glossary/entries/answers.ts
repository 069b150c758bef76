import { entry } from './entry'
import { ddpm, edm, flows } from './papers'

/** What the denoiser answers about xₜ. */
export const answers = {
  denoiser: entry('D(xₜ)', 'D(xₜ) = E[x₀ | xₜ]', edm, 'reverse', 'x0-hat', 'epsilon-hat', 'mean-squared-error'),
  'epsilon-hat': entry('ε̂', 'ε̂ = (xₜ − α·x̂₀)/σ', `${ddpm}, section 3.2`, 'reverse', 'epsilon', 'x0-hat', 'score'),
  'x0-hat': entry(
    'x̂₀',
    'x̂₀ = (xₜ − σ·ε̂)/α',
    `${ddpm}, eq. 15`,
    'reverse',
    'x0',
    'epsilon-hat',
    'posterior-mean',
    'clipping',
  ),
  'posterior-mean': entry(
    'E[x₀ | xₜ]',
    'E[x₀ | xₜ] = Σᵢ wᵢ·yᵢ',
    `${edm}, appendix B.3, there for α = 1`,
    'plane',
    'posterior-weight',
    'x0-hat',
    'score',
  ),
  'posterior-weight': entry(
    'wᵢ',
    'wᵢ ∝ exp(−‖xₜ − α·yᵢ‖²/(2·σ²))',
    `${edm}, appendix B.3, there for α = 1`,
    'plane',
    'posterior-mean',
    'density',
  ),
  score: entry(
    's',
    ['s = ∇ₓ log q(xₜ)', 's = −E[ε | xₜ]/σ', 's = (α·x̂₀ − xₜ)/σ²'],
    'Vincent 2011; Efron 2011 (Tweedie’s formula); Dhariwal & Nichol 2021, eq. 11',
    'plane',
    'density',
    'epsilon-hat',
    'langevin',
    'ode',
  ),
  v: entry('v', 'v = α·ε − σ·x₀', 'Salimans & Ho 2022, appendix D', 'learning', 'x0-hat', 'epsilon-hat', 'velocity'),
  velocity: entry('u', 'u = ε − x₀', flows, 'learning', 'flow', 'v', 'ode'),
  class: entry('y', 'ε̂ = ε̂(xₜ, t, y)', 'Ho & Salimans 2022; Dhariwal & Nichol 2021', 'reverse', 'null-class', 'w'),
  'null-class': entry('∅', 'ε̂ = ε̂(xₜ, t, ∅)', 'Ho & Salimans 2022, algorithm 1', 'reverse', 'class', 'w'),
  'mean-squared-error': entry('‖x₀ − x̂₀‖²', 'E‖x₀ − x̂₀‖²', 'Vincent 2011', 'learning', 'denoiser', 'loss'),
} as const
