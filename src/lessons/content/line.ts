import { level, rmsDifference, varianceOf } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { scheduleOf } from '../../walk/model/schedules'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import type { Instruments } from '../instruments/instruments'
import type { WalkInstrument } from '../instruments/walk-instrument'
import type { Lesson } from '../lesson'
import { betasUpTo, freshNoise, pictureIn, stepByStep, sumAndProduct } from './line-measures'

const words = () => lessonsText.lessons.line.steps

/** Up to which t the βs are added up. */
const SUMMED = 500
/** Two measured strengths are equal within this share: each is the standard deviation of a few hundred numbers. */
const ALIKE = 0.1

const isAlike = (a: number, b: number) => Math.abs(a - b) <= ALIKE * Math.abs(b)

/** So many copies of a picture are taken through the steps, so that a strength is known to one or two per cent. */
const COPIES = 4
const copiesOf = (x0: Float32Array): Float32Array =>
  Float32Array.from({ length: COPIES * x0.length }, (_, i) => x0[i % x0.length] ?? NaN)

/** 0.6·z₁ + 0.8·z₂ of noises as large as a few of the pictures on the screen. */
async function measureSum({ walk }: Instruments) {
  const x0 = copiesOf((await walk.forward(0)).x0)
  const [first, second] = [1, 2].map((s) => freshNoise(walk.settings.seed, s, x0.length))
  const sum = x0.map((_, i) => 0.6 * (first?.[i] ?? NaN) + 0.8 * (second?.[i] ?? NaN))
  const figures = { deviation: Math.sqrt(varianceOf(sum)), pixels: x0.length }
  return { truth: figures.deviation, figures, reveal: () => words().sum.reveal(figures) }
}

/** x₀ and the βs up to the t on the screen. @throws NothingToMeasure where the picture is clean */
async function onScreen(walk: WalkInstrument) {
  const { t, seed } = walk.settings
  if (t < 2) throw new NothingToMeasure()
  const { schedule } = scheduleOf(walk.settings)
  const { x0, xt } = await walk.forward(t)
  return { t, seed, x0, xt, at: level(schedule, t), betas: betasUpTo(schedule, t) }
}

/** The picture on the screen, made by all its steps, against the one that was made in one. */
async function measureChain({ walk }: Instruments) {
  const { t, seed, x0, xt, at, betas } = await onScreen(walk)
  const many = copiesOf(x0)
  const { x, noise } = stepByStep(many, betas, seed)
  const figures = {
    t,
    difference: rmsDifference(x.subarray(0, xt.length), xt),
    strength: Math.sqrt(varianceOf(noise)),
    noise: at.noise,
    withItsNoise: rmsDifference(
      x,
      many.map((value, i) => at.signal * value + (noise[i] ?? NaN)),
    ),
  }
  const strength = isAlike(figures.strength, at.noise) ? 'alike' : figures.strength > at.noise ? 'noisier' : 'cleaner'
  return {
    truth: figures.difference < 1e-5 ? 'same' : strength,
    figures,
    reveal: () => words().chain.reveal(figures),
  }
}

/** What the sum of the βs says of their product, of the schedule on the screen. */
function measureProduct({ walk }: Instruments) {
  const figures = { t: SUMMED, ...sumAndProduct(scheduleOf(walk.settings).schedule, SUMMED) }
  return Promise.resolve({ truth: figures.alphaBar, figures, reveal: () => words().product.reveal(figures) })
}

/** The same steps the other way round. */
async function measureOrder({ walk }: Instruments) {
  const { t, seed, betas, ...rest } = await onScreen(walk)
  const x0 = copiesOf(rest.x0)
  const there = stepByStep(x0, betas, seed)
  const turned = stepByStep(x0, betas.toReversed(), seed)
  const half = Math.floor(t / 2)
  const signalOf = (some: readonly number[]) => Math.sqrt(some.reduce((product, beta) => product * (1 - beta), 1))
  const figures = {
    picture: pictureIn(there.x, x0),
    pictureTurned: pictureIn(turned.x, x0),
    strength: Math.sqrt(varianceOf(there.noise)),
    strengthTurned: Math.sqrt(varianceOf(turned.noise)),
    half: signalOf(betas.slice(0, half)),
    halfTurned: signalOf(betas.toReversed().slice(0, half)),
  }
  const louder = figures.strengthTurned > figures.strength ? 'noisier' : 'cleaner'
  return {
    truth: isAlike(figures.strengthTurned, figures.strength) ? 'same' : louder,
    figures,
    reveal: () => words().order.reveal(figures),
  }
}

const forward = ['settings', 'take', 'studies', 'foot'] as const

/** Lesson 6: all steps into noise are one, since noises of Gaussians add up to one. */
export const line: Lesson = {
  steps: [
    {
      id: 'one',
      preset: '#t=1',
      hide: [...forward, 'parts'],
      formulas: ['xₜ = √(1 − βₜ)·x_{t−1} + √(βₜ)·z'],
    },
    {
      id: 'sum',
      preset: '#t=1000',
      hide: [...forward, 'parts'],
      question: { kind: 'number', min: 0, max: 2, step: 0.05, within: 0.1, measure: measureSum },
    },
    {
      id: 'chain',
      preset: '#t=400',
      hide: [...forward, 'parts'],
      formulas: ['xₜ = √(ᾱₜ)·x₀ + √(1 − ᾱₜ)·ε'],
      question: {
        kind: 'choice',
        options: ['same', 'alike', 'noisier', 'cleaner'],
        usual: 'alike',
        measure: measureChain,
      },
    },
    {
      id: 'product',
      preset: '#t=0&schedule=linear',
      hide: [...forward, 'parts', 'transport', 'timeline'], // its curve is the answer
      formulas: ['ᾱₜ = (1 − β₁)·(1 − β₂)·…·(1 − βₜ)'],
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.04, percent: true, measure: measureProduct },
    },
    {
      id: 'order',
      preset: '#t=400',
      hide: [...forward, 'parts'],
      question: { kind: 'choice', options: ['same', 'noisier', 'cleaner'], usual: 'same', measure: measureOrder },
    },
    { id: 'why', preset: '#t=700', hide: forward },
  ],
  sources: [
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, eq. 2 and 4',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Nichol & Dhariwal 2021, Improved Denoising Diffusion Probabilistic Models, section 2.1',
      href: 'https://arxiv.org/abs/2102.09672',
    },
  ],
}
