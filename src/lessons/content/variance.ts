import { level, normalArray } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { exampleOf } from '../../walk/ask/answers'
import { modelOf } from '../../walk/model/models'
import type { Settings } from '../../walk/model/settings'
import { remembered } from '../instruments/remembered'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { toShownPicture } from '../instruments/pictures'
import type { Instruments } from '../instruments/instruments'
import type { Lesson } from '../lesson'
import { measuredBound } from './bound-measures'
import { deviationRatio, equalFrom, meanPlace, noiseAgainstLevel } from './variance-measures'

const words = () => lessonsText.lessons.variance.steps

/** Steps of a short walk. */
const FEW = 5
/** Two variances are as good as equal if their deviations differ by less than this. */
const EQUAL = 0.01

function measureEqual({ walk }: Instruments) {
  const { schedule } = modelOf(walk.settings)
  const ratio = (t: number) => deviationRatio(level(schedule, t), level(schedule, t - 1))
  const figures = { t: equalFrom(schedule, EQUAL), second: ratio(2), middle: ratio(schedule.T / 2) }
  return Promise.resolve({ truth: figures.t, figures, reveal: () => words().equal.reveal(figures) })
}

/** Bits of the bound by each variance; what the learned one (or, without a head, β̃) saves of β's. */
async function measureBits(instruments: Instruments) {
  const { bounds } = await measuredBound(instruments)
  const totalOf = (choice: string) => bounds.find(({ variance }) => variance === choice)?.total.value
  const [beta, tilde] = [totalOf('beta'), totalOf('beta-tilde')]
  if (beta === undefined || tilde === undefined) throw new NothingToMeasure()
  const best = totalOf('learned') ?? tilde
  const figures = { beta, tilde, best, saved: 1 - best / beta }
  return { truth: figures.saved, figures, reveal: () => words().bits.reveal(figures) }
}

const VARIANCES = ['beta-tilde', 'beta', 'learned'] as const

/** Short walks from the noise on the screen by each variance, and how noisy each is before its last step, against its level. */
const shortWalks = remembered(async ({ walk }) => {
  const change: Partial<Settings> = { from: 'noise', sampler: 'ddpm', process: 'discrete', grid: 'trailing', skip: 0 }
  const walks = await walk.walks(VARIANCES.map((variance) => ({ ...change, variance, steps: FEW, samples: 1 })))
  return walks.map(({ frames, levels, settings }) => {
    const [before, last, at] = [frames.at(-2), frames.at(-1), levels.at(-2)]
    if (!before || !last?.x0Hat || !at) throw new NothingToMeasure()
    return { settings, end: last.xt, noise: noiseAgainstLevel(before.xt, last.x0Hat, at) }
  })
})

async function fewPictures(instruments: Instruments) {
  return (await shortWalks(instruments)).map(({ end }) => toShownPicture(end, instruments.walk.settings))
}

async function measureFew(instruments: Instruments) {
  const walks = await shortWalks(instruments)
  const noiseOf = (choice: string) => walks.find(({ settings }) => settings.variance === choice)?.noise ?? NaN
  const figures = { beta: noiseOf('beta'), tilde: noiseOf('beta-tilde'), learned: noiseOf('learned') }
  return {
    truth: walks.findIndex(({ settings }) => settings.variance === 'beta'),
    figures,
    reveal: () => words().few.reveal(figures),
  }
}

/** Where the network is asked for its variance, and how much brighter than black a pixel is that counts as ink. */
const PLACE_T = 10
const INK = -0.9

async function measurePlace({ walk }: Instruments) {
  const { x0 } = await walk.forward(0)
  const { schedule } = modelOf(walk.settings)
  const eps = normalArray({ seed: walk.settings.seed, purpose: 'noise', step: 0, sample: 0 }, x0.length)
  const [answer] = await walk.ask([exampleOf({ x0, eps, at: level(schedule, PLACE_T), label: walk.settings.label })])
  const v = answer?.v
  if (!v) throw new NothingToMeasure()
  const isInk = (pixel: number) => (x0[pixel] ?? -1) > INK
  const figures = { ink: meanPlace(v, isInk), ground: meanPlace(v, (pixel) => !isInk(pixel)) }
  const apart = figures.ink - figures.ground
  return {
    truth: apart > 0.1 ? 'ink' : apart < -0.1 ? 'ground' : 'alike',
    figures,
    reveal: () => words().place.reveal(figures),
  }
}

const walking = ['settings', 'take', 'studies', 'foot'] as const

/** Lesson 10: the one thing that is left to choose in a step back. */
export const variance: Lesson = {
  steps: [
    {
      id: 'left',
      preset: '#go=reverse&sampler=ddpm&variance=beta-tilde&steps=20&frame=10',
      hide: walking,
      formulas: ['xₛ = μ̃(xₜ, x̂₀) + √(β̃)·z', 'β̃ₜ = (1 − ᾱ_{t−1})/(1 − ᾱₜ)·βₜ'],
    },
    {
      id: 'equal',
      preset: '#t=10',
      hide: [...walking, 'parts'],
      question: { kind: 'moment', within: 60, measure: measureEqual },
    },
    {
      id: 'bits',
      preset: '#study=bound',
      hide: ['stage', 'parts', 'transport', 'timeline', 'status', 'settings', 'take', 'foot'],
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.12, percent: true, measure: measureBits },
    },
    {
      id: 'few',
      preset: `#go=reverse&sampler=ddpm&variance=beta-tilde&steps=${FEW}`,
      hide: walking,
      question: { kind: 'picture', pictures: fewPictures, measure: measureFew },
    },
    {
      id: 'place',
      preset: `#t=${PLACE_T}`,
      hide: [...walking, 'parts'],
      formulas: ['Σ = exp(κ·log β + (1 − κ)·log β̃)'],
      question: { kind: 'choice', options: ['ink', 'alike', 'ground'], usual: 'ink', measure: measurePlace },
    },
  ],
  sources: [
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 2, eq. 6 and 7, and section 3.2',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Nichol & Dhariwal 2021, Improved Denoising Diffusion Probabilistic Models, sections 3.1 and 4, eq. 15, figure 1',
      href: 'https://arxiv.org/abs/2102.09672',
    },
    {
      text: 'Bao et al. 2022, Analytic-DPM: an Analytic Estimate of the Optimal Reverse Variance, theorem 1',
      href: 'https://arxiv.org/abs/2201.06503',
    },
  ],
}
