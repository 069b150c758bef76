import type { Lesson } from '../lesson'
import { measureClimb, measureDecided, measureLongest, measureStuck } from './score-measures'

const alone = ['settings', 'measure', 'take', 'foot'] as const
const withoutParts = [...alone, 'parts'] as const

/** Lesson 13: the score, and walks that follow it. */
export const score: Lesson = {
  steps: [
    {
      id: 'arrows',
      preset: '#room=plane&data=one-gaussian&t=300&arrows=score&shown=off',
      hide: withoutParts,
      formulas: ['s = ∇ₓ log q(xₜ)'],
      question: { kind: 'choice', options: ['middle', 'slope', 'far'], usual: 'far', measure: measureLongest },
    },
    {
      id: 'guess',
      preset: '#room=plane&data=heart&points=100&t=450&arrows=score',
      hide: withoutParts,
      formulas: ['s = (α·x̂₀ − xₜ)/σ²'],
    },
    {
      id: 'climb',
      preset:
        '#room=plane&data=gaussians&go=reverse&particles=300&sampler=langevin&steps=150&stay=200&arrows=score&trails=off&shown=off',
      hide: withoutParts,
      formulas: ['x ← x + ½·δ·s + √(δ)·z'],
      question: { kind: 'choice', options: ['same', 'peaks', 'away'], usual: 'peaks', measure: measureClimb },
    },
    {
      id: 'stuck',
      preset:
        '#room=plane&data=two-blobs&go=reverse&particles=300&sampler=langevin&steps=100&stay=150&arrows=score&trails=off',
      hide: withoutParts,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.1, percent: true, measure: measureStuck },
    },
    {
      id: 'annealed',
      preset:
        '#room=plane&data=two-blobs&go=reverse&particles=300&sampler=annealed-langevin&steps=60&arrows=score&trails=off',
      hide: withoutParts,
      question: { kind: 'moment', within: 100, measure: measureDecided },
    },
  ],
  sources: [
    {
      text: 'Song & Ermon 2019, Generative Modeling by Estimating Gradients of the Data Distribution, eq. 4, section 3.2, algorithm 1',
      href: 'https://arxiv.org/abs/1907.05600',
    },
    {
      text: 'Hyvärinen 2005, Estimation of Non-Normalized Statistical Models by Score Matching, JMLR 6',
      href: 'https://www.jmlr.org/papers/v6/hyvarinen05a.html',
    },
    {
      text: 'Efron 2011, Tweedie’s Formula and Selection Bias, section 1',
      href: 'https://doi.org/10.1198/jasa.2011.tm11181',
    },
  ],
}
