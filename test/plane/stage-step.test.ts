import { describe, expect, test } from 'vitest'
import { arrayAlgebra, dataSetOracle, type Level, makeProcess, makeSampler, normalArray, oracleDenoiser, type Past, pastOf, type SamplerSpec, cosineSchedule, logSnrTimes, levelAt, samplerInfo } from '../../src/diffusion'
import type { Frame } from '../../src/engine/protocol'
import { particleStep } from '../../src/plane/stage/particle-step'
import type { Place } from '../../src/plane/stage/probe'
import { stepSum } from '../../src/plane/stage/step-sum'
import { termsOf } from '../../src/rooms/step-terms'
import { largestError } from '../diffusion/closeness'

const points = Float32Array.of(1, 0.5, -1, 0.2, 0.3, -1.4, -0.4, 1.1)
const particles = 5
const seed = 3
const noiseOf = (step: number, draw: number) => normalArray({ seed, purpose: 'step', step, sample: 0, draw }, 2 * particles)

/** A run over plain arrays, recorded as the engine records it. */
function record(spec: SamplerSpec, steps = 6): { frames: Frame[]; levels: Level[]; process: ReturnType<typeof makeProcess> } {
  const process = makeProcess('vp', cosineSchedule(1000))
  const levels = logSnrTimes(process, steps).map((t) => levelAt(process, t))
  const start = normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 2 * particles)
  const frames: Frame[] = [{ index: 0, xt: start, ms: 0, nfe: 0 }]
  const denoise = oracleDenoiser(dataSetOracle(points, 2))
  let history: Past<Float32Array>[] = []
  for (let i = 0; i + 1 < levels.length; i++) {
    let draws = 0
    const input = { algebra: arrayAlgebra, xt: frames[i]?.xt ?? start, from: levels[i] as Level, to: levels[i + 1] as Level, history, process, denoise, normal: () => noiseOf(i, draws++) }
    const { next, x0Hat, epsHat, added, corrected, ...step } = makeSampler(spec)(input)
    history = [pastOf(input, { next, x0Hat, epsHat, ...step, ...(corrected && { corrected }) }), ...history].slice(0, samplerInfo(spec).memory)
    frames.push({ index: i + 1, xt: next, x0Hat, epsHat, ...(added && { added }), ...(corrected && { corrected }), ms: 0, nfe: i + 1 })
  }
  return { frames, levels, process }
}

function sumOf(spec: SamplerSpec, frame: number, particle: number) {
  const { frames, levels, process } = record(spec)
  const noise = (draw: number): Place => [noiseOf(frame - 1, draw)[2 * particle] ?? NaN, noiseOf(frame - 1, draw)[2 * particle + 1] ?? NaN]
  return { sum: stepSum(termsOf({ sampler: spec, process, levels }, frame), { frames, frame, particle, noise }), frames, levels }
}

const once: readonly SamplerSpec[] = [
  { id: 'ddim', eta: 0 }, { id: 'ddim', eta: 1 }, { id: 'ddpm', variance: 'beta-tilde' }, { id: 'euler' }, { id: 'dpm-solver++', order: 3 }, { id: 'unipc' },
  { id: 'lms', order: 4 }, { id: 'euler-ancestral', eta: 1 }, { id: 'sde-dpm-solver++', order: 2 }, { id: 'reverse-sde' }, { id: 'flow-euler' },
]

describe('a particle’s step, spelled out', () => {
  test.each(once)('$id: the products, summed, are where it went', (spec) => {
    for (const frame of [1, 2, 4, 6]) {
      for (const particle of [0, 3]) {
        const { sum } = sumOf(spec, frame, particle)
        expect(sum?.rest).toBeUndefined()
        const total = [0, 1].map((j) => sum?.summands.reduce((so, { product }) => so + (product[j] ?? NaN), 0) ?? NaN)
        expect(largestError(total, sum?.sum ?? [])).toBeLessThan(1e-4)
      }
    }
  })

  test('what Heun saw at its second look is the rest, and the rest is what is missing', () => {
    const { sum } = sumOf({ id: 'heun', churn: 0 }, 3, 1)
    const total = [0, 1].map((j) => (sum?.rest?.[j] ?? NaN) + (sum?.summands.reduce((so, { product }) => so + (product[j] ?? NaN), 0) ?? NaN))
    expect(Math.hypot(...(sum?.rest ?? [0, 0]))).toBeGreaterThan(1e-3)
    expect(largestError(total, sum?.sum ?? [])).toBeLessThan(1e-12)
  })

  test('there is none of a frame that is not recorded', () => {
    const { frames } = record({ id: 'ddim', eta: 0 })
    expect(stepSum([], { frames, frame: 9, particle: 0, noise: () => [0, 0] })).toBeUndefined()
  })
})

describe('the vectors of a step', () => {
  test('without noise end where the particle went, and ε̂ leads from cos φ·x̂₀ to xₜ', () => {
    const { frames, levels } = sumOf({ id: 'ddim', eta: 0 }, 3, 2)
    const step = particleStep({ frames, levels }, 3, 2)
    const at = levels[2] as Level
    const scale = Math.hypot(at.signal, at.noise)
    expect(step?.mean).toEqual(step?.to)
    const epsHat = frames[3]?.epsHat?.subarray(4, 6) ?? []
    const led = [0, 1].map((j) => (step?.foot[j] ?? NaN) + (at.noise / scale) * (epsHat[j] ?? NaN))
    expect(largestError(led, step?.from ?? [])).toBeLessThan(1e-5)
  })

  test('with noise the mean is short of it by what was added', () => {
    const { frames, levels } = sumOf({ id: 'ddim', eta: 1 }, 3, 2)
    const step = particleStep({ frames, levels }, 3, 2)
    const scale = Math.hypot(levels[3]?.signal ?? NaN, levels[3]?.noise ?? NaN)
    const led = [0, 1].map((j) => (step?.mean[j] ?? NaN) + (frames[3]?.added?.[4 + j] ?? NaN) / scale)
    expect(largestError(led, step?.to ?? [])).toBeLessThan(1e-6)
  })

  test('there are none at the start', () => {
    const { frames, levels } = record({ id: 'ddim', eta: 0 })
    expect(particleStep({ frames, levels }, 0, 0)).toBeUndefined()
  })
})
