import { dataSetOracle, type Level, noiseToSignal, meanOf } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { levelOnTimeline } from '../../plane/path'
import type { PlaneRun } from '../../plane/plane-run'
import type { Instruments } from '../instruments/instruments'
import { firstRun, particlesAt, questionOf, shareOf } from '../instruments/particles'
import type { PlaneInstrument } from '../instruments/plane-instrument'

const words = () => lessonsText.lessons.score.steps

/** In how many directions from the middle the score is looked at. */
const DIRECTIONS = 16

/** The mean length of the score at so many widths of the noised data from their middle. */
function lengthsAt({ settings, points }: PlaneInstrument, widths: readonly number[]): number[] {
  const at = levelOnTimeline(settings, settings.t)
  const oracle = dataSetOracle(points.xy, 2)
  const width = Math.hypot(at.signal, at.noise) // the data's own is 1
  return widths.map((each) => {
    const lengths = Array.from({ length: DIRECTIONS }, (_, k) => {
      const angle = (2 * Math.PI * k) / DIRECTIONS
      const place = Float64Array.of(each * width * Math.cos(angle), each * width * Math.sin(angle))
      return Math.hypot(...oracle.score(place, at))
    })
    return meanOf(lengths)
  })
}

/** Where the arrows are longest: in the middle, one width from it, or three. */
export function measureLongest({ plane }: Instruments) {
  const [middle = NaN, slope = NaN, far = NaN] = lengthsAt(plane, [0, 1, 3])
  const figures = { middle, slope, far }
  const longest = Math.max(middle, slope, far)
  const truth = longest === far ? 'far' : longest === slope ? 'slope' : 'middle'
  return Promise.resolve({ truth, figures, reveal: () => words().arrows.reveal(figures) })
}

/** Particles within a square of this side count as one place. */
const PLACE = 0.1

/** At how many different places the particles stand. */
function placesOf(particles: Float32Array): number {
  const places = new Set<string>()
  for (let i = 0; i < particles.length; i += 2)
    places.add(`${Math.round((particles[i] ?? NaN) / PLACE)} ${Math.round((particles[i + 1] ?? NaN) / PLACE)}`)
  return places.size
}

/** The run's particles by the same steps without noise: x ← x + ½δ·s. */
async function climbed({ player }: PlaneInstrument, run: PlaneRun, signal: AbortSignal): Promise<Float32Array> {
  const [at] = run.levels
  const { sampler } = run.spec
  const { engine } = player.plane
  let x = particlesAt(run, 0).slice()
  const half = ('step' in sampler ? sampler.step * (at as Level).noise ** 2 : 0) / 2
  for (let step = 1; step < run.levels.length; step++) {
    const { score } = await engine.evaluate({ ...questionOf(run), points: x, at: at as Level }, signal)
    x = x.map((value, k) => value + half * (score[k] ?? NaN))
  }
  return x
}

/** Langevin's steps with and without their noise, from the same starts. */
export async function measureClimb({ plane, signal }: Instruments) {
  const run = await firstRun(plane)
  const figures = {
    particles: particlesAt(run).length / 2,
    with: placesOf(particlesAt(run)),
    without: placesOf(await climbed(plane, run, signal)),
  }
  const truth = figures.without < figures.with / 4 ? 'peaks' : 'same'
  return { truth, figures, reveal: () => words().climb.reveal(figures) }
}

/** On which side of the middle between both classes' means each particle stands, at a level. */
function sides({ points: { xy, labels } }: PlaneInstrument, particles: Float32Array, { signal }: Level): boolean[] {
  const mean = (label: number, axis: number) =>
    meanOf(Array.from(labels.keys(), (i) => i).flatMap((i) => (labels[i] === label ? [xy[2 * i + axis] ?? NaN] : [])))
  const [ax, ay, bx, by] = [mean(0, 0), mean(0, 1), mean(1, 0), mean(1, 1)]
  return Array.from({ length: particles.length / 2 }, (_, i) => {
    const [x, y] = [(particles[2 * i] ?? NaN) / signal, (particles[2 * i + 1] ?? NaN) / signal]
    return (x - (ax + bx) / 2) * (bx - ax) + (y - (ay + by) / 2) * (by - ay) > 0
  })
}

/** The share of particles that stand at each frame on the side on which they end, [frames]. */
function settledShares(plane: PlaneInstrument, run: PlaneRun): number[] {
  const all = run.levels.map((at, i) => sides(plane, particlesAt(run, i), at))
  const end = all.at(-1) ?? []
  return all.map((side) => shareOf(side, (each, i) => each === end[i]))
}

/** The share of Langevin's particles that end on the side on which they began. */
export async function measureStuck({ plane }: Instruments) {
  const run = await firstRun(plane)
  const figures = { share: settledShares(plane, run)[0] ?? NaN, steps: run.levels.length - 1 }
  return { truth: figures.share, figures, reveal: () => words().stuck.reveal(figures) }
}

/** From which t on nine of ten particles stand on the side on which they end. */
export async function measureDecided({ plane }: Instruments) {
  const run = await firstRun(plane)
  const shares = settledShares(plane, run)
  const before = shares.findLastIndex((share) => share < 0.9)
  const at = run.levels[before + 1]
  const figures = {
    t: Math.round(run.times[before + 1] ?? NaN),
    start: shares[0] ?? NaN,
    sigma: at ? noiseToSignal(at) : NaN,
  }
  return { truth: figures.t, figures, reveal: () => words().annealed.reveal(figures) }
}
