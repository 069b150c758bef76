import { describe, expect, it } from 'vitest'
import {
  dataLevel,
  edmProcess,
  flowProcess,
  levelAt,
  makeSampler,
  pastOf,
  samplerInfo,
  timeOf,
  vpProcess,
  type Level,
  type Past,
  type Process,
  type SamplerSpec,
} from '../../src/diffusion'
import { expectClose } from './closeness'
import { affineAlgebra, exactDenoiser, freshNormals, meanOf, varianceOf, type Affine, type Gaussian } from './gaussian'
import { exactWalk, hopsOf, marginalVariance, regressedOrder } from './runs'

const data: Gaussian = { m: 0.3, s: 0.5 }
const processes: readonly [string, Process][] = [
  ['VP', vpProcess()],
  ['flow', flowProcess()],
]

/** N + 1 levels at equal distances in log-SNR, well within the process. */
function levelsBetween(process: Process, steps: number, high = -3, low = 3): number[] {
  return Array.from({ length: steps + 1 }, (_, i) => timeOf(process, high + ((low - high) * i) / steps))
}

/** The probability-flow map of Gaussian data in closed form: whitened by one marginal, coloured by the other. */
function flowed(of: Gaussian, x: Affine, from: Level, to: Level): Affine {
  const scale = Math.sqrt(marginalVariance(of, to) / marginalVariance(of, from))
  return [to.signal * of.m + scale * ((x[0] ?? NaN) - from.signal * of.m), ...x.slice(1).map((c) => scale * c)]
}

/** The largest of the errors of mean and, relative, of variance. */
function momentError(x: Affine, at: Level): number {
  return Math.max(Math.abs(meanOf(x) - at.signal * data.m), Math.abs(varianceOf(x) / marginalVariance(data, at) - 1))
}

function runError(spec: SamplerSpec, process: Process, steps: number): number {
  const last = exactWalk(makeSampler(spec), data, process, hopsOf(process, levelsBetween(process, steps))).at(-1)
  return last ? momentError(last.next, last.to) : NaN
}

describe.each(processes)('on %s, the error of a whole run falls as promised:', (_name, process) => {
  const startLimited = new Map<string, number>([
    ['{"id":"dpm-solver++","order":3}', 2],
    ['{"id":"lms","order":3}', 2],
    ['{"id":"lms","order":4}', 2],
  ])
  it.each<SamplerSpec>([
    { id: 'ddim', eta: 0 },
    { id: 'euler' },
    { id: 'heun', churn: 0 },
    { id: 'midpoint' },
    { id: 'pndm' },
    { id: 'pndm', start: 'runge-kutta' },
    { id: 'unipc' },
    { id: 'rk4' },
    { id: 'dpm-solver++', order: 1 },
    { id: 'dpm-solver++', order: 3 },
    { id: 'lms', order: 1 },
    { id: 'lms', order: 2 },
    { id: 'lms', order: 3 },
    { id: 'lms', order: 4 },
    { id: 'flow-euler' },
    { id: 'flow-midpoint' },
    { id: 'flow-heun' },
    { id: 'ddpm', variance: 'beta' },
    { id: 'ddpm', variance: 'beta-tilde' },
    { id: 'ddim', eta: 1 },
    { id: 'euler-ancestral', eta: 0.5 },
    { id: 'sde-dpm-solver++', order: 1 },
    { id: 'sde-dpm-solver++', order: 2 },
    { id: 'reverse-sde' },
    { id: 'heun', churn: 0.05 },
  ])('%j', (spec) => {
    const steps = [16, 32, 64]
    const order = regressedOrder(
      steps,
      steps.map((n) => runError(spec, process, n)),
    )
    expect(order).toBeGreaterThan(
      0.9 * (startLimited.get(JSON.stringify(spec)) ?? samplerInfo(spec).order?.value ?? NaN),
    )
  })
})

