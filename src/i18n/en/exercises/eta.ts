export const eta = {
  certain: {
    title: 'Without chance',
    ask: 'DDIM goes from t to an earlier s, which need not be the one before. Compute x̂₀, and xₛ with η = 0.',
  },
  sigma: {
    title: 'How much chance',
    ask: 'Compute the posterior’s variance β̃ between these two levels, and the standard deviation σ of the fresh noise for this η.',
  },
  chance: {
    title: 'With chance',
    ask: 'Take the step from t to s again, now with this η and the fresh noise z.',
  },
  direction: {
    title: 'Where DDIM becomes DDPM',
    ask: 'With η = 1 the step is DDPM’s. Which factor c does ε̂ have then?',
  },
}
