export const back = {
  guess: {
    title: 'What the network means',
    ask: 'A network looks at the three numbers xₜ and predicts the noise ε̂. Compute ᾱₜ, and the picture x̂₀ that this prediction means.',
  },
  mean: {
    title: 'The mean of the step',
    ask: 'Compute the mean μ of DDPM’s step from t to t − 1, for the same xₜ and ε̂.',
  },
  variance: {
    title: 'The variance of the step',
    ask: 'Compute the variance β̃ₜ of q(xₜ₋₁ | xₜ, x₀).',
  },
  next: {
    title: 'One step back',
    ask: 'Take the step with the variance β̃ₜ and the draw z of N(0, 1).',
  },
}
