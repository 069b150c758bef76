import {
  arrayAlgebra,
  type Denoised,
  type Level,
  makeProcess,
  makeSampler,
  noiseToSignal,
  normalArray,
  sample,
  samplerInfo,
  type SamplerSpec,
} from '../../../src/diffusion'
import type { LaneStep } from '../../../src/engine/protocol/lanes'
import type { Frame } from '../../../src/engine/protocol/pictures'
import { defaults } from '../../../src/walk/model/settings'
import { modelOf } from '../../../src/walk/model/models'

/** Deviation of the data of the Gaussian whose best denoiser walks here. */
export const DEVIATION = 0.5

/** x̂₀ of data of this deviation around 0, exactly. */
export function gaussianDenoiser(x: Float32Array, at: Level): Denoised<Float32Array> {
  const sigma = noiseToSignal(at)
  const keep = DEVIATION ** 2 / (DEVIATION ** 2 + sigma ** 2)
  const x0Hat = x.map((value) => (sigma === Infinity ? 0 : (keep * value) / at.signal))
  const epsHat = x.map((value, i) => (value - at.signal * (x0Hat[i] ?? NaN)) / at.noise)
  return { x0Hat, epsHat, v: new Float32Array(x.length) }
}

/** What the engine would answer to one step of a lane, by the best denoiser of Gaussian data. @param factor of what the network asks for */
export function gaussianStep({ spec, at }: LaneStep, evaluation = 1): Frame {
  let nfe = at.nfe
  const sampler = spec.sampler as SamplerSpec
  const course = {
    algebra: arrayAlgebra,
    process: makeProcess(spec.process, modelOf(defaults).schedule),
    levels: spec.levels,
    memory: samplerInfo(sampler).memory,
    meanSquaredError: () => 0.1,
  }
  const [step] = sample(makeSampler(sampler), course, at, {
    denoise: (x, level) => {
      nfe += evaluation
      return gaussianDenoiser(x, level)
    },
    normal: (index, draw) =>
      new Float32Array(normalArray({ seed: spec.seed, purpose: 'step', step: index, sample: 0, draw }, at.xt.length)),
  })
  if (!step) throw new Error('a run has a next step')
  const { next, x0Hat, epsHat, corrected } = step
  return { index: at.index + 1, xt: next, x0Hat, epsHat, ...(corrected && { corrected }), ms: 10, nfe }
}
