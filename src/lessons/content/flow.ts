import type { Lesson } from '../lesson'
import { measureDetour, measureFew, measureReflow, measureWidth } from './flow-measures'

const alone = ['settings', 'measure', 'take', 'foot', 'parts'] as const
const straight = 'process=flow&grid=uniform'

/** Lesson 16: flow matching, straight lines and bent paths. */
export const flow: Lesson = {
  steps: [
    {
      id: 'lines',
      preset: `#room=plane&data=gaussians&t=0&sampler=flow-euler&${straight}`,
      hide: alone,
      formulas: ['xₜ = (1 − t)·x₀ + t·ε', 'u = ε − x₀'],
      question: { kind: 'number', min: 0, max: 1.5, step: 0.01, within: 0.05, measure: measureWidth },
    },
    {
      id: 'bent',
      preset: `#room=plane&data=gaussians&go=reverse&particles=200&sampler=flow-heun&steps=50&${straight}`,
      hide: alone,
      formulas: ['u(x, t) = E[ε − x₀ | xₜ = x]'],
      question: { kind: 'number', min: 1, max: 4, step: 0.05, within: 0.25, measure: measureDetour },
    },
    {
      id: 'few',
      preset: `#room=plane&data=moons&go=reverse&particles=400&sampler=flow-euler&steps=4&${straight}&beside=on&beside-sampler=ddim&beside-process=discrete&beside-grid=trailing`,
      hide: alone,
      question: { kind: 'choice', options: ['flow', 'same', 'ddim'], usual: 'same', measure: measureFew },
    },
    {
      id: 'reflow',
      preset: `#room=plane&data=moons&go=reverse&particles=200&sampler=flow-heun&steps=24&${straight}&by=network&learn=flow_prediction&batch=256`,
      hide: alone,
      question: { kind: 'number', min: 1, max: 3, step: 0.05, within: 0.15, measure: measureReflow },
    },
  ],
  sources: [
    {
      text: 'Lipman et al. 2023, Flow Matching for Generative Modeling, section 3.2, section 4.1, example II',
      href: 'https://arxiv.org/abs/2210.02747',
    },
    {
      text: 'Liu et al. 2023, Flow Straight and Fast: Learning to Generate and Transfer Data with Rectified Flow, section 2, algorithm 1',
      href: 'https://arxiv.org/abs/2209.03003',
    },
    {
      text: 'Albergo & Vanden-Eijnden 2023, Building Normalizing Flows with Stochastic Interpolants',
      href: 'https://arxiv.org/abs/2209.15571',
    },
  ],
}
