import type { Hideable } from '../../shell/hideable'
import type { Lesson } from '../lesson'
import { guessPictures, measureLate, measureNothing, measurePair, measureStays, otherPictures } from './digit-measures'

const rest: readonly Hideable[] = ['settings', 'take', 'studies', 'foot', 'equation', 'parts']

/** Lesson 3: what the noise decides, and what the class. */
export const digit: Lesson = {
  steps: [
    {
      id: 'pair',
      preset: '#go=reverse&seed=18&digit=3&steps=10',
      hide: rest,
      question: { kind: 'picture', pictures: otherPictures, measure: measurePair },
    },
    {
      id: 'stays',
      preset: '#go=reverse&seed=10&digit=3&steps=6&samples=9',
      hide: rest,
      question: { kind: 'number', min: 0, max: 9, step: 1, within: 1, measure: measureStays },
    },
    { id: 'ten', preset: '#go=reverse&seed=18&digit=0&steps=10', hide: rest, controls: true },
    {
      id: 'nothing',
      preset: '#go=reverse&seed=10&digit=none&steps=10',
      hide: rest.filter((part) => part !== 'parts'),
      question: { kind: 'picture', pictures: guessPictures, measure: measureNothing },
    },
    {
      id: 'late',
      preset: '#t=500&picture=3&seed=10&digit=8&steps=20',
      hide: rest,
      controls: true,
      question: { kind: 'moment', within: 100, measure: measureLate },
    },
  ],
  sources: [
    {
      text: 'Song, Meng, Ermon 2021, Denoising Diffusion Implicit Models, sections 4.1 and 5.2 (what x_T decides)',
      href: 'https://arxiv.org/abs/2010.02502',
    },
    {
      text: 'Ho, Salimans 2022, Classifier-Free Diffusion Guidance, section 3.2 (one network with a null class)',
      href: 'https://arxiv.org/abs/2207.12598',
    },
    {
      text: 'Meng et al. 2022, SDEdit: Guided Image Synthesis and Editing with Stochastic Differential Equations, section 3',
      href: 'https://arxiv.org/abs/2108.01073',
    },
  ],
}
