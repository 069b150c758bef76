import {
  arrayAlgebra,
  dataSetOracle,
  flowLikelihood,
  logSnr,
  makeSampler,
  normalArray,
  oracleDivergence,
  preservingLevel,
} from '../../src/diffusion'
import type { Frame } from '../../src/engine/protocol/pictures'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { EvaluateRequest, LikelihoodRequest, PlaneRunSpec, PointSet } from '../../src/engine/protocol/plane'
import type { Instruments } from '../../src/lessons/instruments/instruments'
import type { PlaneInstrument } from '../../src/lessons/instruments/plane-instrument'
import type { Lesson, Step } from '../../src/lessons/lesson'
import type { Measured } from '../../src/lessons/question/question'
import { pointsOf } from '../../src/plane/data'
import { readLink } from '../../src/plane/link'
import { beginRun, type PlaneRun, walkedAnew } from '../../src/plane/plane-run'
import type { PlaneSettings, RunChoice } from '../../src/plane/settings'
import { walked } from '../diffusion/runs'
import { exactDenoiserOf } from '../plane/array-engine'

/** All frames of a run but its start, as the plane's engine makes them, by the exact answer over plain arrays. */
function framesOf(points: PointSet, spec: PlaneRunSpec, start: Float32Array): Frame[] {
  if (spec.sampler.id === 'rk45') throw new Error('RK45 waits for numbers.')
  const exact = exactDenoiserOf(points, spec)
  const hops = spec.levels.slice(1).map((to, i) => ({ from: spec.levels[i] ?? to, to }))
  let nfe = 0
  const counts: number[] = []
  const steps = walked<Float32Array>(makeSampler(spec.sampler), hops, {
    algebra: arrayAlgebra,
    process: planeProcess(spec.process),
    start,
    denoise: (x, at, step) => {
      counts[step] = ++nfe
      return exact(x, at)
    },
    normal: (step, draw) => normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw }, start.length),
  })
  return steps.map(({ next, x0Hat, epsHat }, i) => ({
    index: i + 1,
    xt: next,
    x0Hat,
    epsHat,
    ms: 0,
    nfe: counts[i] ?? nfe,
  }))
}

const pairsOf = (points: Float32Array): Float64Array[] =>
  Array.from({ length: points.length / 2 }, (_, i) => Float64Array.from(points.subarray(2 * i, 2 * i + 2)))

function evaluated(points: PointSet, { points: places, at }: EvaluateRequest) {
  const oracle = dataSetOracle(points.xy, 2)
  const all = pairsOf(places)
  return {
    score: Float32Array.from(all.flatMap((x) => [...oracle.score(x, at)])),
    x0Hat: Float32Array.from(all.flatMap((x) => [...oracle.posteriorMean(x, at)])),
    logDensity: Float32Array.from(all, (x) => oracle.logDensity(x, at)),
    ms: 0,
  }
}

function likelihoods(points: PointSet, { points: places, at, steps }: LikelihoodRequest): Float32Array {
  const oracle = dataSetOracle(points.xy, 2)
  const run = {
    score: (...place: Parameters<typeof oracle.score>) => oracle.score(...place),
    divergence: oracleDivergence(oracle),
    levelOf: preservingLevel,
    from: logSnr(at),
    to: -20,
    steps,
  }
  return Float32Array.from(pairsOf(places), (x) => flowLikelihood(run, x).logLikelihood)
}

/** The plane's instrument for a step's preset: what the page would measure with the exact answer, over plain arrays. */
function planeOverArrays(preset: string, changes: Partial<PlaneSettings> = {}): PlaneInstrument {
  const settings = { ...readLink(preset).settings, ...changes }
  const points = pointsOf(settings.points, settings.pointCount, settings.seed)
  const run = (choice: RunChoice, all: PlaneSettings): PlaneRun => {
    const begun = beginRun(choice, all)
    return walkedAnew(begun, framesOf(points, begun.spec, begun.frames[0]?.xt ?? new Float32Array()))
  }
  const engine = {
    sample: (spec: PlaneRunSpec, start: Float32Array) => {
      const last = framesOf(points, spec, start).at(-1)
      return Promise.resolve({ xt: last?.xt ?? start, nfe: last?.nfe ?? 0, ms: 0 })
    },
    frames: (spec: PlaneRunSpec, start: Float32Array) =>
      Promise.resolve({ frames: framesOf(points, spec, start), ms: 0 }),
    evaluate: (request: EvaluateRequest) => Promise.resolve(evaluated(points, request)),
    likelihood: (request: LikelihoodRequest) => Promise.resolve(likelihoods(points, request)),
  }
  return {
    player: { plane: { engine } } as unknown as PlaneInstrument['player'], // measurements use its engine alone
    settings,
    points,
    finish: () =>
      Promise.resolve([run(settings, settings), ...(settings.beside ? [run(settings.beside, settings)] : [])]),
    walks: (all) => Promise.resolve(all.map((change) => run({ ...settings, ...change }, { ...settings, ...change }))),
  }
}

/** What a question of the plane measures with. */
const instrumentsOver = (plane: PlaneInstrument): Instruments => ({
  get walk(): never {
    throw new Error('This question is of the plane.')
  },
  plane,
  signal: new AbortController().signal,
  progress: () => undefined,
})

const stepOf = (lesson: Lesson, id: string): Step => {
  const step = lesson.steps.find((each) => each.id === id)
  if (!step) throw new Error(`The lesson has no step ${id}.`)
  return step
}

/** What the plane shows at a step of a lesson. */
export const planeOf = (lesson: Lesson, id: string, changes: Partial<PlaneSettings> = {}): PlaneInstrument =>
  planeOverArrays(stepOf(lesson, id).preset, changes)

/** The answer to a step's question, measured over arrays. @param changes of the preset: fewer particles are faster */
export async function answerOver(lesson: Lesson, id: string, changes: Partial<PlaneSettings> = {}): Promise<Measured> {
  const { question } = stepOf(lesson, id)
  if (!question) throw new Error(`Step ${id} asks nothing.`)
  return question.measure(instrumentsOver(planeOf(lesson, id, changes)))
}
