import type { Hideable } from '../../shell/hideable'
import type { Lesson } from '../lesson'
import { averagedPictures, measureAgain, measureAveraged, measureGuess, measureHalf } from './back-measures'

const rest: readonly Hideable[] = ['settings', 'take', 'studies', 'foot', 'equation']

/** Few enough steps that each is seen, and no recording has them: the walk is made on this machine. */
const walk = '#go=reverse&seed=10&digit=3&steps=20'

/** Lesson 2: the network takes noise away; x̂₀ is a mean, and gets sharp as the possibilities get fewer. */
export const back: Lesson = {
  steps: [
    { id: 'turn', preset: walk, hide: [...rest, 'parts'] },
    {
      id: 'guess',
      preset: walk,
      hide: rest,
      question: {
        kind: 'choice',
        options: ['sharp', 'blurred', 'noise', 'grey'],
        usual: 'blurred',
        measure: measureGuess,
      },
    },
    {
      id: 'mean',
      preset: `${walk}&frame=1`,
      hide: rest,
      question: { kind: 'picture', pictures: averagedPictures, measure: measureAveraged },
    },
    {
      id: 'sharper',
      preset: `${walk}&frame=1`,
      hide: rest,
      formulas: ['E[x₀ | xₜ]'],
      question: { kind: 'moment', within: 75, measure: measureHalf },
    },
    {
      id: 'again',
      preset: '#go=reverse&from=900&picture=3&seed=10&digit=3&steps=20',
      hide: [...rest, 'parts'],
      question: { kind: 'choice', options: ['same', 'other', 'noise'], usual: 'other', measure: measureAgain },
    },
    { id: 'both', preset: walk, hide: rest },
  ],
  sources: [
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 3.2 and algorithms 1 and 2',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Song, Meng, Ermon 2021, Denoising Diffusion Implicit Models, section 4.1, eq. 12 (a step of the walk on the screen)',
      href: 'https://arxiv.org/abs/2010.02502',
    },
    {
      text: 'Karras, Aittala, Aila, Laine 2022, Elucidating the Design Space of Diffusion-Based Generative Models, appendix B.3 (the ideal denoiser is a mean)',
      href: 'https://arxiv.org/abs/2206.00364',
    },
    {
      text: 'Meng et al. 2022, SDEdit: Guided Image Synthesis and Editing with Stochastic Differential Equations, section 3 (back from half way)',
      href: 'https://arxiv.org/abs/2108.01073',
    },
  ],
}
