import type { Lesson } from '../lesson'
import { measureMean, measureMore, measureSame, measureStudent } from './onestep-measures'

const plane = ['parts', 'settings', 'measure', 'take', 'studies', 'foot'] as const
const rings = '#room=plane&data=rings&go=reverse&particles=300&arrows=none&contours=off&batch=128'

/** Lesson 25: why one step fails, and a student that was taught to take it. */
export const onestep: Lesson = {
  steps: [
    {
      id: 'mean',
      preset: `${rings}&steps=1&trails=on`,
      hide: plane,
      question: { kind: 'choice', options: ['rings', 'between', 'middle'], usual: 'middle', measure: measureMean },
    },
    {
      id: 'student',
      preset: `${rings}&steps=1&by=student&beside=on&beside-by=network&beside-steps=30`,
      hide: plane,
      formulas: ['f(xₜ, t) = f(x_s, s) = x₀'],
      question: { kind: 'choice', options: ['one', 'between', 'many'], usual: 'many', measure: measureStudent },
    },
    {
      id: 'same',
      preset: `${rings}&steps=1&by=student&beside=on&beside-by=network&beside-steps=30`,
      hide: plane,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.1, percent: true, measure: measureSame },
    },
    {
      id: 'more',
      preset: `${rings}&steps=30&by=student&beside=on&beside-steps=1`,
      hide: plane,
      formulas: ['x_s = α·x̂₀ + σ·z'],
      question: { kind: 'choice', options: ['better', 'same', 'worse'], usual: 'worse', measure: measureMore },
    },
    {
      id: 'yours',
      preset: `${rings.replace('rings', 'spirals')}&steps=1&by=student&beside=on&beside-by=network&beside-steps=30`,
      hide: ['settings', 'measure', 'take', 'studies', 'foot'],
      controls: true,
    },
  ],
  sources: [
    {
      text: 'Song, Dhariwal, Chen, Sutskever 2023, Consistency Models, section 3, algorithm 1 (sampling); section 4, algorithm 2 (distillation)',
      href: 'https://arxiv.org/abs/2303.01469',
    },
    {
      text: 'Salimans & Ho 2022, Progressive Distillation for Fast Sampling of Diffusion Models, section 3',
      href: 'https://arxiv.org/abs/2202.00512',
    },
    {
      text: 'Karras et al. 2022, Elucidating the Design Space of Diffusion-Based Generative Models, appendix B.3: one step leads to the mean',
      href: 'https://arxiv.org/abs/2206.00364',
    },
  ],
}
