import {
  arrayAlgebra,
  classifierFree,
  classifierGuided,
  dataSetOracle,
  type Denoiser,
  type Level,
  makeSampler,
  normalArray,
  oracleDenoiser,
} from '../../src/diffusion'
import type { PlaneEngineClient } from '../../src/engine/page/plane/client'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { PlaneRunSpec, PointSet, Question } from '../../src/engine/protocol/plane'
import { walked } from '../diffusion/runs'

type Points = Float32Array

/** The exact denoiser of points, guided, over plain arrays. */
export function exactDenoiserOf(
  { xy, labels }: PointSet,
  { label, changes }: Pick<Question, 'label' | 'changes'>,
): Denoiser<Points> {
  const all = oracleDenoiser(dataSetOracle(xy, 2))
  if (label === null) return all
  const ofClass = oracleDenoiser(
    dataSetOracle(
      xy.filter((_, k) => labels[k >> 1] === label),
      2,
    ),
  )
  const [guidance] = changes
  if (!guidance) return ofClass
  if (!('scale' in guidance)) throw new Error(`${guidance.kind} is no guidance.`)
  const { kind, scale } = guidance
  if (kind === 'classifier-free') return classifierFree(arrayAlgebra, ofClass, all, { scale })
  const gradient = (x: Points, at: Level) =>
    arrayAlgebra.combine([-1 / at.noise, ofClass(x, at).epsHat], [1 / at.noise, all(x, at).epsHat])
  return classifierGuided(arrayAlgebra, all, gradient, scale)
}

/** What the plane's engine would sample, computed at once over plain arrays. */
export function arrayEngine(points: PointSet): Pick<PlaneEngineClient, 'sample'> {
  return {
    sample: (spec: PlaneRunSpec, start, signal) => {
      signal?.throwIfAborted()
      if (spec.sampler.id === 'rk45') throw new Error('RK45 waits for numbers.')
      let nfe = 0
      const exact = exactDenoiserOf(points, spec)
      const hops = spec.levels.slice(1).map((to, i) => ({ from: spec.levels[i] ?? to, to }))
      const steps = walked<Points>(makeSampler(spec.sampler), hops, {
        algebra: arrayAlgebra,
        process: planeProcess(spec.process),
        start,
        denoise: (x, at) => {
          nfe++
          return exact(x, at)
        },
        normal: (step, draw) => normalArray({ seed: spec.seed, purpose: 'step', step, sample: 0, draw }, start.length),
      })
      return Promise.resolve({ xt: steps.at(-1)?.next ?? start, nfe, ms: 0 })
    },
  }
}
