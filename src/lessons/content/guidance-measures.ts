import { lessonsText } from '../../i18n/lessons'
import type { PlaneRun } from '../../plane/plane-run'
import { shiftBetween, spreadOf } from '../../plane/measure/guidance-truth'
import { truthPoints } from '../../plane/measure/truth'
import { meanNearest } from '../../plane/learn/recalled'
import { type Settings, SIGMA_MOST } from '../../walk/model/settings'
import type { Instruments } from '../instruments/instruments'
import { rmsDifference } from '../../diffusion'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.guidance.steps

/** Pictures lie one after another in `xt`, [samples·C·H·W]. @returns the mean over all pairs of their root mean squared difference */
export function varietyOf(xt: Float32Array, samples: number): number {
  const size = xt.length / samples
  const picture = (i: number) => xt.subarray(i * size, (i + 1) * size)
  let sum = 0
  for (let i = 0; i < samples; i++) for (let j = 0; j < i; j++) sum += rmsDifference(picture(i), picture(j))
  return sum / ((samples * (samples - 1)) / 2)
}

const lastOf = ({ frames }: { readonly frames: readonly { readonly xt: Float32Array }[] }): Float32Array => {
  const last = frames.at(-1)
  if (!last) throw new NothingToMeasure()
  return last.xt
}

/** @throws NothingToMeasure where there is one picture, or no class is asked for */
function several({ samples, label }: Settings): number {
  if (samples < 2 || label === null) throw new NothingToMeasure()
  return samples
}

/** How varied the pictures on the screen are, against those of the same noises at w = 1. */
export async function measureVariety({ walk }: Instruments) {
  const samples = several(walk.settings)
  const guided = lastOf(await walk.finish())
  const [plain] = await walk.walks([{ guidance: 1 }])
  if (!plain) throw new NothingToMeasure()
  const figures = { plain: varietyOf(lastOf(plain), samples), guided: varietyOf(guided, samples) }
  const share = figures.guided / figures.plain
  const truth = share < 0.95 ? 'less' : share > 1.05 ? 'more' : 'same'
  return { truth, figures: { ...figures, share }, reveal: () => words().varied.reveal(figures) }
}

/** The share of values beyond black and white, by more than a hundredth of the range between them. */
export const beyondShare = (values: Float32Array): number =>
  values.reduce((sum, value) => sum + (Math.abs(value) > 1.02 ? 1 : 0), 0) / values.length

/** The share of the values on the screen that no screen can show, and what it is at w = 1. */
export async function measureBeyond({ walk }: Instruments) {
  const guided = lastOf(await walk.finish())
  const [plain] = await walk.walks([{ guidance: 1 }])
  if (!plain) throw new NothingToMeasure()
  const figures = { guided: beyondShare(guided), plain: beyondShare(lastOf(plain)) }
  return { truth: figures.guided, figures, reveal: () => words().bright.reveal(figures) }
}

/** The particles of a run against the true points of the class. */
interface Crowd {
  /** Their spread against the class's. */
  readonly spread: number
  /** How far their mean has moved from the class's. */
  readonly shift: number
  /** Their mean distance to the other class. */
  readonly fromOther: number
}

function crowdOf(run: PlaneRun | undefined, { plane }: Instruments): Crowd {
  const { label } = plane.settings.guidance
  const { points } = plane
  if (!run || label === null || !points.labels.includes(label === 0 ? 1 : 0)) throw new NothingToMeasure()
  const ownPoints = truthPoints(points, { label, scale: 1 })
  const other = truthPoints(points, { label: label === 0 ? 1 : 0, scale: 1 })
  const particles = lastOf(run)
  return {
    spread: spreadOf(particles) / spreadOf(ownPoints),
    shift: shiftBetween(particles, ownPoints),
    fromOther: meanNearest(particles, other),
  }
}

/** Where strongly guided particles end, of the class that is asked for. */
export async function measureCrowd(instruments: Instruments) {
  const { plane } = instruments
  const [guided] = await plane.finish()
  const [plain] = await plane.walks([{ guidance: { ...plane.settings.guidance, scale: 1 } }])
  const [strong, once] = [crowdOf(guided, instruments), crowdOf(plain, instruments)]
  const isSame = Math.abs(strong.spread - once.spread) < 0.1 && strong.shift < once.shift + 0.1
  const truth = isSame ? 'fill' : strong.fromOther > 1.1 * once.fromOther ? 'away' : 'middle'
  const figures = {
    spread: strong.spread,
    shift: strong.shift,
    away: strong.fromOther / once.fromOther,
    spreadPlain: once.spread,
  }
  return { truth, figures, reveal: () => words().crowd.reveal(figures) }
}

export const SKETCHED = [1, 3, 5, 7, 9]

/** The spread of the particles against that of the class, over w. */
export async function measureSpreads(instruments: Instruments) {
  const { plane } = instruments
  const runs = await plane.walks(SKETCHED.map((scale) => ({ guidance: { ...plane.settings.guidance, scale } })))
  const spreads = runs.map((run) => crowdOf(run, instruments).spread)
  const figures = { at1: spreads[0] ?? NaN, at3: spreads[1] ?? NaN, at9: spreads.at(-1) ?? NaN }
  return { truth: spreads, figures, reveal: () => words().sketch.reveal(figures) }
}

/** σ̂ between which guidance acts in each part of the walk: on the cosine schedule it meets 2 at t ≈ 700, and 0.5 at t ≈ 300. */
export const STRETCHES = {
  early: { guideMin: 2, guideMax: SIGMA_MOST },
  middle: { guideMin: 0.5, guideMax: 2 },
  late: { guideMin: 0, guideMax: 0.5 },
} as const

/** In which part of the walk guidance alone costs the most variety. */
export async function measureInterval({ walk }: Instruments) {
  const samples = several(walk.settings)
  const changes = [{ guidance: 1 }, ...Object.values(STRETCHES)]
  const walks = await walk.walks(changes)
  const [plain = NaN, early = NaN, middle = NaN, late = NaN] = walks.map((each) => varietyOf(lastOf(each), samples))
  const figures = { early: early / plain, middle: middle / plain, late: late / plain }
  const least = Math.min(figures.early, figures.middle, figures.late)
  const truth = (['early', 'middle', 'late'] as const).find((name) => figures[name] === least) ?? 'early'
  return { truth, figures, reveal: () => words().interval.reveal(figures) }
}
