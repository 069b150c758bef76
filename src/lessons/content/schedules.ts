import { lessonsText } from '../../i18n/lessons'
import { scheduleOf } from '../../walk/model/schedules'
import type { Settings } from '../../walk/model/settings'
import { rmsDifference } from '../../diffusion'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { endOf } from '../instruments/pictures'
import type { Instruments } from '../instruments/instruments'
import type { WalkInstrument } from '../instruments/walk-instrument'
import type { Lesson } from '../lesson'
import { halfOf, shareInNoise } from './schedules-measures'

const words = () => lessonsText.lessons.schedules.steps

const STEPS = 10
/** First steps that are left out: a fifth of all. */
const LEFT_OUT = 2
const FEW = 2
const MANY = 40
/** Two walks end alike if leaving out steps, or the schedule, changes one of them by at most so much more than the other. */
const ALIKE = 1.5

type Change = Partial<Settings>
const under = (walk: WalkInstrument, schedule: Settings['schedule']) =>
  scheduleOf({ ...walk.settings, schedule }).schedule

function measureHalf({ walk }: Instruments) {
  const figures = { linear: halfOf(under(walk, 'linear')), cosine: halfOf(under(walk, 'cosine')) }
  return Promise.resolve({ truth: figures.linear, figures, reveal: () => words().drown.reveal(figures) })
}

function measureWasted({ walk }: Instruments) {
  const figures = { linear: shareInNoise(under(walk, 'linear')), cosine: shareInNoise(under(walk, 'cosine')) }
  return Promise.resolve({ truth: figures.linear, figures, reveal: () => words().wasted.reveal(figures) })
}

/** Walks without fresh noise, from the noise on the screen: what differs, differs because of the change. */
const walksOf = (walk: WalkInstrument, changes: readonly Change[]) =>
  walk.walks(
    changes.map((change) => ({
      from: 'noise',
      sampler: 'ddim',
      eta: 0,
      process: 'discrete',
      grid: 'trailing',
      samples: 1,
      ...change,
    })),
  )

/** How much a picture changes if the first fifth of its steps is left out, under two schedules. */
async function measureSkip({ walk }: Instruments) {
  const changes = (['linear', 'cosine'] as const).flatMap((schedule) =>
    [0, LEFT_OUT].map((skip) => ({ schedule, skip, steps: STEPS })),
  )
  const [linear, linearCut, cosine, cosineCut] = (await walksOf(walk, changes)).map((each) => endOf(each))
  if (!linear || !linearCut || !cosine || !cosineCut) throw new NothingToMeasure()
  const figures = { linear: rmsDifference(linear, linearCut), cosine: rmsDifference(cosine, cosineCut) }
  const more = figures.linear > figures.cosine ? 'linear' : 'cosine'
  const isAlike = Math.max(figures.linear, figures.cosine) < ALIKE * Math.min(figures.linear, figures.cosine)
  return { truth: isAlike ? 'alike' : more, figures, reveal: () => words().skip.reveal(figures) }
}

/** How far apart two schedules end from the same noise, in few steps and in many. */
async function measureFew({ walk }: Instruments) {
  const changes = [FEW, MANY].flatMap((steps) =>
    (['linear', 'cosine'] as const).map((schedule) => ({ schedule, steps, skip: 0 })),
  )
  const [linear, cosine, linearMany, cosineMany] = (await walksOf(walk, changes)).map((each) => endOf(each))
  if (!linear || !cosine || !linearMany || !cosineMany) throw new NothingToMeasure()
  const figures = { few: rmsDifference(linear, cosine), many: rmsDifference(linearMany, cosineMany) }
  const more = figures.few > figures.many ? 'few' : 'many'
  const isAlike = Math.max(figures.few, figures.many) < ALIKE * Math.min(figures.few, figures.many)
  return { truth: isAlike ? 'alike' : more, figures, reveal: () => words().few.reveal(figures) }
}

/** The share of steps in noise of the schedule on the screen, the visitor's own. */
function measureDrawn({ walk }: Instruments) {
  const figures = {
    share: shareInNoise(scheduleOf(walk.settings).schedule),
    cosine: shareInNoise(under(walk, 'cosine')),
    drawn: Number(walk.settings.schedule.startsWith('drawn.')),
  }
  return Promise.resolve({ truth: figures.share, figures, reveal: () => words().draw.reveal(figures) })
}

const study = ['stage', 'parts', 'transport', 'timeline', 'status', 'settings', 'take', 'foot'] as const

/** Lesson 7: a schedule says where the steps are spent. */
export const schedules: Lesson = {
  steps: [
    {
      id: 'drown',
      preset: '#t=0&study=schedules',
      hide: study,
      question: { kind: 'moment', within: 60, measure: measureHalf },
    },
    {
      id: 'wasted',
      preset: '#t=900&schedule=linear',
      hide: ['parts', 'settings', 'take', 'studies', 'foot'],
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.08, percent: true, measure: measureWasted },
    },
    {
      id: 'skip',
      preset: `#go=reverse&schedule=linear&steps=${STEPS}`,
      hide: ['parts', 'settings', 'take', 'studies', 'foot'],
      question: { kind: 'choice', options: ['linear', 'alike', 'cosine'], usual: 'cosine', measure: measureSkip },
    },
    {
      id: 'cosine',
      preset: '#t=500&study=schedules',
      hide: study,
      formulas: ['ᾱₜ = f(t)/f(0)', 'f(t) = cos²((t/T + s)/(1 + s)·π/2)'],
    },
    {
      id: 'few',
      preset: `#go=reverse&schedule=linear&steps=${FEW}`,
      hide: ['parts', 'settings', 'take', 'studies', 'foot'],
      question: { kind: 'choice', options: ['few', 'alike', 'many'], usual: 'few', measure: measureFew },
    },
    {
      id: 'draw',
      preset: '#t=500&schedule=linear&study=schedules',
      hide: study,
      question: { kind: 'number', min: 0, max: 1, step: 0.01, within: 0.05, percent: true, measure: measureDrawn },
    },
  ],
  sources: [
    {
      text: 'Nichol & Dhariwal 2021, Improved Denoising Diffusion Probabilistic Models, section 3.2, eq. 17, figures 3 to 5',
      href: 'https://arxiv.org/abs/2102.09672',
    },
    {
      text: 'Ho, Jain, Abbeel 2020, Denoising Diffusion Probabilistic Models, section 4',
      href: 'https://arxiv.org/abs/2006.11239',
    },
    {
      text: 'Kingma et al. 2021, Variational Diffusion Models, section 5.1 (what does not depend on the schedule)',
      href: 'https://arxiv.org/abs/2107.00630',
    },
  ],
}
