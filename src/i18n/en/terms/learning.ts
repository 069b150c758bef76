import type { Term } from './term'

/** What a network learns from. */
export const learning = {
  loss: {
    name: 'loss',
    plain: 'How wrong the network was: learning makes it smaller.',
    exact:
      'The squared error of ε̂, at times and noises drawn anew, with a weight for each noise level that is 1 in the simplest case.',
  },
  gradient: {
    name: 'gradient',
    plain: 'Which way to push each of many numbers so that one thing grows, and how strongly.',
    exact:
      'The derivatives of one number by each of many; learning follows those of the loss downhill, through ε̂ and by the chain rule to every weight.',
  },
  weighting: {
    name: 'weight of the levels',
    plain: 'Which noise levels count more while it learns.',
    exact:
      'A factor of the squared error of ε̂ as a function of SNR; the exact minimum is the same for all, what a small network gives up is not.',
  },
  'time-sampling': {
    name: 'how noise levels are drawn',
    plain: 'Which noise levels it practises oftenest.',
    exact: 'The density of the times of training; where the loss is not divided by it, it weighs the levels.',
  },
  coupling: {
    name: 'pairing with optimal transport',
    plain: 'Each point gets a noise that lies near it, so that the paths hardly cross.',
    exact:
      'Within a batch, the permutation of the noises that makes the sum of squared distances least, in the place of independent pairs.',
  },
  reflow: {
    name: 'reflow',
    plain: 'The network learns again from its own paths, which become straighter.',
    exact:
      'Flow matching on the pairs of noise and data that the learned flow itself connects; it keeps the marginals and never raises convex transport costs.',
  },
  consistency: {
    name: 'consistency distillation',
    plain: 'A student learns to say at once where many small steps would lead.',
    exact:
      'A function that is the same all along a path of the probability flow, and is x itself at its data end: learned from neighbouring points of the path.',
  },
  'learning-rate': {
    name: 'learning rate',
    plain: 'How far each lesson moves the network.',
    exact:
      'The length of Adam’s steps, which divides a running mean of the gradient by the root of one of its squares.',
  },
} satisfies Readonly<Record<string, Term>>
