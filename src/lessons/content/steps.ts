import type { Hideable } from '../../shell/hideable'
import type { Lesson } from '../lesson'
import { COMPARED, measureDistance, measureOne, measureOther, measureRead, measureSpecks } from './steps-measures'

const rest: readonly Hideable[] = ['settings', 'take', 'studies', 'foot', 'equation', 'parts']
/** Where the number of steps is chosen, in the settings below the timeline. */
const choosing = rest.filter((part) => part !== 'settings')

/** Lesson 4: what more steps buy, with DDIM and with DDPM. */
export const steps: Lesson = {
  steps: [
    {
      id: 'one',
      preset: '#go=reverse&seed=10&digit=3&steps=1',
      hide: rest,
      question: { kind: 'choice', options: ['sharp', 'blurred', 'noise'], usual: 'blurred', measure: measureOne },
    },
    {
      id: 'read',
      preset: '#go=reverse&seed=10&digit=3&steps=2&samples=9',
      hide: rest,
      question: { kind: 'number', min: 0, max: 9, step: 1, within: 1, measure: measureRead },
    },
    {
      id: 'distance',
      preset: '#go=reverse&seed=21&digit=5&steps=10',
      hide: rest,
      question: {
        kind: 'curve',
        points: COMPARED.steps.length,
        x: [1, 17],
        y: [0, 0.5],
        within: 0.05,
        measure: measureDistance,
      },
    },
    {
      id: 'other',
      preset: '#go=reverse&seed=10&digit=3&steps=40',
      hide: rest,
      question: { kind: 'choice', options: ['same', 'other', 'worse'], usual: 'other', measure: measureOther },
    },
    {
      id: 'chance',
      preset: '#go=reverse&sampler=ddpm&variance=beta&seed=10&digit=3&steps=5&samples=4',
      hide: rest,
      question: { kind: 'choice', options: ['ddim', 'small', 'large'], usual: 'large', measure: measureSpecks },
    },
    { id: 'enough', preset: '#go=reverse&seed=10&digit=3&steps=10&samples=9', hide: choosing },
  ],
  sources: [
    {
      text: 'Song, Meng, Ermon 2021, Denoising Diffusion Implicit Models, section 5.1 and table 1 (few steps: DDIM, DDPM with β̃, and with β)',
      href: 'https://arxiv.org/abs/2010.02502',
    },
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 3.2 (both variances)',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Nichol, Dhariwal 2021, Improved Denoising Diffusion Probabilistic Models, section 4 (fewer steps)',
      href: 'https://arxiv.org/abs/2102.09672',
    },
  ],
}
