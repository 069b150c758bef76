import { entry } from './entry'

/** Asking for something, and for more of it. */
export const guiding = {
  w: entry(
    'w',
    'ε̂ = ε̂(∅) + w·(ε̂(y) − ε̂(∅))',
    'Ho & Salimans 2022, eq. 6, with their w + 1 for w',
    'settings',
    'null-class',
    'phi',
    'interval',
    'classifier-guidance',
  ),
  'classifier-guidance': entry(
    '∇ₓ log p(y | xₜ)',
    'ε̂ ← ε̂ − w·σ·∇ₓ log p(y | xₜ)',
    'Dhariwal & Nichol 2021, algorithm 2',
    'settings',
    'w',
    'score',
    'class',
  ),
  phi: entry(
    'φ',
    'x̂₀ ← φ·x̂₀·std(x̂₀(y))/std(x̂₀) + (1 − φ)·x̂₀',
    'Lin et al. 2023, section 3.4, there on the network’s output',
    'settings',
    'w',
    'x0-hat',
  ),
  interval: entry('w(σ̂)', 'w(σ̂) = 1 outside of [a, b]', 'Kynkäänniemi et al. 2024', 'settings', 'w', 'sigma-hat'),
} as const
