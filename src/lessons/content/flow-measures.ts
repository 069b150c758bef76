import { energyDistance, levelAt, noised, normalArray, meanOf } from '../../diffusion'
import { lessonsText } from '../../i18n/lessons'
import { patchPlane } from '../../plane/context'
import { processOf } from '../../plane/path'
import type { PlaneRun } from '../../plane/plane-run'
import type { Instruments } from '../instruments/instruments'
import { NothingToMeasure } from '../instruments/nothing-to-measure'
import { halfOf, learnAnew, learnMore } from '../instruments/plane-learner'
import { distancesOf, firstRun, particlesAt, widthOf } from '../instruments/particles'
import type { PlaneInstrument } from '../instruments/plane-instrument'

const words = () => lessonsText.lessons.flow.steps

/** How wide the cloud is at both ends of the process on the screen, and half way. */
export function measureWidth({ plane: { settings, points } }: Instruments) {
  const process = processOf(settings)
  const eps = normalArray({ seed: settings.seed, purpose: 'forward', step: 0, sample: 0 }, points.xy.length)
  const half = widthOf(noised(points.xy, eps, levelAt(process, process.tMax / 2)))
  const figures = { half, data: widthOf(points.xy), noise: widthOf(eps) }
  return Promise.resolve({ truth: half, figures, reveal: () => words().lines.reveal(figures) })
}

/** How long the particles' paths are, against the straight lines from their starts to their ends. */
function detourOf(run: PlaneRun): number {
  const ways = run.frames.slice(1).map((_, i) => distancesOf(particlesAt(run, i), particlesAt(run, i + 1)))
  const long = ways.reduce((sum, distances) => sum + meanOf(distances), 0)
  return long / meanOf(distancesOf(particlesAt(run, 0), particlesAt(run)))
}

export async function measureDetour({ plane }: Instruments) {
  const figures = { detour: detourOf(await firstRun(plane)) }
  return { truth: figures.detour, figures, reveal: () => words().bent.reveal(figures) }
}

/** Which of both runs ends nearer to the data; within a third they are alike. */
export async function measureFew({ plane }: Instruments) {
  const [straight, curved] = await plane.finish()
  if (!straight || !curved) throw new NothingToMeasure()
  const error = (run: PlaneRun) => energyDistance(particlesAt(run), plane.points.xy, 2)
  const [one] = await plane.walks([{ steps: 1 }])
  if (!one) throw new NothingToMeasure()
  const figures = { flow: error(straight), ddim: error(curved), one: error(one) }
  const ratio = figures.flow / figures.ddim
  const truth = ratio < 0.75 ? 'flow' : ratio > 4 / 3 ? 'ddim' : 'same'
  return { truth, figures, reveal: () => words().few.reveal(figures) }
}

/** How long the network learns with each pairing. */
const LEARNED = 300

/** How far one step of the network ends from many, and how long the detour of the many is. */
async function straightnessOf(plane: PlaneInstrument) {
  const network = { answerer: 'network', process: 'flow', grid: 'uniform', particles: 300, beside: null } as const
  const [one, many] = await plane.walks([
    { ...network, sampler: 'flow-euler', steps: 1 },
    { ...network, sampler: 'flow-heun', steps: 24 },
  ])
  if (!one || !many) throw new NothingToMeasure()
  return { oneStep: meanOf(distancesOf(particlesAt(one), particlesAt(many))), detour: detourOf(many) }
}

/** A network learns from independent pairs, and then from the pairs that its own flow has made. */
export async function measureReflow(instruments: Instruments) {
  const { plane } = instruments
  patchPlane(plane.player.plane, { pairing: 'independent' })
  await learnAnew(halfOf(instruments, 0), LEARNED)
  const { detour: before } = await straightnessOf(plane)
  patchPlane(plane.player.plane, { pairing: 'reflow' })
  await learnMore(halfOf(instruments, 0.5), LEARNED)
  const { detour: after, oneStep } = await straightnessOf(plane)
  const figures = { before, after, oneStep }
  return { truth: after, figures, reveal: () => words().reflow.reveal(figures) }
}
