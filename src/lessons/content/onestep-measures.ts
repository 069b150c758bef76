import { energyDistance } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import type { PlaneRun } from '../../plane/plane-run'
import { samePoints, type PlaneSettings } from '../../plane/settings'
import type { Instruments } from '../instruments/instruments'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { distil, halfOf, learnAnew } from '../instruments/plane-learner'

const words = () => lessonsText.lessons.onestep.steps

/** Steps of the network, and of the student that is distilled from it. */
const TAUGHT = { network: 300, student: 300 } as const
/** Steps of the walk that stands for “many”. */
const MANY = 30

const endOf = (run: PlaneRun | undefined): Float32Array => {
  const end = run?.frames.at(-1)?.xt
  if (!end) throw new NothingToMeasure()
  return end
}

const radiusOf = (xy: Float32Array): number => {
  let sum = 0
  for (let k = 0; k < xy.length; k += 2) sum += Math.hypot(xy[k] ?? NaN, xy[k + 1] ?? NaN)
  return (2 * sum) / xy.length
}

/** Where one step from pure noise leads, by the exact answer: how far from the middle, against the data. */
export async function measureMean({ plane }: Instruments) {
  const end = endOf((await plane.finish())[0])
  const figures = { radius: radiusOf(end), data: radiusOf(plane.points.xy) }
  const share = figures.radius / figures.data
  const truth = share < 0.25 ? 'middle' : share < 0.75 ? 'between' : 'rings'
  return { truth, figures, reveal: () => words().mean.reveal(figures) }
}

/** For which points the network and the student were taught last. */
let taughtFor: PlaneSettings | undefined

/** Lets a network learn the points on the screen, and distils a student from it, unless both were taught just that. */
async function teach(instruments: Instruments): Promise<void> {
  const { plane } = instruments
  const { learning } = plane.player.plane.store.getState()
  if (taughtFor && samePoints(taughtFor, plane.settings) && learning.studentStep >= TAUGHT.student) return
  await learnAnew(halfOf(instruments, 0), TAUGHT.network)
  await distil(halfOf(instruments, 0.5), TAUGHT.student)
  taughtFor = plane.settings
}

/** The ends of walks of one network or student, and how far each crowd is from the points (energy distance). */
async function walked(
  { plane }: Instruments,
  changes: readonly Partial<PlaneSettings>[],
): Promise<readonly { readonly end: Float32Array; readonly distance: number }[]> {
  const runs = await plane.walks(changes)
  return runs.map((run) => {
    const end = endOf(run)
    return { end, distance: energyDistance(end, plane.points.xy, 2) }
  })
}

const network = (steps: number) => ({ answerer: 'network', steps }) as const
const student = (steps: number) => ({ answerer: 'student', steps }) as const

/** Whether one step of a student is like one step of its teacher, or like many. */
export async function measureStudent(instruments: Instruments) {
  await teach(instruments)
  await instruments.plane.finish()
  const [one, many, studentRun] = await walked(instruments, [network(1), network(MANY), student(1)])
  const figures = { one: one?.distance ?? NaN, many: many?.distance ?? NaN, student: studentRun?.distance ?? NaN }
  const way = (figures.one - figures.student) / (figures.one - figures.many)
  const truth = way > 0.9 ? 'many' : way > 0.3 ? 'between' : 'one'
  return { truth, figures, reveal: () => words().student.reveal(figures) }
}

/** The median distance of pairs of rows of a and b; with `turned`, of rows that do not belong together. */
export function medianApart(a: Float32Array, b: Float32Array, turned = 0): number {
  const n = a.length / 2
  const distances = Array.from({ length: n }, (_, i) => {
    const j = (i + turned) % n
    return Math.hypot((a[2 * i] ?? NaN) - (b[2 * j] ?? NaN), (a[2 * i + 1] ?? NaN) - (b[2 * j + 1] ?? NaN))
  }).sort((p, q) => p - q)
  return distances[n >> 1] ?? NaN
}

/** How far the student's one step ends from where the teacher's flow leads the same noise; against any two particles. */
export async function measureSame(instruments: Instruments) {
  await teach(instruments)
  await instruments.plane.finish()
  const [many, studentRun] = await walked(instruments, [network(MANY), student(1)])
  if (!many || !studentRun) throw new NothingToMeasure()
  const apart = medianApart(studentRun.end, many.end)
  const chance = medianApart(studentRun.end, many.end, 1)
  const figures = { apart, chance, share: apart / chance }
  return { truth: figures.share, figures, reveal: () => words().same.reveal(figures) }
}

/** Whether the student does better in many steps than in one. */
export async function measureMore(instruments: Instruments) {
  await teach(instruments)
  await instruments.plane.finish()
  const [one, two, four, many] = await walked(instruments, [student(1), student(2), student(4), student(MANY)])
  const figures = {
    one: one?.distance ?? NaN,
    two: two?.distance ?? NaN,
    four: four?.distance ?? NaN,
    many: many?.distance ?? NaN,
  }
  const ratio = figures.many / figures.one
  const truth = ratio > 1.5 ? 'worse' : ratio < 0.67 ? 'better' : 'same'
  return { truth, figures, reveal: () => words().more.reveal(figures) }
}
