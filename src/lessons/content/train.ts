import type { Lesson } from '../lesson'
import { measureExact, measureFew, measureFirst, measureMany, measureMoments, momentPictures } from './train-measures'

const plane = ['parts', 'settings', 'measure', 'take', 'studies', 'foot'] as const
const walk = ['parts', 'settings', 'take', 'studies', 'foot'] as const
const moons = '#room=plane&data=moons&arrows=none&batch=128'
const back = `${moons}&go=reverse&particles=300&steps=30&grid=log-snr&contours=off&trails=off`

/** Lesson 23: a network learns while one watches; what it makes by heart, and what is new. */
export const train: Lesson = {
  steps: [
    {
      id: 'first',
      preset: `${moons}&t=300&by=network&map=error`,
      hide: plane,
      formulas: ['L = E ‖ε − ε̂(xₜ, t)‖²'],
      question: { kind: 'choice', options: ['noisy', 'clean', 'alike'], usual: 'noisy', measure: measureFirst },
    },
    {
      id: 'few',
      preset: `${back}&points=6&by=network`,
      hide: plane,
      question: { kind: 'number', min: 0, max: 2, step: 0.05, within: 0.25, percent: true, measure: measureFew },
    },
    {
      id: 'many',
      preset: `${back}&points=50&by=network`,
      hide: plane,
      question: { kind: 'choice', options: ['copies', 'fresh', 'beside'], usual: 'fresh', measure: measureMany },
    },
    {
      id: 'exact',
      preset: `${back}&points=50`,
      hide: plane,
      question: { kind: 'choice', options: ['copies', 'fresh', 'beside'], usual: 'copies', measure: measureExact },
    },
    {
      id: 'growing',
      preset: '#model=growing&go=reverse&digit=5&steps=10&seed=2',
      hide: walk,
      question: { kind: 'picture', pictures: momentPictures, measure: measureMoments },
    },
    {
      id: 'yours',
      preset: '#room=plane&data=heart&t=300&by=network&map=error&arrows=none',
      hide: ['settings', 'measure', 'take', 'studies', 'foot'],
      controls: true,
    },
  ],
  sources: [
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 3.4, algorithm 1',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Karras et al. 2022, Elucidating the Design Space of Diffusion-Based Generative Models, appendix B.3: the best denoiser of a finite data set',
      href: 'https://arxiv.org/abs/2206.00364',
    },
    {
      text: 'Kadkhodaie et al. 2024, Generalization in Diffusion Models Arises from Geometry-Adaptive Harmonic Representations, section 2',
      href: 'https://arxiv.org/abs/2310.02557',
    },
    {
      text: 'Carlini et al. 2023, Extracting Training Data from Diffusion Models, section 4',
      href: 'https://arxiv.org/abs/2301.13188',
    },
  ],
}
