import type { Lesson } from '../lesson'
import { measureBend, measureHeun, measureLeave, measureLevels, SKETCH } from './edm-measures'

const alone = ['settings', 'measure', 'take', 'foot', 'parts'] as const
const heart = '#room=plane&data=heart&points=30&go=reverse&particles=200'

/** Lesson 15: which steps matter. */
export const edm: Lesson = {
  steps: [
    {
      id: 'bend',
      preset: `${heart}&sampler=heun&process=edm&grid=karras&steps=40`,
      hide: alone,
      formulas: ['xₜ = x₀ + σ·ε', '(dx)/(dσ) = ε̂'],
      question: { kind: 'curve', ...SKETCH, within: 0.25, measure: measureBend },
    },
    {
      id: 'levels',
      preset: `${heart}&sampler=heun&process=edm&grid=karras&steps=12&beside=on&beside-rho=1`,
      hide: alone,
      question: { kind: 'number', min: 0, max: 12, step: 1, within: 1, measure: measureLevels },
    },
    {
      id: 'leave',
      preset: `${heart}&sampler=heun&process=edm&grid=karras&steps=12`,
      hide: alone,
      question: { kind: 'choice', options: ['first', 'middle', 'last'], usual: 'middle', measure: measureLeave },
    },
    {
      id: 'heun',
      preset: `${heart}&sampler=euler&process=edm&grid=karras&steps=9&beside=on&beside-sampler=heun&beside-process=edm&beside-steps=5`,
      hide: alone,
      question: { kind: 'choice', options: ['heun', 'same', 'euler'], usual: 'euler', measure: measureHeun },
    },
    {
      id: 'recipe',
      preset: `${heart}&sampler=euler&process=edm&grid=karras&steps=35&beside=on&beside-sampler=heun&beside-process=edm&beside-steps=18`,
      hide: alone,
    },
  ],
  sources: [
    {
      text: 'Karras et al. 2022, Elucidating the Design Space of Diffusion-Based Generative Models, section 3, eq. 5, table 1, algorithm 1',
      href: 'https://arxiv.org/abs/2206.00364',
    },
  ],
}
