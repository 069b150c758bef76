import { level, rmsDifference } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { modelOf } from '../../walk/model/models'
import type { Settings } from '../../walk/model/settings'
import { T } from '../../runs/timeline'
import { remembered } from '../instruments/remembered'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { toShownPicture } from '../instruments/pictures'
import type { Instruments } from '../instruments/instruments'
import type { Lesson } from '../lesson'
import { ERROR_TIMES, examplesAt, magnified, meansPerTime } from './answers-measures'

const words = () => lessonsText.lessons.answers.steps

/** The network's errors of x̂₀ and of ε̂ over t, a root mean square a pixel: of the picture, the class and the seed on the screen. */
async function errorsOver({ walk }: Instruments, ts: readonly number[]) {
  const { x0 } = await walk.forward(0)
  const { schedule } = modelOf(walk.settings)
  const examples = examplesAt(schedule, ts, { x0, label: walk.settings.label, seed: walk.settings.seed })
  const answers = await walk.ask(examples)
  const meanOf = (errorOf: (k: number) => number) => meansPerTime(examples.map((_, k) => errorOf(k)))
  const [none, of] = [new Float32Array(x0.length), (k: number) => answers[k] ?? { x0Hat: none, epsHat: none }]
  return {
    x0: meanOf((k) => rmsDifference(of(k).x0Hat, x0)),
    eps: meanOf((k) => rmsDifference(of(k).epsHat, examples[k]?.eps ?? none)),
    /** Strength of the score, s = −ε̂/σ. */
    score: meanOf((k) => rmsDifference(of(k).epsHat, none) / (examples[k]?.at.noise ?? NaN)),
  }
}

async function measureErrors(instruments: Instruments) {
  const { x0 } = await errorsOver(instruments, ERROR_TIMES)
  const at = (t: number) => x0[ERROR_TIMES.indexOf(t)] ?? NaN
  const figures = { early: at(100), middle: at(500), late: at(1000) }
  return { truth: x0, figures, reveal: () => words().guess.reveal(figures) }
}

/** Whether a second number is larger, smaller, or about as large as a first. */
const compared = <Word>(first: number, second: number, [less, alike, more]: readonly [Word, Word, Word]): Word =>
  second > 1.3 * first ? more : first > 1.3 * second ? less : alike

async function measureNoise(instruments: Instruments) {
  const { eps } = await errorsOver(instruments, [100, 900])
  const figures = { early: eps[0] ?? NaN, late: eps[1] ?? NaN }
  return {
    truth: compared(figures.early, figures.late, ['better', 'alike', 'worse']),
    figures,
    reveal: () => words().noise.reveal(figures),
  }
}

/** t at which two networks are asked: one step from pure noise. */
const EDGE = T - 1

/** x̂₀ of a network that answers v, and of one that answers ε, of the picture on the screen at t = 999; and the picture. */
const guessesAtEdge = remembered(async ({ walk }) => {
  const { x0 } = await walk.forward(0)
  const one: Partial<Settings> = { from: EDGE, steps: 1, skip: 0, samples: 1, clip: 'off', sampler: 'ddim', eta: 0 }
  const networks = ['digits-v', 'digits'].map(
    (model) => ({ ...one, model, process: 'discrete', schedule: 'own' }) as const,
  )
  const [v, eps] = (await walk.walks(networks)).map(({ frames }) => frames.at(-1)?.x0Hat)
  if (v?.length !== x0.length || eps?.length !== x0.length) throw new NothingToMeasure()
  return { x0, v, eps }
})

const EPS_PICTURE = 1
async function edgePictures(instruments: Instruments) {
  const { x0, v, eps } = await guessesAtEdge(instruments)
  return [v, eps, x0].map((values) => toShownPicture(values, instruments.walk.settings))
}

async function measureEdge(instruments: Instruments) {
  const { x0, v, eps } = await guessesAtEdge(instruments)
  const { x0FromEps } = magnified(level(modelOf(instruments.walk.settings).schedule, EDGE))
  const figures = { v: rmsDifference(v, x0), eps: rmsDifference(eps, x0), times: x0FromEps }
  return { truth: EPS_PICTURE, figures, reveal: () => words().edge.reveal(figures) }
}

async function measureScore(instruments: Instruments) {
  const { score } = await errorsOver(instruments, [1, T])
  const figures = { data: score[0] ?? NaN, noise: score[1] ?? NaN }
  return {
    truth: compared(figures.data, figures.noise, ['data', 'alike', 'noise']),
    figures,
    reveal: () => words().score.reveal(figures),
  }
}

const walking = ['settings', 'take', 'studies', 'foot'] as const

/** Lesson 8: what a network may answer, and why it is all the same – but for the ends. */
export const answers: Lesson = {
  steps: [
    {
      id: 'two',
      preset: '#go=reverse&steps=20&frame=10',
      hide: walking,
      formulas: ['xₜ = α·x̂₀ + σ·ε̂', 'x̂₀ = (xₜ − σ·ε̂)/α', 'ε̂ = (xₜ − α·x̂₀)/σ'],
    },
    {
      id: 'guess',
      preset: '#t=500',
      hide: [...walking, 'parts'],
      question: { kind: 'curve', points: 11, x: [0, T], y: [0, 0.6], within: 0.08, measure: measureErrors },
    },
    {
      id: 'noise',
      preset: '#t=900',
      hide: [...walking, 'parts'],
      formulas: ['ε̂ − ε = −(α/σ)·(x̂₀ − x₀)'],
      question: { kind: 'choice', options: ['worse', 'alike', 'better'], usual: 'better', measure: measureNoise },
    },
    {
      id: 'edge',
      preset: `#t=${EDGE}`,
      hide: walking,
      formulas: ['x̂₀ = (xₜ − σ·ε̂)/α'],
      question: { kind: 'picture', pictures: edgePictures, measure: measureEdge },
    },
    {
      id: 'v',
      preset: '#go=reverse&steps=20&frame=1',
      hide: walking,
      formulas: ['v = α·ε − σ·x₀', 'x̂₀ = α·xₜ − σ·v̂', 'ε̂ = σ·xₜ + α·v̂'],
    },
    {
      id: 'score',
      preset: '#t=1',
      hide: walking,
      formulas: ['s = −ε̂/σ'],
      question: { kind: 'choice', options: ['data', 'alike', 'noise'], usual: 'data', measure: measureScore },
    },
  ],
  sources: [
    {
      text: 'Salimans & Ho 2022, Progressive Distillation for Fast Sampling of Diffusion Models, section 4 and appendix D',
      href: 'https://arxiv.org/abs/2202.00512',
    },
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 3.2, and section 4.3, eq. 15',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Dhariwal & Nichol 2021, Diffusion Models Beat GANs on Image Synthesis, eq. 11',
      href: 'https://arxiv.org/abs/2105.05233',
    },
    {
      text: 'Karras et al. 2022, Elucidating the Design Space of Diffusion-Based Generative Models, section 5',
      href: 'https://arxiv.org/abs/2206.00364',
    },
  ],
}
