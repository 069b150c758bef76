import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  edmProcess,
  flowProcess,
  makeSampler,
  type Denoised,
  type Level,
  type Process,
  type SamplerSpec,
  type Step,
} from '../../src/diffusion'
import golden from '../golden/solvers.json'
import { largestError } from './closeness'
import { float64Algebra } from './float64'
import { walked } from './runs'

interface Run {
  sampler: SamplerSpec
  scale: 'edm' | 'vp' | 'flow'
  sigmas: number[]
  start: number[]
  outputs: number[][]
  noises: number[][]
  states: number[][]
}
const runs = golden.runs as Run[] // the JSON's own types are too wide for names; its generator writes no others

const scales: Record<Run['scale'], (sigma: number) => Level> = {
  edm: (sigma) => ({ t: sigma, signal: 1, noise: sigma }),
  vp: (sigma) => ({ t: sigma, signal: 1 / Math.hypot(1, sigma), noise: sigma / Math.hypot(1, sigma) }),
  flow: (sigma) => ({ t: sigma, signal: 1 - sigma, noise: sigma }),
}
const processes: Record<Run['scale'], Process | undefined> = {
  edm: edmProcess({ sigmaMax: 2000 }),
  vp: undefined,
  flow: flowProcess(),
}

/** ε, or the flow's velocity, as x̂₀ and ε̂. */
function read(scale: Run['scale'], x: Float64Array, output: readonly number[], at: Level): Denoised<Float64Array> {
  const outputAt = (i: number) => output[i] ?? NaN
  return scale === 'flow'
    ? {
        x0Hat: x.map((value, i) => value - at.noise * outputAt(i)),
        epsHat: x.map((value, i) => value + at.signal * outputAt(i)),
      }
    : { x0Hat: x.map((value, i) => (value - at.noise * outputAt(i)) / at.signal), epsHat: Float64Array.from(output) }
}

/** Each of our steps of the run, from the stored start. */
function replay({ sampler, scale, sigmas, start, outputs, noises }: Run): Step<Float64Array>[] {
  const levels = sigmas.map(scales[scale])
  const path = levels.slice(1).map((to, i) => ({ from: levels[i] ?? to, to }))
  let call = 0
  const process = processes[scale]
  return walked(makeSampler(sampler), path, {
    algebra: float64Algebra,
    ...(process && { process }),
    start: Float64Array.from(start),
    denoise: (x, at) => read(scale, x, outputs[call++] ?? [], at),
    normal: (step) => Float64Array.from(noises[step] ?? []),
  })
}

// Float32 levels, and float32 arithmetic on their differences, are all that separates diffusers from us; LMS also integrates
// numerically there. In the VE run terms of up to 1348 cancel.
const toleranceOf = ({ sigmas: [first = 1] }: Run) => (first > 1000 ? 2e-4 : 1e-5)

describe(`solvers of diffusers ${golden.note.versions.diffusers}`, () => {
  const thirdOrder = ({ sampler }: Run) => sampler.id === 'dpm-solver++' && sampler.order === 3
  it.each(runs.filter((run) => !thirdOrder(run)))('agree with $sampler on $scale from $sigmas.0', (run) => {
    const states = replay(run).map(({ next }) => next)
    expect(states).toHaveLength(run.states.length)
    const errors = states.map((state, i) => largestError(state, run.states[i] ?? []))
    expect(Math.max(...errors)).toBeLessThan(toleranceOf(run))
  })

  it.each(runs.filter(thirdOrder))('agree with 3M from $sigmas.0, but for half of the second derivative', (run) => {
    const lambda = run.sigmas.map((sigma) => -Math.log(sigma))
    const steps = replay({ ...run, states: [] })
    // both have made the same two first steps; at the third, theirs lacks α·φ₃·D₂ of ours
    const [l0 = 0, l1 = 0, l2 = 0, l3 = 0] = lambda
    const h = l3 - l2
    const [r0, r1] = [(l2 - l1) / h, (l1 - l0) / h]
    const phi3 = (-Math.expm1(-h) - h) / (h * h) + 0.5
    const [m2, m1, m0] = steps.map(({ x0Hat }) => x0Hat) as [Float64Array, Float64Array, Float64Array]
    const { signal } = scales.vp(run.sigmas[3] ?? NaN)
    const theirs = steps[2]?.next.map((x, i) => {
      const d2 = (((m0[i] ?? NaN) - (m1[i] ?? NaN)) / r0 - ((m1[i] ?? NaN) - (m2[i] ?? NaN)) / r1) / (r0 + r1)
      return x - signal * phi3 * d2
    })
    const errors = [steps[0]?.next, steps[1]?.next, theirs].map((state, i) =>
      largestError(state ?? [], run.states[i] ?? []),
    )
    expect(Math.max(...errors)).toBeLessThan(toleranceOf(run))
  })
})

it('the algebra of float64 is that of arrays', () => {
  const [x, y] = [
    [0.5, -2],
    [3, 0.25],
  ] as const
  const sum = arrayAlgebra.combine([2, Float32Array.from(x)], [-1, Float32Array.from(y)])
  expect(largestError(float64Algebra.combine([2, Float64Array.from(x)], [-1, Float64Array.from(y)]), sum)).toBe(0)
})
