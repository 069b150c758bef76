import { level } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { modelOf } from '../../walk/model/models'
import { T } from '../../runs/timeline'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import type { Instruments } from '../instruments/instruments'
import type { Lesson } from '../lesson'
import { measuredBound, shareUpTo, weightAgainst } from './bound-measures'

const words = () => lessonsText.lessons.bound.steps

/** The first t, of which a question asks; the end of one of the ranges that are measured. */
const FIRST = 10
const EARLY = 2
const MIDDLE = T / 2

async function measureFirst(instruments: Instruments) {
  const { bounds } = await measuredBound(instruments)
  const bound = bounds.find(({ variance }) => variance === 'beta-tilde')
  if (!bound) throw new NothingToMeasure()
  const { noise } = level(modelOf(instruments.walk.settings).schedule, FIRST)
  const figures = { share: shareUpTo(bound, FIRST), total: bound.total.value, greys: (noise * 255) / 2 }
  return { truth: figures.share, figures, reveal: () => words().first.reveal(figures) }
}

function measureWeights({ walk }: Instruments) {
  const { schedule } = modelOf(walk.settings)
  const figures = {
    early: weightAgainst(schedule, EARLY, MIDDLE),
    end: weightAgainst(schedule, T, MIDDLE),
  }
  const { early } = figures
  const truth = early > 30 ? 'much' : early > 1.5 ? 'some' : early > 1 / 1.5 ? 'same' : 'less'
  return Promise.resolve({ truth, figures, reveal: () => words().weights.reveal(figures) })
}

async function measureImportance(instruments: Instruments) {
  const { importance } = await measuredBound(instruments)
  if (!importance) throw new NothingToMeasure()
  const { uniformDeviation: uniform, deviation: importanceDeviation } = importance
  const figures = { uniform, drawn: importanceDeviation, times: uniform / importanceDeviation }
  const truth = figures.times > 20 ? 'much' : figures.times > 1.5 ? 'some' : 'none'
  return { truth, figures, reveal: () => words().importance.reveal(figures) }
}

const study = ['stage', 'parts', 'transport', 'timeline', 'status', 'settings', 'take', 'foot'] as const

/** Lesson 9: what a picture costs in bits, and what is trained instead. */
export const bound: Lesson = {
  steps: [
    { id: 'bits', preset: '#study=bound', hide: study },
    {
      id: 'first',
      preset: '#study=bound',
      hide: study,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.12, percent: true, measure: measureFirst },
    },
    { id: 'unseen', preset: `#t=${FIRST}`, hide: ['settings', 'take', 'studies', 'foot'] },
    {
      id: 'weights',
      preset: '#study=bound',
      hide: study,
      formulas: ['L = E‖ε − ε̂(xₜ, t)‖²'],
      question: { kind: 'choice', options: ['less', 'same', 'some', 'much'], usual: 'much', measure: measureWeights },
    },
    { id: 'simple', preset: '#study=bound', hide: study },
    {
      id: 'importance',
      preset: '#study=bound',
      hide: study,
      question: { kind: 'choice', options: ['none', 'some', 'much'], usual: 'much', measure: measureImportance },
    },
  ],
  sources: [
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, eq. 5, 12 and 14, sections 3.4 and 4.3',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Nichol & Dhariwal 2021, Improved Denoising Diffusion Probabilistic Models, sections 3.1 and 3.3, figure 2',
      href: 'https://arxiv.org/abs/2102.09672',
    },
    {
      text: 'Kingma et al. 2021, Variational Diffusion Models, sections 3 and 5',
      href: 'https://arxiv.org/abs/2107.00630',
    },
  ],
}
