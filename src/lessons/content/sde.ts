import type { Lesson } from '../lesson'
import { measureAgain, measureDensity, measureHalf, measureWrong } from './sde-measures'

const alone = ['settings', 'measure', 'take', 'foot', 'parts'] as const
const besideSde = 'sampler=heun&process=vp&grid=log-snr&steps=40&beside=on&beside-sampler=reverse-sde&beside-steps=100'

/** Lesson 14: the reverse SDE and the probability flow. */
export const sde: Lesson = {
  steps: [
    {
      id: 'pair',
      preset: `#room=plane&data=gaussians&go=reverse&particles=400&trails=off&${besideSde}`,
      hide: alone,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.1, percent: true, measure: measureAgain },
    },
    {
      id: 'half',
      preset: `#room=plane&data=one-gaussian&go=reverse&particles=300&trails=off&${besideSde}`,
      hide: alone,
      formulas: ['dx = [f·x − g²·s]·dt + g·dw', 'dx = [f·x − ½·g²·s]·dt'],
      question: { kind: 'choice', options: ['same', 'wider', 'collapse'], usual: 'collapse', measure: measureHalf },
    },
    {
      id: 'map',
      preset: '#room=plane&data=moons&go=reverse&particles=200&sampler=heun&process=vp&grid=log-snr&steps=40',
      hide: alone,
    },
    {
      id: 'wrong',
      preset: `#room=plane&data=gaussians&go=reverse&particles=300&trails=off&${besideSde}`,
      hide: alone,
      question: { kind: 'choice', options: ['both', 'ode', 'sde'], usual: 'ode', measure: measureWrong },
    },
    {
      id: 'density',
      preset: '#room=plane&data=triangle&t=350&map=likelihood&shown=off',
      hide: alone,
      question: { kind: 'choice', options: ['rough', 'constant', 'exact'], usual: 'exact', measure: measureDensity },
    },
  ],
  sources: [
    {
      text: 'Song et al. 2021, Score-Based Generative Modeling through Stochastic Differential Equations, eq. 5, 6 and 13, section 4.3',
      href: 'https://arxiv.org/abs/2011.13456',
    },
    {
      text: 'Anderson 1982, Reverse-time diffusion equation models',
      href: 'https://doi.org/10.1016/0304-4149(82)90051-5',
    },
    {
      text: 'Chen et al. 2018, Neural Ordinary Differential Equations, theorem 1 (the change of density along a flow)',
      href: 'https://arxiv.org/abs/1806.07366',
    },
  ],
}
