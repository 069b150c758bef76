import type { Lesson } from '../lesson'
import { measureBeyond, measureCrowd, measureInterval, measureSpreads, measureVariety } from './guidance-measures'

const walk = ['parts', 'settings', 'take', 'studies', 'foot'] as const
const plane = ['parts', 'settings', 'measure', 'take', 'studies', 'foot'] as const
const moons = '#room=plane&data=moons&go=reverse&class=1&arrows=none&particles=300&steps=30'

/** Lesson 19: w from 1 to 10, what it buys and what it costs. */
export const guidance: Lesson = {
  steps: [
    {
      id: 'two',
      preset: '#go=reverse&digit=7&samples=4&steps=6&guidance=2&seed=1',
      hide: walk.filter((part) => part !== 'settings'),
      formulas: ['ε̂ = ε̂ᵤ + w·(ε̂_c − ε̂ᵤ)'],
    },
    {
      id: 'varied',
      preset: '#go=reverse&digit=7&samples=4&steps=6&guidance=6&clip=off&seed=1',
      hide: walk,
      question: { kind: 'choice', options: ['less', 'same', 'more'], usual: 'less', measure: measureVariety },
    },
    {
      id: 'bright',
      preset: '#model=emoji-v&go=reverse&steps=6&guidance=10&clip=off&seed=1',
      hide: walk,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.15, percent: true, measure: measureBeyond },
    },
    {
      id: 'crowd',
      preset: `${moons}&guidance=6`,
      hide: plane,
      question: { kind: 'choice', options: ['fill', 'middle', 'away'], usual: 'away', measure: measureCrowd },
    },
    {
      id: 'sketch',
      preset: `${moons}&guidance=3&frame=30`,
      hide: plane,
      question: { kind: 'curve', points: 5, x: [1, 9], y: [0, 1.5], within: 0.12, measure: measureSpreads },
    },
    {
      id: 'interval',
      preset: '#go=reverse&digit=7&samples=4&steps=6&guidance=6&clip=off&seed=2',
      hide: walk,
      question: { kind: 'choice', options: ['early', 'middle', 'late'], usual: 'early', measure: measureInterval },
    },
  ],
  sources: [
    {
      text: 'Ho & Salimans 2022, Classifier-Free Diffusion Guidance, eq. 6 (their w + 1 is w here)',
      href: 'https://arxiv.org/abs/2207.12598',
    },
    {
      text: 'Saharia et al. 2022 (Imagen), Photorealistic Text-to-Image Diffusion Models, section 2.3, on clipping under large w',
      href: 'https://arxiv.org/abs/2205.11487',
    },
    {
      text: 'Bradley & Nakkiran 2024, Classifier-Free Guidance is a Predictor-Corrector, section 3, on what it does not sample',
      href: 'https://arxiv.org/abs/2408.09000',
    },
    {
      text: 'Kynkäänniemi et al. 2024, Applying Guidance in a Limited Interval, section 3',
      href: 'https://arxiv.org/abs/2404.07724',
    },
  ],
}
