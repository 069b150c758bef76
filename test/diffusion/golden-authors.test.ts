import { describe, expect, it } from 'vitest'
import {
  discreteProcess,
  edmProcess,
  karrasTimes,
  levelAt,
  linearSchedule,
  makeSampler,
  mixtureOracle,
  pastOf,
  sde,
  subVpProcess,
  veProcess,
  vpProcess,
  type Denoised,
  type Level,
  type Past,
  type Process,
  type SamplerSpec,
} from '../../src/diffusion'
import golden from '../golden/authors.json'
import { expectClose, largestError } from './closeness'
import { float64Algebra as algebra } from './float64'
import { hopsOf, walked } from './runs'

/** The exact denoiser of the goldens' data, each number a sample of its own. */
const oracle = mixtureOracle([
  { weight: 0.6, mean: [-0.5], covariance: 0.04 },
  { weight: 0.4, mean: [0.7], covariance: 0.01 },
])
const denoise = (x: Float64Array, at: Level): Denoised<Float64Array> => {
  const x0Hat = x.map((value) => oracle.posteriorMean(Float64Array.of(value), at)[0] ?? NaN)
  return { x0Hat, epsHat: x.map((value, i) => (value - at.signal * (x0Hat[i] ?? NaN)) / at.noise) }
}

interface Run {
  sampler: SamplerSpec
  start: number[]
  noises?: number[][]
}

function replay({ sampler, start, noises = [] }: Run, process: Process, times: readonly number[]) {
  const normal = (step: number) => Float64Array.from(noises[step] ?? [])
  return walked(makeSampler(sampler), hopsOf(process, times), {
    algebra,
    process,
    start: Float64Array.from(start),
    denoise,
    normal,
  })
}

// The JSON's own types are too wide for names; its generator writes no others.
const edm = golden.edm as (Run & { end: number[] })[]
const kDiffusion = golden.kDiffusion as (Run & { sigmas: number[]; states: number[][] })[]
const vp = golden.vp as (Run & { times: number[]; states: number[][]; end: number[] })[]
const processes: Readonly<Record<string, Process>> = { vp: vpProcess(), 'sub-vp': subVpProcess(), ve: veProcess() }
const processOf = (process: string) => processes[process] ?? edmProcess()
const endless = edmProcess({ sigmaMax: 2000 }) // EDM's own code raises σ beyond 80

