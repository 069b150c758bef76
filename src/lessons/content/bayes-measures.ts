import { dataSetOracle, level, type Level, normalArray, type Oracle } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { levelOnTimeline } from '../../plane/path'
import { shareOfClass } from '../../plane/measure/guidance-truth'
import type { PointSet } from '../../engine/protocol/plane'
import { T } from '../../runs/timeline'
import { countOf, surest } from '../../walk/classifier/readings'
import { classCount } from '../../walk/model/classes'
import { modelOf } from '../../walk/model/models'
import { scheduleOf } from '../../walk/model/schedules'
import { watchedRun } from '../../walk/run/player'
import type { Instruments } from '../instruments/instruments'
import { clean, readNoisy } from '../instruments/noisy-readings'
import { until } from '../instruments/until'
import type { WalkInstrument } from '../instruments/walk-instrument'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.bayes.steps

/** At most so many points are asked about. */
const ASKED = 200

/** What Bayes' rule says of the classes of points of a data set, and of their noisy versions. */
interface Classes {
  readonly points: PointSet
  readonly oracle: Oracle
  readonly eps: Float32Array
}

export const classesOf = (points: PointSet, seed: number): Classes => ({
  points,
  oracle: dataSetOracle(points.xy, 2),
  eps: normalArray({ seed, purpose: 'forward', step: 0, sample: 0 }, points.xy.length),
})

/** Point i of the data at a level, with its own noise. */
const noisyPoint = ({ points: { xy }, eps }: Classes, i: number, at: Level): Float64Array =>
  Float64Array.of(2 * i, 2 * i + 1).map((k) => at.signal * (xy[k] ?? NaN) + at.noise * (eps[k] ?? NaN))

/** p(class 1 | xₜ), by Bayes' rule over all points. */
export function classOne({ oracle, points: { labels } }: Classes, x: Float64Array, at: Level): number {
  return oracle.posteriorWeights(x, at).reduce((sum, weight, j) => sum + (labels[j] === 1 ? weight : 0), 0)
}

/** The share of the first noisy points whose likelier class is their own. */
export function rightShare(classes: Classes, at: Level): number {
  const n = Math.min(ASKED, classes.points.labels.length)
  let right = 0
  for (let i = 0; i < n; i++) {
    const isOne = classOne(classes, noisyPoint(classes, i, at), at) > 0.5
    if (isOne === (classes.points.labels[i] === 1)) right++
  }
  return right / n
}

/**
 * σ·∇ log p(label | xₜ), [2]: how the classifier pulls, in units of the noise. With the weights w of the posterior it is
 * (α/σ)·(E[x₀ | xₜ, label] − E[x₀ | xₜ]).
 */
export function pullOf({ oracle, points: { xy, labels } }: Classes, x: Float64Array, at: Level, label: 0 | 1) {
  const [all, ownSum] = [
    [0, 0],
    [0, 0],
  ] as [[number, number], [number, number]]
  let share = 0
  oracle.posteriorWeights(x, at).forEach((weight, j) => {
    const isOwn = labels[j] === label
    if (isOwn) share += weight
    for (const k of [0, 1] as const) {
      const part = weight * (xy[2 * j + k] ?? NaN)
      all[k] += part
      if (isOwn) ownSum[k] += part
    }
  })
  return ([0, 1] as const).map((k) => (at.signal / at.noise) * (ownSum[k] / share - all[k]))
}

/** The root mean square of that pull over noisy points of the class. */
export function meanPull(classes: Classes, at: Level, label: 0 | 1): number {
  const { labels } = classes.points
  const ownIndices = Array.from(labels.keys())
    .filter((i) => labels[i] === label)
    .slice(0, ASKED / 2)
  const sum = ownIndices.reduce((total, i) => {
    const pull = pullOf(classes, noisyPoint(classes, i, at), at, label)
    return total + (pull[0] ?? NaN) ** 2 + (pull[1] ?? NaN) ** 2
  }, 0)
  return Math.sqrt(sum / ownIndices.length)
}

/** Lets the page answer between two pieces of work. */
const breathe = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve)
  })

async function overTimes<Value>(times: readonly number[], of: (t: number) => Value): Promise<Value[]> {
  const values: Value[] = []
  for (const t of times) {
    values.push(of(t))
    await breathe()
  }
  return values
}

/** The classes on the plane's screen. @throws NothingToMeasure where there is only one */
function classesOnScreen({ plane }: Instruments): Classes {
  const { points, settings } = plane
  if (!points.labels.includes(0) || !points.labels.includes(1)) throw new NothingToMeasure()
  return classesOf(points, settings.seed)
}

export const SHARE_TIMES = [0, 200, 400, 600, 800, 1000]