describe('with a true past, one step of order p errs by h^(p+1):', () => {
  const process = vpProcess()

  /** The error of one step of h in λ from a fixed level, after steps of the same h on the true flow. */
  function localError(spec: SamplerSpec, h: number): number {
    const levels = Array.from({ length: 5 }, (_, i) => levelAt(process, timeOf(process, 2 * h * (i - 3) - 1)))
    const start = levels[3] ?? levelAt(process, 1)
    const denoise = exactDenoiser(affineAlgebra, data, [1])
    const at = (level: Level): Affine => flowed(data, [0.2, 1], start, level)
    const past = (level: Level): Past<Affine> => ({ at: level, xt: at(level), ...denoise(at(level), level) })
    const [oldest, older, old, from, to] = levels as [Level, Level, Level, Level, Level]
    const history = [old, older, oldest].map(past)
    const { next } = makeSampler(spec)({
      algebra: affineAlgebra,
      xt: at(from),
      from,
      to,
      history,
      process,
      denoise,
      normal: freshNormals(9),
    })
    return Math.abs((next[1] ?? NaN) - (at(to)[1] ?? NaN))
  }

  it.each<SamplerSpec>([
    { id: 'dpm-solver++', order: 1 },
    { id: 'dpm-solver++', order: 2 },
    { id: 'dpm-solver++', order: 3 },
    { id: 'lms', order: 1 },
    { id: 'lms', order: 2 },
    { id: 'lms', order: 3 },
    { id: 'lms', order: 4 },
    { id: 'heun', churn: 0 },
    { id: 'midpoint' },
    { id: 'rk4' },
    { id: 'flow-heun' },
    { id: 'flow-midpoint' },
  ])('%j', (spec) => {
    const h = [0.02, 0.01, 0.005]
    const slope = -regressedOrder(
      h,
      h.map((step) => localError(spec, step)),
    )
    expect(slope).toBeGreaterThan((samplerInfo(spec).order?.value ?? NaN) + 0.8)
  })
})

it('no two steps of a run are told apart by where it was cut: a recorded past continues a multistep run exactly', () => {
  const process = vpProcess()
  const path = hopsOf(process, levelsBetween(process, 12))
  for (const spec of [
    { id: 'dpm-solver++', order: 3 },
    { id: 'lms', order: 4 },
    { id: 'pndm' },
    { id: 'unipc' },
  ] as const) {
    const sampler = makeSampler(spec)
    const wholeWalk = exactWalk(sampler, data, process, path)
    const history = wholeWalk
      .slice(3, 6)
      .map((step, i) => pastOf({ xt: wholeWalk[i + 2]?.next ?? [], from: step.from }, step))
      .reverse()
    const [hop, before] = [path[6], wholeWalk[5]]
    if (!hop || !before) throw new Error('The run is longer than that.')
    const step = sampler({
      algebra: affineAlgebra,
      process,
      xt: before.next,
      ...hop,
      history,
      denoise: exactDenoiser(affineAlgebra, data, [1]),
      normal: () => [],
    })
    expect(step.next).toEqual(wholeWalk[6]?.next)
  }
})

it('predictor–corrector settles the variance at that of its corrector, Langevin dynamics, at every level', () => {
  const process = edmProcess()
  const of: Gaussian = { m: 0, s: 0 } // p_t = N(0, σ²), where one Langevin step is exactly known
  const r = 0.2
  const path = hopsOf(process, levelsBetween(process, 4, -3, 3))
  const end = exactWalk(makeSampler({ id: 'predictor-corrector', snr: r, count: 100 }), of, process, path).at(-1)
  const delta = 4 * r * r
  expectClose(varianceOf(end?.next ?? []) / (end?.to.noise ?? NaN) ** 2, 1 / (1 - delta / 4), 1e-5)
})

it('Langevin dynamics stays at its level, and settles where theory says', () => {
  const process = edmProcess()
  const at = levelAt(process, 2)
  const path = Array.from({ length: 60 }, () => ({ from: at, to: at }))
  const of: Gaussian = { m: 0, s: 0 }
  const end = exactWalk(makeSampler({ id: 'langevin', step: 0.5 }), of, process, path).at(-1)
  expectClose(varianceOf(end?.next ?? []) / 4, 1 / (1 - 0.5 / 4), 1e-9)
})

it('annealed Langevin dynamics approaches the data with smaller steps and more of them', () => {
  const process = edmProcess()
  const of: Gaussian = { m: 0.3, s: 0.05 }
  const path = hopsOf(process, [...levelsBetween(process, 10, -4, 6), 0])
  const errors = [
    [0.2, 60],
    [0.1, 100],
  ].map(([step = 0, count = 0]) => {
    const { next, from } = exactWalk(makeSampler({ id: 'annealed-langevin', step, count }), of, process, path).at(
      -1,
    ) ?? { next: [], from: dataLevel }
    const ideal = of.s ** 4 / marginalVariance(of, from) // of x̂₀ at the last level
    return Math.abs(varianceOf(next) / ideal - 1) + Math.abs(meanOf(next) - of.m)
  })
  expect(errors[0]).toBeLessThan(0.06)
  expect(errors[1]).toBeLessThan(0.03)
})
