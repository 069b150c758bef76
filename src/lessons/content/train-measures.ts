import { lessonsText } from '../../i18n/lessons'
import { conditionOf, unguided } from '../../plane/changes'
import { questions } from '../../plane/learn/exact-error'
import { freshDraws, meanNearest } from '../../plane/learn/recalled'
import type { PlaneRun } from '../../plane/plane-run'
import { endOf, toShownPicture } from '../instruments/pictures'
import { remembered } from '../instruments/remembered'
import type { Instruments } from '../instruments/instruments'
import { learnAnew } from '../instruments/plane-learner'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.train.steps

/** Steps that the network learns for each question. */
const LEARNED = { first: 100, few: 300, many: 300 } as const

/** √ of the mean of (ε̂ − E[ε | xₜ])² of the network on the screen at each level at which the page measures it, the least noisy first. */
async function errorsOf({ plane, signal }: Instruments): Promise<readonly number[]> {
  const { store, engine } = plane.player.plane
  const { shape } = store.getState().learning
  if (!shape) throw new NothingToMeasure()
  const common = { process: shape.process, ...conditionOf(unguided) } as const
  const errors: number[] = []
  for (const question of questions(shape, plane.points)) {
    const learned = await engine.evaluate({ ...question, ...common, answerer: 'network' }, signal)
    const exact = await engine.evaluate({ ...question, ...common, answerer: 'exact' }, signal)
    const { score } = exact
    const sum = score.reduce(
      (total, value, i) => total + (question.at.noise * (value - (learned.score[i] ?? NaN))) ** 2,
      0,
    )
    errors.push(Math.sqrt(sum / score.length))
  }
  return errors
}

/** Where a network that has just begun to learn is right first. */
export async function measureFirst(instruments: Instruments) {
  await learnAnew(instruments, LEARNED.first)
  const errors = await errorsOf(instruments)
  const figures = { clean: errors[0] ?? NaN, noisy: errors.at(-1) ?? NaN, steps: LEARNED.first }
  const ratio = figures.clean / figures.noisy
  const truth = ratio > 2 ? 'noisy' : ratio < 0.5 ? 'clean' : 'alike'
  return { truth, figures, reveal: () => words().first.reveal(figures) }
}

/** The distance of particles to the nearest of the points, against that of fresh draws of the same kind. */
function noveltyOf(run: PlaneRun | undefined, { plane }: Instruments): number {
  const { settings, points } = plane
  const fresh = freshDraws(settings, settings.guidance, 500)
  const particles = run?.frames.at(-1)?.xt
  if (!fresh || !particles) throw new NothingToMeasure() // points of one's own have no fresh draws
  return meanNearest(particles, points.xy) / meanNearest(fresh, points.xy)
}

/** Lets a network learn the points on the screen, shows where it leads the particles, and measures how new they are. */
async function learnAndWalk(instruments: Instruments, steps: number): Promise<number> {
  await learnAnew(instruments, steps)
  await instruments.plane.finish()
  const [run] = await instruments.plane.walks([{}]) // by one state of the network
  return noveltyOf(run, instruments)
}

/** What the page calls recalled, new, and beside the shape. */
export const kindOf = (novelty: number): 'copies' | 'fresh' | 'beside' =>
  novelty < 0.6 ? 'copies' : novelty < 1.7 ? 'fresh' : 'beside'

export async function measureFew(instruments: Instruments) {
  const novelty = await learnAndWalk(instruments, LEARNED.few)
  const figures = { novelty, points: instruments.plane.points.labels.length, steps: LEARNED.few }
  return { truth: novelty, figures, reveal: () => words().few.reveal(figures) }
}

export async function measureMany(instruments: Instruments) {
  const novelty = await learnAndWalk(instruments, LEARNED.many)
  const figures = { novelty, points: instruments.plane.points.labels.length }
  return { truth: kindOf(novelty), figures, reveal: () => words().many.reveal(figures) }
}

/** How new the particles of the exact answer are. */
export async function measureExact(instruments: Instruments) {
  await instruments.plane.finish()
  const [run] = await instruments.plane.walks([{ answerer: 'exact' }])
  const figures = { novelty: noveltyOf(run, instruments), points: instruments.plane.points.labels.length }
  return { truth: kindOf(figures.novelty), figures, reveal: () => words().exact.reveal(figures) }
}

/** One training run at four of its moments, as they are shown: not in their order. */
export const SHOWN_MOMENTS = ['growing-2000', 'growing', 'growing-500', 'growing-100'] as const

/** What each moment draws from the noise on the screen. */
const drawMoments = remembered(({ walk }) =>
  walk.walks(
    SHOWN_MOMENTS.map((model) => ({ model, samples: 1 })),
    { reading: true },
  ),
)

export async function momentPictures(instruments: Instruments) {
  return (await drawMoments(instruments)).map((walked) => toShownPicture(endOf(walked), walked.settings))
}

/** Which of the pictures is of the second moment; and what the classifier makes of each. */
export async function measureMoments(instruments: Instruments) {
  const walks = await drawMoments(instruments)
  const { label } = instruments.walk.settings
  const trust = (model: (typeof SHOWN_MOMENTS)[number]) =>
    walks[SHOWN_MOMENTS.indexOf(model)]?.reading?.[label ?? NaN] ?? NaN
  const figures = {
    after100: trust('growing-100'),
    after500: trust('growing-500'),
    after2000: trust('growing-2000'),
    after4000: trust('growing'),
  }
  return { truth: SHOWN_MOMENTS.indexOf('growing-500'), figures, reveal: () => words().growing.reveal(figures) }
}