/** The share of noisy points that the likelier class names right, at six times. */
export async function measureShares(instruments: Instruments) {
  const classes = classesOnScreen(instruments)
  const { settings } = instruments.plane
  const shares = await overTimes(SHARE_TIMES, (t) => rightShare(classes, levelOnTimeline(settings, t)))
  const figures = { at200: shares[1] ?? NaN, at400: shares[2] ?? NaN, at1000: shares.at(-1) ?? NaN }
  return { truth: shares, figures, reveal: () => words().whose.reveal(figures) }
}

const PULL_TIMES = Array.from({ length: 19 }, (_, k) => 50 * (k + 1))

/** The t at which the classifier's pull is strongest. */
export async function measurePull(instruments: Instruments) {
  const classes = classesOnScreen(instruments)
  const { settings } = instruments.plane
  const pulls = await overTimes(PULL_TIMES, (t) =>
    meanPull(classes, levelOnTimeline(settings, t), settings.guidance.label ?? 1),
  )
  const most = Math.max(...pulls)
  const t = PULL_TIMES[pulls.indexOf(most)] ?? NaN
  const figures = { t, most, first: pulls[0] ?? NaN, last: pulls.at(-1) ?? NaN }
  return { truth: t, figures, reveal: () => words().pull.reveal(figures) }
}

/** The share of the particles that a classifier has led to its class, and the share of the data that are of it. */
export async function measureLed({ plane }: Instruments) {
  const [run] = await plane.finish()
  const { settings, points } = plane
  const { label } = settings.guidance
  const particles = run?.frames.at(-1)?.xt
  if (label === null || !particles) throw new NothingToMeasure()
  const ofData = points.labels.reduce((sum, each) => sum + (each === label ? 1 : 0), 0) / points.labels.length
  const figures = { share: shareOfClass(particles.subarray(0, 2 * ASKED), points, label), ofData }
  const truth = figures.share > 0.99 ? 'all' : figures.share > (1 + ofData) / 2 ? 'most' : 'few'
  return { truth, figures, reveal: () => words().led.reveal(figures) }
}

const NOISES = 8
const READ_TIMES = Array.from({ length: 12 }, (_, k) => 400 + 50 * k)

/** The picture on the screen at t under so many noises, one after another. */
async function manyNoisy(walk: WalkInstrument, t: number) {
  const { x0 } = await walk.forward(0)
  const at = level(scheduleOf(walk.settings).schedule, t)
  const eps = normalArray({ seed: walk.settings.seed, purpose: 'forward', step: t, sample: 0 }, NOISES * x0.length)
  return { xt: eps.map((z, k) => at.signal * (x0[k % x0.length] ?? NaN) + at.noise * z), samples: NOISES, at }
}

/** The first t at which the classifier gives the picture's own class less than a half, in the mean over noises. */
export async function measureReading(instruments: Instruments) {
  const { walk } = instruments
  const noisy = await Promise.all(READ_TIMES.map((t) => manyNoisy(walk, t)))
  const { x0 } = await walk.forward(0)
  const [ofClean, ...readings] = await readNoisy(instruments, [{ xt: x0, samples: 1, at: clean }, ...noisy])
  if (!ofClean) throw new NothingToMeasure()
  const classes = ofClean.length
  const { label, probability } = surest(ofClean, 0, classes)
  const trust = readings.map(
    (reading) => reading.reduce((sum, p, k) => sum + (k % classes === label ? p : 0), 0) / NOISES,
  )
  const t = READ_TIMES[trust.findIndex((p) => p < 0.5)] ?? T
  const figures = { t, clean: probability, at600: trust[READ_TIMES.indexOf(600)] ?? NaN, end: trust.at(-1) ?? NaN }
  return { truth: t, figures, reveal: () => words().reader.reveal(figures) }
}

/** By how much more the classifier leads in the walk beside. */
const STRONG = 10

/** How many of the pictures on the screen are read as what was asked for; and how many with the classifier's gradient tenfold. */
export async function measureGuided({ walk, signal }: Instruments) {
  const { label, samples } = walk.settings
  if (label === null) throw new NothingToMeasure()
  await walk.finish()
  const readingOf = () => watchedRun(walk.player).frames.at(-1)?.reading
  await until(
    walk.player.store,
    ({ classifier }) => {
      if (classifier.status === 'failed') throw new NothingToMeasure()
      return readingOf() !== undefined
    },
    signal,
  )
  const [strong] = await walk.walks([{ guidance: STRONG }], { reading: true })
  const classes = classCount(modelOf(walk.settings).menus)
  const countIn = (reading: Float32Array | undefined) => (reading ? countOf(reading, classes, label) : NaN)
  const figures = { right: countIn(readingOf()), strong: countIn(strong?.reading), samples }
  return { truth: figures.right, figures, reveal: () => words().digits.reveal(figures) }
}
