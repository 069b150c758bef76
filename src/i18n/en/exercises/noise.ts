export const noise = {
  moments: {
    title: 'Mean and variance',
    ask: 'A picture of three pixels x₀ is noised up to t. Compute the mean of each pixel of xₜ given x₀, and their variance.',
  },
  sample: {
    title: 'A noisy picture',
    ask: 'For one draw of the noise ε, compute the three pixels of xₜ.',
  },
  ratio: {
    title: 'Signal to noise',
    ask: 'Compute the signal-to-noise ratio at t, as a ratio of variances, and its natural logarithm λ.',
  },
  inverse: {
    title: 'And back',
    ask: 'Which ᾱₜ has this signal-to-noise ratio?',
  },
}
