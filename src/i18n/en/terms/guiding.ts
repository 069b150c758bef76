import type { Term } from './term'

/** Asking for something, and for more of it. */
export const guiding = {
  w: {
    name: 'guidance',
    plain: 'How strongly the walk is led to what is asked for: more is clearer and less varied.',
    exact:
      'The weight of classifier-free guidance, the answer with the class led away from the one without; w = 1 is the class alone, which Ho & Salimans call w = 0.',
  },
  'classifier-guidance': {
    name: 'classifier guidance',
    plain: 'Another network, which names noisy digits, pulls the picture to what it would name so.',
    exact: 'The score of a noisy classifier is added to that of the density, w times, by Bayes’ rule for w = 1.',
  },
  phi: {
    name: 'rescaling',
    plain: 'Brings the contrast back that strong guidance exaggerates.',
    exact:
      'The share to which the guided guess is rescaled to the standard deviation of the guess with the class alone, picture by picture.',
  },
  interval: {
    name: 'limits of guidance',
    plain: 'Guides only where there is neither too much noise nor too little.',
    exact: 'Outside of an interval of σ̂ the weight is 1: guidance harms at high noise, and is not needed at low.',
  },
} satisfies Readonly<Record<string, Term>>
