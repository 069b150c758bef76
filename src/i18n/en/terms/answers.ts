import type { Term } from './term'

/** What the network, or the exact formula, says of xₜ. */
export const answers = {
  denoiser: {
    name: 'denoiser',
    plain: 'What looks at the noisy picture and tells how much of it is noise: a network, or in the plane a formula.',
    exact:
      'A function of xₜ, its noise level and perhaps a class; trained on squared errors, the best one is the mean of x₀, or of ε, given xₜ.',
  },
  'epsilon-hat': {
    name: 'its guess of the noise',
    plain: 'What the network takes for noise in the picture.',
    exact: 'The estimate of E[ε | xₜ]: what the network says, or what follows from its x̂₀, since α·x̂₀ + σ·ε̂ = xₜ.',
  },
  'x0-hat': {
    name: 'its guess of the picture',
    plain: 'What the network would take for the clean picture, looking at this noisy one.',
    exact:
      'The estimate of E[x₀ | xₜ]: at much noise it is the mean over all pictures that are possible, and therefore blurred.',
  },
  'posterior-mean': {
    name: 'posterior mean',
    plain: 'The average of all clean pictures that might be behind this noisy one, the likelier ones counting more.',
    exact:
      'The best guess of x₀ in mean squared error; of n data points y it is their mean, weighted by how near each α·y is to xₜ.',
  },
  'posterior-weight': {
    name: 'weight of a data point',
    plain: 'How likely it is that this data point is behind the noisy one.',
    exact:
      'The posterior probability of each data point given xₜ: a softmax of negative squared distances, whose temperature is the noise.',
  },
  score: {
    name: 'score',
    plain: 'An arrow that points uphill, to where noisy pictures are likelier.',
    exact: 'The gradient of the log-density of xₜ; by Tweedie’s formula it is minus the mean noise, divided by σ.',
  },
  v: {
    name: 'the mixture that v-networks predict',
    plain: 'A mixture of noise and picture that a network can predict well at any noise level.',
    exact:
      'The derivative of xₜ by the angle arctan(σ/α) where variance is preserved; a network that predicts it gives x̂₀ and ε̂ with small errors at either end.',
  },
  velocity: {
    name: 'velocity of the straight path',
    plain: 'The direction from the picture to its noise.',
    exact:
      'The time derivative of (1 − t)·x₀ + t·ε; what flow matching learns is its mean given xₜ (in the papers, whose time runs the other way, with the other sign).',
  },
  class: {
    name: 'class',
    plain: 'What is asked for: which digit, or which kind of picture.',
    exact: 'The condition y of the network, given as a learned vector beside the time.',
  },
  'null-class': {
    name: 'null class',
    plain: 'Asking for nothing in particular: the network may draw what it likes.',
    exact:
      'A label of its own that replaced the class in a share of the training examples, so that one network has the unconditional answer too.',
  },
  'mean-squared-error': {
    name: 'squared error',
    plain: 'How far a guess is from the truth: differences squared, then averaged.',
    exact:
      'Its minimum over all functions of xₜ is the conditional mean, which is why denoisers blur where much is possible.',
  },
} satisfies Readonly<Record<string, Term>>
