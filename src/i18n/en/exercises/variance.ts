export const variance = {
  tilde: {
    title: 'Two variances',
    ask: 'Compute the variance β̃ₜ of the posterior, to four decimals, and its ratio R to βₜ.',
  },
  divergence: {
    title: 'Two Gaussians',
    ask: 'Compute the divergence K = KL(q ‖ p) of the Gaussians q = N(μ_q, σ_q²) and p = N(μ_p, σ_p²), in nats.',
  },
  term: {
    title: 'A term of the bound',
    ask: 'The posterior q(xₜ₋₁ | xₜ, x₀) has the variance β̃ₜ. The model has the variance βₜ, and its mean is made of x̂₀ in place of x₀. Compute L = KL(q ‖ p) for one number, in nats.',
  },
  learned: {
    title: 'Between both',
    ask: 'A network learned a variance Σ between both: its logarithm is the fraction f of the way from log β̃ₜ to log βₜ. Compute Σ to four decimals.',
  },
}
