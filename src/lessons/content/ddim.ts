import type { Lesson } from '../lesson'
import { measureBack, measureMarginals, measureMix, measureSame, measureTrace, samePictures } from './ddim-measures'

const ofPlane = ['settings', 'measure', 'take', 'foot', 'parts'] as const
const ofWalk = ['parts', 'settings', 'take', 'studies', 'foot'] as const
const inverted = '#go=reverse&picture=3&digit=3&from=inverted&steps=20'

/** Lesson 11: DDIM, its marginals, inversion and interpolation. */
export const ddim: Lesson = {
  steps: [
    {
      id: 'marginals',
      preset:
        '#room=plane&data=gaussians&go=reverse&particles=400&sampler=ddim&steps=100&trails=off&beside=on&beside-eta=1',
      hide: ofPlane,
      question: { kind: 'choice', options: ['both', 'cloud', 'neither'], usual: 'cloud', measure: measureMarginals },
    },
    {
      id: 'same',
      preset: '#go=reverse&digit=4&steps=8',
      hide: ofWalk,
      question: { kind: 'picture', pictures: samePictures, measure: measureSame },
    },
    {
      id: 'trace',
      preset: inverted,
      hide: ofWalk,
      question: { kind: 'choice', options: ['noise', 'trace'], usual: 'trace', measure: measureTrace },
    },
    {
      id: 'back',
      preset: `${inverted}&frame=20`,
      hide: ofWalk,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.07, measure: measureBack },
    },
    {
      id: 'between',
      preset: '#go=reverse&digit=4&steps=8',
      hide: ofWalk,
      question: { kind: 'choice', options: ['mean', 'arc', 'sum'], usual: 'arc', measure: measureMix },
    },
  ],
  sources: [
    {
      text: 'Song, Meng, Ermon 2021, Denoising Diffusion Implicit Models, section 4.1, eq. 12, section 4.3, sections 5.2–5.4, appendix D.5',
      href: 'https://arxiv.org/abs/2010.02502',
    },
    {
      text: 'Dhariwal & Nichol 2021, Diffusion Models Beat GANs on Image Synthesis, appendix F (DDIM run upwards)',
      href: 'https://arxiv.org/abs/2105.05233',
    },
    {
      text: 'Parmar et al. 2023, Zero-shot Image-to-Image Translation (what inversion’s noise is, and how to mend it)',
      href: 'https://arxiv.org/abs/2302.03027',
    },
  ],
}
