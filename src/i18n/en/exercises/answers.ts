export const answers = {
  epsilon: {
    title: 'From ε̂',
    ask: 'A network predicts ε̂. Write the same answer as x̂₀, as v̂ and as the score s.',
  },
  velocity: {
    title: 'From v̂',
    ask: 'Another network predicts v̂. Write its answer as x̂₀ and as ε̂.',
  },
  flow: {
    title: 'From a flow',
    ask: 'On the straight path xₜ = (1 − t)·x₀ + t·ε a network predicts the velocity û = ε̂ − x̂₀. Write its answer as x̂₀ and as ε̂.',
  },
  error: {
    title: 'The same error, larger',
    ask: 'A network’s ε̂ is wrong by δ. By how much, Δ, is its x̂₀ wrong?',
  },
}
