import type { Term } from './term'

/** Held against the truth. */
export const measuring = {
  likelihood: {
    name: 'likelihood by the flow',
    plain: 'How likely a point is, told by how the current squeezes or spreads space around it.',
    exact:
      'The instantaneous change of variables along the probability flow: the log-density of where it ends, plus the integral of the divergence of the velocity on the way.',
  },
  nats: {
    name: 'nats',
    plain: 'A unit of surprise: each nat less likely is a factor of about 2.7.',
    exact: 'The unit of natural logarithms of probability; one nat is 1/ln 2 = 1.44 bits.',
  },
  bits: {
    name: 'bits per dimension',
    plain: 'How many yes-or-no answers a pixel would cost to write down.',
    exact: 'The negative log-likelihood, or its variational bound, in bits, divided by the number d of values.',
  },
  kl: {
    name: 'KL divergence',
    plain: 'How surprised you are on average by q’s samples if you believed p.',
    exact:
      'The mean log-ratio of two densities under the first: never negative, not symmetric; the terms of the variational bound are such.',
  },
  energy: {
    name: 'energy distance',
    plain: 'How much farther apart points of two crowds are than points of the same crowd.',
    exact: 'A distance of distributions, zero only for equal ones; here the V-statistic of two sets of points.',
  },
  sliced: {
    name: 'sliced Wasserstein distance',
    plain: 'How far points must be moved to make one crowd the other, seen from many sides.',
    exact:
      'The root of the mean, over directions θ, of the squared W₂ of both sets projected on θ, which is that of their sorted values.',
  },
  floor: {
    name: 'floor',
    plain: 'How far even true points are from true points, by chance.',
    exact:
      'What the distance is for a fresh sample of the data itself: a sampler at the floor cannot be told from the data by it.',
  },
  'standard-error': {
    name: 'standard error',
    plain: 'How much the mean would change if everything were done again with other dice.',
    exact: 'The standard deviation of repetitions, divided by the root of their number.',
  },
  frechet: {
    name: 'Fréchet distance',
    plain: 'How unlike two crowds of pictures are, seen by a network that judges them.',
    exact:
      'The Wasserstein-2 distance, squared, between Gaussians of the same means m and covariances C as the judge’s features of both sets.',
  },
  wilson: {
    name: 'Wilson interval',
    plain: 'The range in which the true share most likely lies.',
    exact:
      'The proportions p that a score test does not reject, given k of n: its ends solve |k/n − p| = z·√(p·(1 − p)/n), with z = 1.96 for 95 %.',
  },
} satisfies Readonly<Record<string, Term>>
