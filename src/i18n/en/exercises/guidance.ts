export const guidance = {
  both: {
    title: 'Two answers',
    ask: 'All data are N(0, 1), those of one class N(m, s²). At xₜ, compute what the best network answers without the class, ε̂_u, and with it, ε̂_c.',
  },
  mixed: {
    title: 'The guided answer',
    ask: 'Guide with the scale w, where w = 1 is the conditional answer. Compute ε̂, and the x̂₀ that it means.',
  },
  target: {
    title: 'Where it leads',
    ask: 'At this level the guided score is that of a Gaussian. Compute its mean μ_w and its variance V_w, and compare them with the class’s own, √ᾱₜ·m and V.',
  },
  limit: {
    title: 'Too much',
    ask: 'For one pixel the network says x̂_c with the class and x̂_u without. White is 1. From which scale w on is the guided x̂₀ whiter than white?',
  },
}