describe("the authors' own programs", () => {
  it.each(edm)("EDM's sampler: $sampler", (run) => {
    expect(largestError(replay(run, endless, karrasTimes(edmProcess(), 8)).at(-1)?.next ?? [], run.end)).toBeLessThan(
      1e-8,
    )
  })

  it.each(kDiffusion)('k-diffusion: $sampler', (run) => {
    const errors = replay(run, endless, run.sigmas).map(({ next }, i) => largestError(next, run.states[i] ?? []))
    expect(Math.max(...errors)).toBeLessThan(1e-8)
  })

  it('DPM-Solver++ 2M', () => {
    for (const run of vp.filter(({ sampler }) => sampler.id === 'dpm-solver++' && sampler.order === 2)) {
      const errors = replay(run, vpProcess(), run.times).map(({ next }, i) => largestError(next, run.states[i] ?? []))
      expect(Math.max(...errors)).toBeLessThan(1e-8)
    }
  })

  it('DPM-Solver++ 3M, but for half of the second derivative', () => {
    for (const run of vp.filter(({ sampler }) => sampler.id === 'dpm-solver++' && sampler.order === 3)) {
      const path = hopsOf(vpProcess(), run.times)
      const states = [run.start, ...run.states].map((values) => Float64Array.from(values))
      let history: Past<Float64Array>[] = []
      path.forEach((hop, i) => {
        const input = {
          algebra,
          ...hop,
          xt: states[i] ?? Float64Array.of(),
          history,
          denoise,
          normal: () => Float64Array.of(),
        }
        const step = makeSampler(run.sampler)(input)
        history = [pastOf(input, step), ...history]
        const theirs = step.next.map((x, j) => x - (i > 1 ? missing(hop.to, history, j) : 0))
        expect(largestError(theirs, states[i + 1] ?? [])).toBeLessThan(1e-8)
      })
    }
  })

  it('UniPC, order 2, B₂, whose states are corrected but for the last', () => {
    for (const run of vp.filter(({ sampler }) => sampler.id === 'unipc')) {
      const steps = replay(run, vpProcess(), run.times)
      steps.slice(1).forEach(({ corrected }, i) => {
        expect(largestError(corrected ?? [], run.states[i] ?? [])).toBeLessThan(1e-8)
      })
      expect(largestError(steps.at(-1)?.next ?? [], run.end)).toBeLessThan(1e-8)
    }
  })

  it('F-PNDM, with its Runge–Kutta steps', () => {
    for (const run of golden.pndm as (Run & { times: number[]; states: number[][] })[]) {
      const errors = replay(run, discreteProcess(linearSchedule()), run.times).map(({ next }, i) =>
        largestError(next, run.states[i] ?? []),
      )
      expect(errors).toHaveLength(8)
      expect(Math.max(...errors)).toBeLessThan(1e-8)
    }
  })

  it.each(golden.rates)('the SDE $process at t = $t', ({ process, t, drift, diffusion, signal, noise }) => {
    const [rates, at] = [sde(processOf(process), t), levelAt(processOf(process), t)]
    ;[
      [rates.drift, drift],
      [rates.diffusion, diffusion],
      [at.signal, signal],
      [at.noise, noise],
    ].forEach(([ours = NaN, theirs = NaN]) => {
      expectClose(ours / (theirs || 1), theirs && 1, 1e-9)
    })
  })

  it.each(golden.maruyama)(
    'Euler–Maruyama on the reverse SDE $process',
    ({ process, t, start, noises, next, mean }) => {
      const [step] = replay({ sampler: { id: 'reverse-sde' }, start, noises }, processOf(process), [t, t - 1e-3])
      expect(largestError(step?.next ?? [], next)).toBeLessThan(1e-9)
      expect(largestError(step?.mean ?? [], mean)).toBeLessThan(1e-9)
    },
  )

  it.each(golden.langevin)(
    'the Langevin corrector of annealed steps, snr $snr',
    ({ process, t, start, noises, next, mean, snr, count }) => {
      const path = hopsOf(processOf(process), [t, t - 0.1]) // the variance explodes: x stays as it is between levels
      const sampler = makeSampler({ id: 'annealed-langevin', step: 4 * snr ** 2, count })
      const [step] = walked(sampler, path, {
        algebra,
        start: Float64Array.from(start),
        denoise,
        normal: (_, draw) => Float64Array.from(noises[draw] ?? []),
      })
      expect(largestError(step?.next ?? [], next)).toBeLessThan(1e-9)
      expect(largestError(step?.mean ?? [], mean)).toBeLessThan(1e-9)
    },
  )
})

/** α_s·φ₃·D₂ of element j, what their 3M lacks; the history is that after the step. */
function missing(to: Level, [m0, m1, m2]: readonly Past<Float64Array>[], j: number): number {
  if (!m0 || !m1 || !m2) throw new Error('A step of order 3 has two before it.')
  const [l0, l1, l2, l] = [m0.at, m1.at, m2.at, to].map(({ signal, noise }) => Math.log(signal / noise)) as [
    number,
    number,
    number,
    number,
  ]
  const h = l - l0
  const slope = (a: Past<Float64Array>, b: Past<Float64Array>, by: number) =>
    (((a.x0Hat[j] ?? NaN) - (b.x0Hat[j] ?? NaN)) * h) / by
  const d2 = ((slope(m0, m1, l0 - l1) - slope(m1, m2, l1 - l2)) * h) / (l0 - l2)
  return to.signal * ((-Math.expm1(-h) - h) / (h * h) + 0.5) * d2
}
