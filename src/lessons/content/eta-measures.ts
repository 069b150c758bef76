import { lessonsText } from '../../i18n/lessons'
import { startOfRun } from '../../walk/model/path'
import { scheduleOf } from '../../walk/model/schedules'
import type { Settings } from '../../walk/model/settings'
import { level, largestDifference, meanOf, rmsDifference } from '../../diffusion'
import { T } from '../../runs/timeline'
import type { Instruments } from '../instruments/instruments'
import { endOf } from '../instruments/pictures'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.eta.steps

/** Below this no pixel's byte is another one. */
const UNSEEN = 0.004

/** The walk on the screen a second time, and once with the next seed. */
export async function measureTwice({ walk }: Instruments) {
  const end = endOf(await walk.finish())
  const [again, other] = await walk.walks([{}, { seed: walk.settings.seed + 1 }])
  if (!again || !other) throw new NothingToMeasure()
  const figures = { again: largestDifference(end, endOf(again)), other: rmsDifference(end, endOf(other)) }
  const alike = figures.again < UNSEEN ? 'same' : 'similar'
  return {
    truth: rmsDifference(end, endOf(again)) > figures.other / 2 ? 'other' : alike,
    figures,
    reveal: () => words().twice.reveal(figures),
  }
}

/** Values of η at which walks are compared. */
export const ETAS = [0, 0.25, 0.5, 0.75, 1] as const

/** How far two walks from the same x_T end from each other, whose fresh noise differs, over η. */
export async function measureDial({ walk }: Instruments) {
  const { settings } = walk
  if (settings.process !== 'discrete') throw new NothingToMeasure()
  const begin = startOfRun({ ...settings, samples: 1 }, level(scheduleOf(settings).schedule, T), undefined)
  const change = (eta: number, seed: number): Partial<Settings> => ({
    sampler: 'ddim',
    eta,
    seed,
    samples: 1,
    steps: 10,
  })
  const pairs = ETAS.flatMap((eta) => [change(eta, settings.seed + 1), change(eta, settings.seed + 2)])
  const ends = (await walk.walks(pairs, { begin: () => begin })).map((each) => endOf(each))
  const apart = ETAS.map((_, i) => {
    const [a, b] = ends.slice(2 * i, 2 * i + 2)
    if (!a || !b) throw new NothingToMeasure()
    return rmsDifference(a, b)
  })
  const figures = { none: apart[0] ?? NaN, half: apart[2] ?? NaN, full: apart[4] ?? NaN }
  return { truth: apart, figures, reveal: () => words().dial.reveal(figures) }
}

/** DDIM with η = 1 beside DDPM with β̃, and with β, of the same seed. */
export async function measurePapers({ walk }: Instruments) {
  const walks = await walk.walks([
    { sampler: 'ddim', eta: 1 },
    { sampler: 'ddpm', variance: 'beta-tilde' },
    { sampler: 'ddpm', variance: 'beta' },
  ])
  const [ddim, small, large] = walks.map((each) => endOf(each))
  if (!ddim || !small || !large) throw new NothingToMeasure()
  const figures = { small: largestDifference(ddim, small), large: rmsDifference(ddim, large) }
  const alike = figures.small < UNSEEN ? 'same' : 'similar'
  return {
    truth: rmsDifference(ddim, small) > 0.3 ? 'other' : alike,
    figures,
    reveal: () => words().papers.reveal(figures),
  }
}

/** So many first steps are kept before the noise becomes another one; none: another start, too. */
const KEPT = [0, 4, 6, 8, 10, 14] as const
/** Other noises, for each. */
const OTHERS = [1, 2] as const

/** The t at which distances that fall with t cross a height, on straight lines between them; NaN where they do not. */
export function crossing(ts: readonly number[], distances: readonly number[], height: number): number {
  const below = distances.findIndex((distance) => distance < height)
  const [t0, t1] = [ts[below - 1] ?? NaN, ts[below] ?? NaN]
  const [d0, d1] = [distances[below - 1] ?? NaN, distances[below] ?? NaN]
  return t0 + ((d0 - height) / (d0 - d1)) * (t1 - t0)
}

/** The t from which on other fresh noise changes the picture by half of what a wholly other noise does. */
export async function measureBranch({ walk }: Instruments) {
  const run = await walk.finish()
  const { settings, frames, times } = run
  if (settings.steps !== 20 || settings.samples !== 1 || settings.from !== 'noise') throw new NothingToMeasure()
  const end = endOf(run)
  const branches = KEPT.flatMap((skip) => OTHERS.map((other) => ({ seed: settings.seed + other, skip })))
  const begin = (branch: number) => {
    const skip = branches[branch]?.skip ?? 0
    return skip === 0 ? undefined : frames[skip]?.xt
  }
  const apart = (await walk.walks(branches, { begin })).map((each) => rmsDifference(end, endOf(each)))
  const means = KEPT.map((_, i) => meanOf(apart.slice(i * OTHERS.length, (i + 1) * OTHERS.length)))
  const ts = KEPT.map((skip) => times[skip] ?? NaN)
  const [wholeMean = NaN] = means
  const figures = {
    t: Math.round(crossing(ts, means, wholeMean / 2)),
    otherNoise: wholeMean,
    late: means.at(-1) ?? NaN,
  }
  return { truth: figures.t, figures, reveal: () => words().branch.reveal(figures) }
}
