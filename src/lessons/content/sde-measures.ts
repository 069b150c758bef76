import {
  energyDistance,
  type Level,
  noised,
  normalArray,
  sde as coefficientsOf,
  largestDifference,
  meanOf,
} from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { levelOnTimeline, processOf } from '../../plane/path'
import type { PlaneRun } from '../../plane/plane-run'
import type { Instruments } from '../instruments/instruments'
import { distancesOf, particlesAt, questionOf, shareOf, widthOf } from '../instruments/particles'
import type { PlaneInstrument } from '../instruments/plane-instrument'
import { NothingToMeasure } from '../instruments/nothing-to-measure'

const words = () => lessonsText.lessons.sde.steps

/** Both runs on the screen, at their end. */
async function bothRuns(plane: PlaneInstrument): Promise<readonly [PlaneRun, PlaneRun]> {
  const [ode, sde] = await plane.finish()
  if (!ode || !sde) throw new NothingToMeasure()
  return [ode, sde]
}

/** Where a run leads from another start, or with other noise in its steps. */
const ledFrom = async (
  { player }: PlaneInstrument,
  { spec, frames }: PlaneRun,
  signal: AbortSignal,
  { seed = spec.seed, shift = 0 } = {},
): Promise<Float32Array> => {
  const start = (frames[0]?.xt ?? new Float32Array()).map((value, k) => (k % 2 === 0 ? value + shift : value))
  return (await player.plane.engine.sample({ ...spec, seed }, start, signal)).xt
}

/** Particles that end farther apart than this have ended at different places. */
const ELSEWHERE = 0.5

/** Each walk again, from the same starts with other random numbers: which particles end elsewhere. */
export async function measureAgain({ plane, signal }: Instruments) {
  const [ode, sde] = await bothRuns(plane)
  const elsewhere = async (run: PlaneRun) => {
    const again = await ledFrom(plane, run, signal, { seed: run.spec.seed + 1 })
    return shareOf(distancesOf(particlesAt(run), again), (distance) => distance > ELSEWHERE)
  }
  const figures = {
    ode: await elsewhere(ode),
    sde: await elsewhere(sde),
    apart: energyDistance(particlesAt(ode), particlesAt(sde), 2),
  }
  return { truth: figures.sde, figures, reveal: () => words().pair.reveal(figures) }
}

/** The steps of the walk that leaves out the SDE's noise and keeps all of its score. */
const STEPS = 200

/** The particles of a run by dx = (f·x − g²·s)·dt, without noise: Euler's method, in equal steps of the process's time. */
async function withoutNoise({ player, settings }: PlaneInstrument, run: PlaneRun, signal: AbortSignal) {
  const process = processOf(settings)
  const question = questionOf(run)
  const dt = (process.tMax - process.tMin) / STEPS
  let x = particlesAt(run, 0).slice()
  for (let k = 0; k < STEPS; k++) {
    const t = process.tMax - k * dt
    const { drift, diffusion } = coefficientsOf(process, t)
    const at: Level = { ...process.scales(t), t }
    const { score } = await player.plane.engine.evaluate({ ...question, points: x, at }, signal)
    x = x.map((value, i) => value - dt * (drift * value - diffusion * (score[i] ?? NaN)))
  }
  return x
}

/** How wide the cloud ends by the ODE, by the SDE, and by the SDE without its noise. */
export async function measureHalf({ plane, signal }: Instruments) {
  const [ode, sde] = await bothRuns(plane)
  const figures = {
    ode: widthOf(particlesAt(ode)),
    sde: widthOf(particlesAt(sde)),
    without: widthOf(await withoutNoise(plane, sde, signal)),
  }
  const ratio = figures.without / figures.sde
  const truth = ratio < 0.5 ? 'collapse' : ratio > 1.5 ? 'wider' : 'same'
  return { truth, figures, reveal: () => words().half.reveal(figures) }
}

/** How far to the right the wrong cloud begins. */
const SHIFT = 1

/** How far each cloud ends from the data where it begins too far to the right. */
export async function measureWrong({ plane, signal }: Instruments) {
  const [ode, sde] = await bothRuns(plane)
  const error = (particles: Float32Array) => energyDistance(particles, plane.points.xy, 2)
  const [odeWrong, sdeWrong] = [
    error(await ledFrom(plane, ode, signal, { shift: SHIFT })),
    error(await ledFrom(plane, sde, signal, { shift: SHIFT })),
  ]
  const figures = { odeWrong, sdeWrong, ode: error(particlesAt(ode)), sde: error(particlesAt(sde)) }
  const truth = odeWrong > 3 * sdeWrong ? 'ode' : sdeWrong > 3 * odeWrong ? 'sde' : 'both'
  return { truth, figures, reveal: () => words().wrong.reveal(figures) }
}

/** So many noised points are asked for their density, in so many steps of the flow: those of the map. */
const PLACES = 24
const FLOW_STEPS = 16

/** log q of noised points by the flow and by the formula. */
export async function measureDensity({ plane, signal }: Instruments) {
  const { settings, points, player } = plane
  const at = levelOnTimeline(settings, settings.t)
  const x0 = points.xy.slice(0, 2 * PLACES)
  const eps = normalArray({ seed: settings.seed, purpose: 'forward', step: 0, sample: 0 }, x0.length)
  const places = noised(x0, eps, at)
  const { answerer, process: id, schedule } = settings
  const question = { answerer, process: { id, schedule }, label: null, changes: [] }
  const flow = await player.plane.engine.likelihood({ ...question, points: places, at, steps: FLOW_STEPS }, signal)
  const { logDensity } = await player.plane.engine.evaluate(
    { ...question, answerer: 'exact', points: places, at },
    signal,
  )
  if (!logDensity) throw new NothingToMeasure()
  const offset = meanOf(flow) - meanOf(logDensity)
  const figures = {
    most: largestDifference(flow, logDensity),
    offset,
    spread: largestDifference(
      flow.map((value) => value - offset),
      logDensity,
    ),
    range: Math.max(...logDensity) - Math.min(...logDensity),
  }
  const truth = figures.most < 0.05 ? 'exact' : figures.spread < 0.05 ? 'constant' : 'rough'
  return { truth, figures, reveal: () => words().density.reveal(figures) }
}
