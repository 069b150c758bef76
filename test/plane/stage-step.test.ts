import { describe, expect, test } from 'vitest'
import {
  arrayAlgebra,
  dataSetOracle,
  type Denoised,
  type Denoiser,
  type Level,
  makeProcess,
  makeSampler,
  normalArray,
  oracleDenoiser,
  type Past,
  pastOf,
  type SamplerSpec,
  cosineSchedule,
  logSnrTimes,
  levelAt,
  samplerInfo,
} from '../../src/diffusion'
import type { Frame } from '../../src/engine/protocol/pictures'
import { particleStep } from '../../src/plane/stage/particle-step'
import type { Place } from '../../src/plane/stage/probe'
import { stepSum, stepTerms } from '../../src/plane/stage/step-sum'
import { levelOnTimeline } from '../../src/plane/path'
import { defaults } from '../../src/plane/settings'
import { termsOf } from '../../src/runs/step-terms'
import { largestError } from '../diffusion/closeness'

const points = Float32Array.of(1, 0.5, -1, 0.2, 0.3, -1.4, -0.4, 1.1)
const particles = 5
const seed = 3
const noiseOf = (step: number, draw: number) =>
  normalArray({ seed, purpose: 'step', step, sample: 0, draw }, 2 * particles)

/** A run over plain arrays, recorded as the engine records it; and all that was said in the steps to its frames. */
function record(spec: SamplerSpec, steps = 6) {
  const process = makeProcess('vp', cosineSchedule(1000))
  const levels = logSnrTimes(process, steps).map((t) => levelAt(process, t))
  const start = normalArray({ seed, purpose: 'start', step: 0, sample: 0 }, 2 * particles)
  const frames: Frame[] = [{ index: 0, xt: start, ms: 0, nfe: 0 }]
  const exact = oracleDenoiser(dataSetOracle(points, 2))
  const answers: Denoised<Float32Array>[][] = [[]]
  let history: Past<Float32Array>[] = []
  for (let i = 0; i + 1 < levels.length; i++) {
    let draws = 0
    const looks: Denoised<Float32Array>[] = []
    answers.push(looks)
    const denoise: Denoiser<Float32Array> = (x, at) => {
      const denoised = exact(x, at)
      looks.push(denoised)
      return denoised
    }
    const input = {
      algebra: arrayAlgebra,
      xt: frames[i]?.xt ?? start,
      from: levels[i] as Level,
      to: levels[i + 1] as Level,
      history,
      process,
      denoise,
      normal: () => noiseOf(i, draws++),
    }
    const { next, x0Hat, epsHat, added, corrected } = makeSampler(spec)(input)
    history = [pastOf(input, { x0Hat, epsHat, ...(corrected && { corrected }) }), ...history].slice(
      0,
      samplerInfo(spec).memory,
    )
    frames.push({
      index: i + 1,
      xt: next,
      x0Hat,
      epsHat,
      ...(added && { added }),
      ...(corrected && { corrected }),
      ms: 0,
      nfe: i + 1,
    })
  }
  return { frames, levels, process, answers }
}

function sumOf(spec: SamplerSpec, frame: number, particle: number) {
  const { frames, levels, process, answers } = record(spec)
  const noise = (draw: number): Place => [
    noiseOf(frame - 1, draw)[2 * particle] ?? NaN,
    noiseOf(frame - 1, draw)[2 * particle + 1] ?? NaN,
  ]
  const terms = termsOf({ sampler: spec, process, levels }, frame)
  return {
    sum: stepSum(terms, { frames, frame, particle, noise }),
    frames,
    levels,
    terms,
    answer: answers[frame] ?? [],
  }
}

const once: readonly SamplerSpec[] = [
  { id: 'ddim', eta: 0 },
  { id: 'ddim', eta: 1 },
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'euler' },
  { id: 'dpm-solver++', order: 3 },
  { id: 'unipc' },
  { id: 'lms', order: 4 },
  { id: 'euler-ancestral', eta: 1 },
  { id: 'sde-dpm-solver++', order: 2 },
  { id: 'reverse-sde' },
  { id: 'flow-euler' },
  { id: 'langevin', step: 0.5 },
]

/** Who looks again within a step; only one of the looks is recorded. */
const again: readonly SamplerSpec[] = [
  { id: 'heun', churn: 0 },
  { id: 'midpoint' },
  { id: 'rk4' },
  { id: 'flow-midpoint' },
  { id: 'flow-heun' },
  { id: 'pndm' },
  { id: 'predictor-corrector', snr: 0.4, count: 2 },
  { id: 'annealed-langevin', step: 0.4, count: 3 },
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

  test.each(again)('$id: the rest is what the looks that are not recorded add', (spec) => {
    for (const frame of [1, 3, 5]) {
      const { sum, terms, answer: answers } = sumOf(spec, frame, 1)
      const knownTerms = new Set(sum?.summands.map(({ term }) => term))
      const ownIndex = spec.id === 'annealed-langevin' ? answers.length - 1 : 0 // whose own look is called 0
      const look = (index: number) => answers[index === 0 ? ownIndex : index === ownIndex ? 0 : index]
      const rest = [2, 3].map((k) =>
        terms
          .filter((term) => !knownTerms.has(term))
          .reduce(
            (so, { part, index, coefficient }) => so + coefficient * (look(index)?.[part as 'epsHat'][k] ?? NaN),
            0,
          ),
      )
      if (spec.id !== 'pndm' || frame === 1) expect(Math.hypot(...rest)).toBeGreaterThan(1e-3)
      expect(largestError(sum?.rest ?? [0, 0], rest)).toBeLessThan(1e-4)
    }
  })

  test.each(again)('$id: its last step, to data, has no rest', (spec) => {
    const { sum } = sumOf(spec, 6, 1)
    expect(sum?.rest).toBeUndefined()
    expect(sum?.summands.map(({ term }) => term.part)).toContain('x0Hat')
  })

  test('a student’s is x̂₀ with fresh noise on it, whatever the sampler', () => {
    const run = { ...defaults, answerer: 'student', sampler: 'heun' } as const
    const levels = [levelOnTimeline(run, 800), levelOnTimeline(run, 300), levelOnTimeline(run, 0)] as const
    expect(stepTerms(run, levels, 1)).toEqual([
      { part: 'x0Hat', index: 0, coefficient: levels[1].signal },
      { part: 'z', index: 0, coefficient: levels[1].noise },
    ])
    expect(stepTerms(run, levels, 2)).toEqual([{ part: 'x0Hat', index: 0, coefficient: 1 }])
    expect(stepTerms(run, levels, 3)).toEqual([])
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
