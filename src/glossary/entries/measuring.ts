import { entry } from './entry'
import { ddpm, sde, vdm } from './papers'

/** Held against the truth. */
export const measuring = {
  likelihood: entry(
    'log q',
    'log q(x₀) = log q(x_T) + ∫ ∇·u(xₜ, t) dt',
    `Chen et al. 2018 (neural ODEs), theorem 1; ${sde}, section 4.3 and appendix D.2`,
    'measure',
    'ode',
    'density',
    'nats',
  ),
  nats: entry('nat', 'nats = −log q(x)', 'Shannon 1948, with natural logarithms', 'measure', 'likelihood', 'bits'),
  bits: entry('bits/d', 'bits = nats/(d·log 2)', `${ddpm}, table 1; ${vdm}`, 'shelf', 'nats', 'kl', 'likelihood'),
  kl: entry(
    'KL',
    'KL(q ‖ p) = E_q[log q(x) − log p(x)]',
    `Kullback & Leibler 1951; in the bound of ${ddpm}, eq. 5`,
    'shelf',
    'bits',
    'posterior',
  ),
  energy: entry(
    'E(X, Y)',
    'E = 2·E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖',
    'Székely & Rizzo 2013, eq. 5',
    'measure',
    'sliced',
    'floor',
  ),
  sliced: entry(
    'SW₂',
    'SW₂² = E_θ W₂²(θ·X, θ·Y)',
    'Rabin et al. 2012; Bonneel et al. 2015',
    'measure',
    'energy',
    'floor',
  ),
  floor: entry(
    'floor',
    'floor = E[distance(Y′, Y)]',
    'Székely & Rizzo 2013',
    'measure',
    'energy',
    'sliced',
    'standard-error',
  ),
  'standard-error': entry('±', 's/√(n)', 'Any textbook of statistics', 'measure', 'floor', 'wilson'),
  frechet: entry(
    'd²',
    'd² = ‖m₁ − m₂‖² + tr(C₁ + C₂ − 2·(C₁·C₂)^{1/2})',
    'Dowson & Landau 1982; Heusel et al. 2017 (FID)',
    'shelf',
    'sliced',
    'floor',
  ),
  wilson: entry(
    'p',
    '(p + z²/(2·n) ± z·√(p·(1 − p)/n + z²/(4·n²)))/(1 + z²/n)',
    'Wilson 1927, with p = k/n',
    'shelf',
    'standard-error',
  ),
} as const
