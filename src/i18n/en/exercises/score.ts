export const score = {
  single: {
    title: 'One Gaussian',
    ask: 'Compute the score, the slope of the log-density, of N(m₁, s₁²) at x.',
  },
  shares: {
    title: 'Whose is it?',
    ask: 'A mixture has the weight w₁ on N(m₁, s₁²) and the rest on N(m₂, s₂²). Which share r₁ of the density at x is the first one’s?',
  },
  mixed: {
    title: 'The mixture',
    ask: 'Compute the score of the mixture at x.',
  },
  langevin: {
    title: 'A Langevin step',
    ask: 'Take one Langevin step of size δ from x, with the noise z.',
  },
  noisy: {
    title: 'Behind noise',
    ask: 'The same mixture is noised up to t. Compute the score of xₜ.',
  },
}
