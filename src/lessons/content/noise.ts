import {
  level,
  logSnr,
  normalArray,
  noised,
  correlationOf,
  largestDifference,
  rmsDifference,
  varianceOf,
} from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { scheduleOf } from '../../walk/model/schedules'
import { T } from '../../runs/timeline'
import type { Instruments } from '../instruments/instruments'
import { toShownPicture } from '../instruments/pictures'
import { remembered } from '../instruments/remembered'
import type { Lesson } from '../lesson'

const words = () => lessonsText.lessons.noise.steps

/** So many noises are averaged. */
const MANY = 400
const AVERAGED_T = 700

/** The first t at which there is at least as much noise as picture: log SNR ≤ 0. */
function measureHalf({ walk }: Instruments) {
  const { schedule } = scheduleOf(walk.settings)
  let t = 1
  while (t < T && logSnr(level(schedule, t)) > 0) t++
  const figures = { t, alpha: level(schedule, t).signal }
  return Promise.resolve({ truth: t, figures, reveal: () => words().mix.reveal(figures) })
}

/** The same t twice, from a clean picture; and once with another seed. */
async function measureBack({ walk }: Instruments) {
  const [first, again] = [await walk.forward(600), await walk.forward(600)]
  const otherEps = noiseOf(walk.settings.seed + 1, first.x0.length)
  const other = noised(first.x0, otherEps, first.level)
  const figures = { difference: largestDifference(first.xt, again.xt), other: rmsDifference(first.xt, other) }
  return {
    truth: figures.difference === 0 ? 'same' : 'similar',
    figures,
    reveal: () => words().back.reveal(figures),
  }
}

const noiseOf = (seed: number, length: number): Float32Array =>
  normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, length)

/** One noisy picture, and the mean of many with other noises, on the picture's own scale: xₜ/α. */
const noisyAndMean = remembered(async ({ walk }) => {
  const { x0, level: at } = await walk.forward(AVERAGED_T)
  const sum = new Float32Array(x0.length)
  let noisy: Float32Array = sum
  for (let k = 0; k < MANY; k++) {
    noisy = noised(x0, noiseOf(walk.settings.seed + k, x0.length), at)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (noisy[i] ?? 0) / (MANY * at.signal)
  }
  return { x0, noisy: noisy.map((value) => value / at.signal), mean: sum }
})

async function averagePictures(instruments: Instruments) {
  const { noisy, mean } = await noisyAndMean(instruments)
  const grey = new Float32Array(mean.length)
  return [noisy, mean, grey].map((values) => toShownPicture(values, instruments.walk.settings))
}

async function measureAverage(instruments: Instruments) {
  const { x0, noisy, mean } = await noisyAndMean(instruments)
  const figures = { noisy: correlationOf(noisy, x0), mean: correlationOf(mean, x0) }
  return { truth: 1, figures, reveal: () => words().average.reveal(figures) }
}

/** The share of x_T's variance that is the picture's: α²·Var(x₀) / (α²·Var(x₀) + σ²). */
async function measureEnd({ walk }: Instruments) {
  const { x0, level: at } = await walk.forward(T)
  const fromPicture = at.signal ** 2 * varianceOf(x0)
  const figures = { share: fromPicture / (fromPicture + at.noise ** 2), pixels: x0.length }
  return { truth: figures.share, figures, reveal: () => words().left.reveal(figures) }
}

const forward = ['parts', 'settings', 'take', 'studies', 'foot'] as const

/** Lesson 1: xₜ = α·x₀ + σ·ε, seen and measured. */
export const noise: Lesson = {
  steps: [
    { id: 'look', preset: '#t=0', hide: forward },
    {
      id: 'mix',
      preset: '#t=300',
      hide: forward.filter((part) => part !== 'parts'),
      formulas: ['xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε'],
      question: { kind: 'moment', within: 60, measure: measureHalf },
    },
    {
      id: 'back',
      preset: '#t=600',
      hide: forward,
      question: { kind: 'choice', options: ['same', 'similar', 'worse'], usual: 'same', measure: measureBack },
    },
    {
      id: 'average',
      preset: `#t=${AVERAGED_T}`,
      hide: forward,
      question: { kind: 'picture', pictures: averagePictures, measure: measureAverage },
    },
    {
      id: 'left',
      preset: `#t=${T}`,
      hide: forward,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.01, percent: true, measure: measureEnd },
    },
  ],
  sources: [
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 2, eq. 4',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Sohl-Dickstein et al. 2015, Deep Unsupervised Learning using Nonequilibrium Thermodynamics, section 2.1',
      href: 'https://arxiv.org/abs/1503.03585',
    },
  ],
}
