import type { Lesson } from '../lesson'
import { measureGuided, measureLed, measurePull, measureReading, measureShares } from './bayes-measures'

const plane = ['parts', 'settings', 'measure', 'take', 'studies', 'foot'] as const
const walk = ['parts', 'settings', 'take', 'studies', 'foot'] as const

/** Lesson 18: the score of p(x | y) is that of p(x) plus a classifier's gradient. */
export const bayes: Lesson = {
  steps: [
    {
      id: 'whose',
      preset: '#room=plane&data=checkerboard&t=300&map=class&colour=class&trails=off',
      hide: plane,
      formulas: ['p(y|xₜ) = p(xₜ|y)·p(y) / p(xₜ)'],
      question: { kind: 'curve', points: 6, x: [0, 1000], y: [0.4, 1], within: 0.07, measure: measureShares },
    },
    {
      id: 'pull',
      preset:
        '#room=plane&data=rings&t=500&map=class&colour=class&class=1&guide=classifier&guidance=1&arrows=score&trails=off',
      hide: plane,
      formulas: ['∇ log p(xₜ|y) = ∇ log p(xₜ) + ∇ log p(y|xₜ)'],
      question: { kind: 'moment', within: 125, measure: measurePull },
    },
    {
      id: 'led',
      preset:
        '#room=plane&data=rings&go=reverse&class=1&guide=classifier&guidance=1&map=class&arrows=none&particles=500&steps=30',
      hide: plane,
      question: { kind: 'choice', options: ['all', 'most', 'few'], usual: 'all', measure: measureLed },
    },
    {
      id: 'reader',
      preset: '#t=500',
      hide: walk,
      question: { kind: 'moment', within: 100, measure: measureReading },
    },
    {
      id: 'digits',
      preset: '#go=reverse&digit=7&guide=classifier&guidance=1&samples=9&steps=6&judge=on&seed=10',
      hide: walk,
      formulas: ['ε̂ = ε̂(xₜ) − w·σ·∇ log p(y|xₜ)'],
      question: { kind: 'number', min: 0, max: 9, step: 1, within: 1, measure: measureGuided },
    },
  ],
  sources: [
    {
      text: 'Song et al. 2021, Score-Based Generative Modeling through Stochastic Differential Equations, section 5, eq. 14',
      href: 'https://arxiv.org/abs/2011.13456',
    },
    {
      text: 'Dhariwal & Nichol 2021, Diffusion Models Beat GANs on Image Synthesis, section 4, algorithms 1 and 2; section 4.3 on the scale',
      href: 'https://arxiv.org/abs/2105.05233',
    },
    {
      text: 'Sohl-Dickstein et al. 2015, Deep Unsupervised Learning using Nonequilibrium Thermodynamics, section 2.5',
      href: 'https://arxiv.org/abs/1503.03585',
    },
  ],
}
