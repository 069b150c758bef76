import { noiseToSignal, rmsDifference } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import type { PlaneRun } from '../../plane/plane-run'
import type { Instruments } from '../instruments/instruments'
import { distancesOf, firstRun, particlesAt } from '../instruments/particles'
import type { PlaneInstrument } from '../instruments/plane-instrument'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.edm.steps

/** The walk that stands for the exact one: Heun's method in so many steps. */
const EXACT_STEPS = 80

async function walksOf(plane: PlaneInstrument, changes: Parameters<PlaneInstrument['walks']>[0]): Promise<PlaneRun[]> {
  const runs = await plane.walks(changes.map((change) => ({ process: 'edm', beside: null, ...change })))
  return [...runs]
}

/** Where each start belongs, as far as this can be computed. */
async function exactEnds(plane: PlaneInstrument): Promise<Float32Array> {
  const [run] = await walksOf(plane, [{ sampler: 'heun', churn: 0, grid: 'karras', rho: 7, steps: EXACT_STEPS }])
  if (!run) throw new NothingToMeasure()
  return particlesAt(run)
}

/** The root mean square of the distances of particles from where they belong. */
const errorOf = (particles: Float32Array, exact: Float32Array): number =>
  Math.sqrt(distancesOf(particles, exact).reduce((sum, d) => sum + d * d, 0) / (exact.length / 2))

/** The sketch: log₁₀ σ from the cleanest to the noisiest level. */
export const SKETCH = { points: 12, x: [-2.5, 1.9], y: [0, 1] } as const

/** How much ε̂, the direction of the path, changes over each step of a run, for each unit of ln σ, with log₁₀ σ. */
function turning({ levels, frames }: PlaneRun): { readonly at: number; readonly rate: number }[] {
  const turns: { at: number; rate: number }[] = []
  for (let i = 1; i + 1 < frames.length; i++) {
    const [before, after] = [frames[i]?.epsHat, frames[i + 1]?.epsHat]
    const [from, to] = [levels[i - 1], levels[i]]
    if (!before || !after || !from || !to || to.noise === 0) continue
    const [a, b] = [Math.log(noiseToSignal(from)), Math.log(noiseToSignal(to))]
    turns.push({ at: (a + b) / 2 / Math.LN10, rate: rmsDifference(before, after) / (a - b) })
  }
  return turns
}

const PLACE_WIDTH = (SKETCH.x[1] - SKETCH.x[0]) / (SKETCH.points - 1)
/** σ at a place of the sketch. */
const sigmaAt = (k: number): number => 10 ** (SKETCH.x[0] + k * PLACE_WIDTH)

/** The mean of the turning within half a place of the sketch, largest = 1. */
function sketched(turns: ReturnType<typeof turning>): number[] {
  const heights = Array.from({ length: SKETCH.points }, (_, k) => {
    const near = turns.filter(({ at }) => Math.abs(at - Math.log10(sigmaAt(k))) <= PLACE_WIDTH / 2)
    return near.reduce((sum, { rate }) => sum + rate, 0) / Math.max(near.length, 1)
  })
  const most = Math.max(...heights)
  return heights.map((height) => height / most)
}

/** Over which noise levels the path bends. */
export async function measureBend({ plane }: Instruments) {
  const [run] = await walksOf(plane, [{ sampler: 'heun', churn: 0, grid: 'log-snr', steps: 50 }])
  if (!run) throw new NothingToMeasure()
  const truth = sketched(turning(run))
  const bent = [...truth.keys()].filter((k) => (truth[k] ?? NaN) > 0.5).map(sigmaAt)
  const figures = { from: Math.max(...bent), to: Math.min(...bent) }
  return { truth, figures, reveal: () => words().bend.reveal(figures) }
}

/** σ that is about the width of all data, which is 1 in each direction. */
const WIDE = 2

/** How many of the levels lie below σ = 2, and how many do where steps are equal in σ. */
export async function measureLevels({ plane }: Instruments) {
  const below = ({ levels }: PlaneRun) => levels.filter((at) => at.noise > 0 && noiseToSignal(at) < WIDE).length
  const run = await firstRun(plane)
  const [equal] = await walksOf(plane, [{ rho: 1, grid: 'karras', particles: 1 }])
  if (!equal) throw new NothingToMeasure()
  const figures = { below: below(run), equal: below(equal), levels: run.levels.length - 1 }
  return { truth: figures.below, figures, reveal: () => words().levels.reveal(figures) }
}

/** The levels that can be left out: after the first, in the middle, before the data. */
const left = ({ levels }: PlaneRun) => ({ first: 1, middle: Math.round(levels.length / 2), last: levels.length - 2 })

/** By how much the error grows where one level is left out. */
export async function measureLeave({ plane, signal }: Instruments) {
  const run = await firstRun(plane)
  const exact = await exactEnds(plane)
  const error = async (place: number) => {
    const levels = run.levels.filter((_, i) => i !== place)
    const { xt } = await plane.player.plane.engine.sample({ ...run.spec, levels }, particlesAt(run, 0), signal)
    return errorOf(xt, exact)
  }
  const places = left(run)
  const sigma = (place: number) => noiseToSignal(run.levels[place] ?? { signal: 1, noise: NaN })
  const figures = {
    first: await error(places.first),
    middle: await error(places.middle),
    last: await error(places.last),
    allLevels: errorOf(particlesAt(run), exact),
    sigmaFirst: sigma(places.first),
    sigmaMiddle: sigma(places.middle),
    sigmaLast: sigma(places.last),
  }
  const { first, middle, last } = figures
  const worst = Math.max(first, middle, last)
  const truth = worst === middle ? 'middle' : worst === first ? 'first' : 'last'
  return { truth, figures, reveal: () => words().leave.reveal(figures) }
}

/** Euler and Heun at nine evaluations, and at thirty-five: their distance from where the starts belong. */
export async function measureHeun({ plane }: Instruments) {
  const exact = await exactEnds(plane)
  const errors = (
    await walksOf(plane, [
      { sampler: 'euler', steps: 9 },
      { sampler: 'heun', churn: 0, steps: 5 },
      { sampler: 'euler', steps: 35 },
      { sampler: 'heun', churn: 0, steps: 18 },
    ])
  ).map((run) => errorOf(particlesAt(run), exact))
  const [eulerFew = NaN, heunFew = NaN, eulerMany = NaN, heunMany = NaN] = errors
  const figures = { eulerFew, heunFew, eulerMany, heunMany }
  const ratio = heunFew / eulerFew
  const truth = ratio > 1.2 ? 'euler' : ratio < 1 / 1.2 ? 'heun' : 'same'
  return { truth, figures, reveal: () => words().heun.reveal(figures) }
}
