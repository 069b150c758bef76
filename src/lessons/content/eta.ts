import type { Hideable } from '../../shell/hideable'
import type { Lesson } from '../lesson'
import { ETAS, measureBranch, measureDial, measurePapers, measureTwice } from './eta-measures'

const rest: readonly Hideable[] = ['settings', 'take', 'studies', 'foot', 'equation', 'parts']

/** Lesson 5: where chance enters a walk back, and what η does. */
export const eta: Lesson = {
  steps: [
    {
      id: 'certain',
      preset: '#go=reverse&seed=10&digit=3&steps=20',
      hide: rest.filter((part) => part !== 'parts'),
      formulas: ['xₛ = √(ᾱₛ)·x̂₀ + √(1 − ᾱₛ − σ²)·ε̂ + σ·z', 'σ = η·√(β̃)'],
    },
    {
      id: 'twice',
      preset: '#go=reverse&eta=1&seed=10&digit=3&steps=20',
      hide: rest.filter((part) => part !== 'parts'),
      question: { kind: 'choice', options: ['same', 'similar', 'other'], usual: 'same', measure: measureTwice },
    },
    {
      id: 'dial',
      preset: '#go=reverse&eta=0.5&seed=10&digit=3&steps=10',
      hide: rest,
      question: { kind: 'curve', points: ETAS.length, x: [0, 1], y: [0, 0.8], within: 0.1, measure: measureDial },
    },
    {
      id: 'papers',
      preset: '#go=reverse&eta=1&seed=10&digit=3&steps=20',
      hide: rest,
      question: { kind: 'choice', options: ['same', 'similar', 'other'], usual: 'same', measure: measurePapers },
    },
    {
      id: 'branch',
      preset: '#go=reverse&eta=1&seed=10&digit=3&steps=20',
      hide: rest,
      question: { kind: 'moment', within: 100, measure: measureBranch },
    },
    {
      id: 'which',
      preset: '#go=reverse&eta=1&seed=10&digit=3&steps=20&samples=4',
      hide: rest.filter((part) => part !== 'settings'),
    },
  ],
  sources: [
    {
      text: 'Song, Meng, Ermon 2021, Denoising Diffusion Implicit Models, section 4.1, eq. 12, and section 5, eq. 16 (η)',
      href: 'https://arxiv.org/abs/2010.02502',
    },
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 2, eq. 6 and 7 (β̃), and section 3.2',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Karras, Aittala, Aila, Laine 2022, Elucidating the Design Space of Diffusion-Based Generative Models, section 4 (what fresh noise mends)',
      href: 'https://arxiv.org/abs/2206.00364',
    },
  ],
}
