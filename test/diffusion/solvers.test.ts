import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  analyticDdpm,
  arrayAlgebra,
  cosineInterpolant,
  cosineSchedule,
  ddimInversion,
  denoised,
  discreteProcess,
  edmProcess,
  flowProcess,
  karrasTimes,
  levelAt,
  levelOfSigma,
  linearSchedule,
  logSnrTimes,
  makeSampler,
  normalArray,
  posterior,
  rk45,
  samplerInfo,
  subVpProcess,
  timeGrid,
  uniformTimes,
  veProcess,
  vpProcess,
  wholeTimes,
  zeroTerminalSnr,
  type Churn,
  type Level,
  type Past,
  type Prediction,
  type Process,
  type SamplerSpec,
  type SamplerStep,
} from '../../src/diffusion'
import { expectClose, largestError, partError } from './closeness'
import { affineAlgebra, exactDenoiser, posteriorVariance, varianceOf, type Affine, type Gaussian } from './gaussian'
import { exactWalk, hopsOf, marginalVariance, walked, type Hop } from './runs'

const specs: readonly SamplerSpec[] = [
  { id: 'ddpm', variance: 'beta-tilde' },
  { id: 'ddim', eta: 0.5 },
  { id: 'euler' },
  { id: 'heun', churn: 0 },
  { id: 'heun', churn: 0.3 },
  { id: 'midpoint' },
  { id: 'euler-ancestral', eta: 1 },
  { id: 'dpm-solver++', order: 1 },
  { id: 'dpm-solver++', order: 2 },
  { id: 'dpm-solver++', order: 3 },
  { id: 'sde-dpm-solver++', order: 1 },
  { id: 'sde-dpm-solver++', order: 2 },
  { id: 'pndm' },
  { id: 'pndm', start: 'runge-kutta' },
  { id: 'lms', order: 1 },
  { id: 'lms', order: 4 },
  { id: 'unipc' },
  { id: 'rk4' },
  { id: 'reverse-sde' },
  { id: 'predictor-corrector', snr: 0.16, count: 2 },
  { id: 'langevin', step: 0.2 },
  { id: 'annealed-langevin', step: 0.2, count: 3 },
  { id: 'flow-euler' },
  { id: 'flow-midpoint' },
  { id: 'flow-heun' },
]
const processes: readonly Process[] = [
  discreteProcess(linearSchedule()),
  discreteProcess(cosineSchedule(4000)),
  vpProcess(),
  subVpProcess(),
  veProcess(),
  edmProcess(),
  flowProcess(),
  cosineInterpolant(),
]
const size = 6
const random = (step: number, draw = 0) => normalArray({ seed: 5, purpose: 'step', step, sample: 0, draw }, size)

/** A run over arrays with a network that says nonsense, clipped; counts what is asked. */
function nonsense(spec: SamplerSpec, process: Process, path: readonly Hop[], prediction: Prediction = 'epsilon') {
  const asked = { network: 0, noise: 0 }
  const noise = path[0]?.from.noise ?? 1
  const steps = walked(makeSampler(spec), path, {
    algebra: arrayAlgebra,
    process,
    start: random(1000).map((z) => z * noise),
    denoise: (x, at, step) => {
      asked.network++
      return denoised(arrayAlgebra, x, at, random(2000 + step), { prediction, clip: true })
    },
    normal: (step, draw) => {
      asked.noise++
      return random(step, draw)
    },
  })
  return { steps, asked }
}

describe.each(specs)('every sampler: %j', (spec) => {
  const process = discreteProcess(cosineSchedule())
  const path = hopsOf(process, karrasTimes(process, 9))

  it('shows its parts: next = mean + added', () => {
    for (const { next, mean, added } of nonsense(spec, process, path).steps) {
      expect(largestError(added ? arrayAlgebra.combine([1, mean], [1, added]) : mean, next)).toBe(0)
    }
  })

  it('ends without noise', () => {
    const run = nonsense(spec, process, path)
    expect(run.steps.at(-1)?.added).toBeUndefined()
    const whole = ['lms', 'pndm'].includes(spec.id) // their last step is like any other
    if (!whole && spec.id !== 'annealed-langevin')
      expect(largestError(run.steps.at(-1)?.next ?? [], run.steps.at(-1)?.x0Hat ?? [])).toBeLessThan(1e-6)
  })

  it('costs no more than its description says, and draws only if it says so', () => {
    const { nfe, stochastic, memory } = samplerInfo(spec)
    const { asked } = nonsense(spec, process, path)
    const start = spec.id !== 'pndm' ? 0 : spec.start ? 9 : 1 // more looks at the first steps
    expect(asked.network).toBeLessThanOrEqual(9 * nfe + Math.max(start, 1))
    expect(asked.network).toBeGreaterThanOrEqual(8 * nfe + 1)
    expect(asked.noise > 0).toBe(stochastic)
    expect(memory).toBeLessThanOrEqual(3)
  })

  it('says what it needs: without a process it works, or has a sentence', () => {
    const run = () =>
      walked(makeSampler(spec), path, {
        algebra: arrayAlgebra,
        start: random(1),
        normal: random,
        denoise: (x) => ({ x0Hat: x, epsHat: x }),
      })
    if (samplerInfo(spec).needsProcess) expect(run).toThrow('needs the process on which its levels lie')
    else expect(run).not.toThrow()
  })

  it('is finite on every process, grid and number of steps, and the same to the last bit again', () => {
    const grids = fc.constantFrom(uniformTimes, logSnrTimes, karrasTimes)
    const predictions = fc.constantFrom<Prediction>('epsilon', 'sample', 'v_prediction', 'score')
    fc.assert(
      fc.property(
        fc.constantFrom(...processes),
        grids,
        fc.integer({ min: 1, max: 12 }),
        predictions,
        (on, grid, steps, prediction) => {
          const times = grid(on, steps)
          // the reverse SDE has no drift at t = 1 of a flow, and says so
          const walk = hopsOf(
            on,
            spec.id === 'reverse-sde' && levelAt(on, on.tMax).signal === 0 ? times.map((t) => 0.99 * t) : times,
          )
          const first = nonsense(spec, on, walk, prediction).steps
          const second = nonsense(spec, on, walk, prediction).steps
          for (const { next } of first) expect(next.every(Number.isFinite)).toBe(true)
          expect(second.map(({ next }) => next)).toEqual(first.map(({ next }) => next))
        },
      ),
      { numRuns: 8 },
    )
  })
})

describe('from pure noise, where there is no signal', () => {
  const schedule = discreteProcess(zeroTerminalSnr(cosineSchedule()))
  it.each(specs.filter(({ id }) => id !== 'reverse-sde'))('is finite: %j', (spec) => {
    for (const [on, times] of [
      [schedule, timeGrid('trailing', 1000, 7)],
      [flowProcess(), uniformTimes(flowProcess(), 5)],
    ] as const) {
      for (const { next } of nonsense(spec, on, hopsOf(on, times), 'v_prediction').steps)
        expect(next.every(Number.isFinite)).toBe(true)
    }
  })

  it.each(specs)(
    '%j takes as pure noise also what numbers cannot tell from it: VP with β up to 1000, α = e^−250',
    (spec) => {
      const process = vpProcess({ betaMin: 0, betaMax: 1000 })
      for (const prediction of ['epsilon', 'v_prediction'] as const) {
        const { steps } = nonsense(
          spec,
          process,
          hopsOf(process, logSnrTimes(process, 12, { sigmaMax: 1e6 })),
          prediction,
        )
        const first = nonsense(spec, process, hopsOf(process, [1, 0.5, 0.1]), prediction).steps.slice(0, 1)
        for (const { next } of [...steps, ...first]) expect(next.every(Number.isFinite)).toBe(true)
      }
    },
  )

  it('the reverse SDE has a sentence', () => {
    expect(() => nonsense({ id: 'reverse-sde' }, flowProcess(), hopsOf(flowProcess(), [1, 0.5, 0]))).toThrow(
      new RangeError('The reverse SDE must begin where there is signal, not at t = 1.'),
    )
  })
})

describe('samplers that are one in different coordinates', () => {
  const data: Gaussian = { m: 0.3, s: 0.5 }
  const same = (one: SamplerSpec, other: SamplerSpec, on: Process) => {
    const path = hopsOf(on, [...logSnrTimes(on, 11)])
    const others = exactWalk(makeSampler(other), data, on, path)
    exactWalk(makeSampler(one), data, on, path).forEach(({ mean, added }, i) => {
      expect(largestError(mean, others[i]?.mean ?? [])).toBeLessThan(1e-9)
      expect(partError(added, others[i]?.added)).toBeLessThan(1e-9)
    })
  }

  it.each(processes)('on $id', (on) => {
    same({ id: 'euler' }, { id: 'ddim', eta: 0 }, on)
    same({ id: 'lms', order: 1 }, { id: 'euler' }, on)
    same({ id: 'dpm-solver++', order: 1 }, { id: 'ddim', eta: 0 }, on)
    same({ id: 'sde-dpm-solver++', order: 1 }, { id: 'ddim', eta: 1 }, on)
    same({ id: 'sde-dpm-solver++', order: 1 }, { id: 'ddpm', variance: 'beta-tilde' }, on)
    same({ id: 'euler-ancestral', eta: 1 }, { id: 'ddpm', variance: 'beta-tilde' }, on)
    same({ id: 'euler-ancestral', eta: 0.4 }, { id: 'ddim', eta: 0.4 }, on)
  })

  it('Euler on the straight path is DDIM; EDM in its own time is EDM', () => {
    same({ id: 'flow-euler' }, { id: 'ddim', eta: 0 }, flowProcess())
    same({ id: 'flow-euler' }, { id: 'euler' }, edmProcess())
    same({ id: 'flow-heun' }, { id: 'heun', churn: 0 }, edmProcess())
  })
})

describe('analytic DDPM', () => {
  it.each([1, 5, 40])('is exact for any Gaussian in %d steps, on any process', (steps) => {
    const data: Gaussian = { m: 0.3, s: 0.5 }
    const gamma = (at: Level) => at.noise ** 2 / marginalVariance(data, at)
    const byGamma = analyticDdpm({ gamma, dataVariance: data.s ** 2 })
    const byError: SamplerStep = (input) =>
      makeSampler({ id: 'ddpm', variance: 'analytic' })({
        ...input,
        meanSquaredError: (at) => posteriorVariance(data, at),
      })
    for (const on of processes) {
      for (const [sampler, times] of [
        [byGamma, logSnrTimes(on, steps)],
        [byError, uniformTimes(on, steps)],
      ] as const) {
        // a flow's begin at α = 0
        for (const { next, to, from } of exactWalk(sampler, data, on, hopsOf(on, times))) {
          const ideal =
            to.noise > 0 ? marginalVariance(data, to) : (from.signal * data.s ** 2) ** 2 / marginalVariance(data, from) // of x̂₀
          expectClose(varianceOf(next), ideal, 1e-9)
        }
      }
    }
  })

  it('knows the variance of the data on pure noise, either way', () => {
    const path = hopsOf(flowProcess(), [1, 0.6])
    const [byGamma] = exactWalk(
      analyticDdpm({ gamma: () => 1, dataVariance: 0.25 }),
      { m: 0.3, s: 0.5 },
      flowProcess(),
      path,
    )
    expectClose(varianceOf(byGamma?.next ?? []), 0.4 ** 2 * 0.25 + 0.6 ** 2)
  })

  it('learns from an imperfect network what its errors are: Σ is that of x_s around the mean', () => {
    const [on, data] = [vpProcess(), { m: 0, s: 0.5 }]
    const [from, to] = [levelAt(on, 0.6), levelAt(on, 0.4)]
    const wrong = (x: Affine) => ({ x0Hat: x.map((c) => 0.1 * c), epsHat: [0] }) // x̂₀ = x_t/10
    const meanSquaredError = (at: Level) => (1 - 0.1 * at.signal) ** 2 * data.s ** 2 + (0.1 * at.noise) ** 2
    const step = makeSampler({ id: 'ddpm', variance: 'analytic' })({
      algebra: affineAlgebra,
      from,
      to,
      meanSquaredError,
      xt: [0, 1],
      denoise: wrong,
      normal: () => [0, 0, 1],
    })
    const q = posterior(from, to)
    expectClose(varianceOf(step.added ?? []), q.betaTilde + q.x0 ** 2 * meanSquaredError(from))
  })

  it('says what it lacks', () => {
    const run = () =>
      exactWalk(
        makeSampler({ id: 'ddpm', variance: 'analytic' }),
        { m: 0, s: 1 },
        vpProcess(),
        hopsOf(vpProcess(), [1, 0.5]),
      )
    expect(run).toThrow('The analytic variance needs meanSquaredError')
    expect(() => analyticDdpm({ gamma: () => 1, dataVariance: -1 })).toThrow(
      new RangeError('dataVariance must be a number in (0, 1000000], not -1.'),
    )
  })

  it('refuses a Γ that is none', () => {
    const on = vpProcess()
    expect(() => exactWalk(analyticDdpm({ gamma: () => 2 }), { m: 0, s: 1 }, on, hopsOf(on, [1, 0.5]))).toThrow(
      new RangeError('gamma must be a number in [0, 1], not 2.'),
    )
  })
})

describe('DDIM inversion', () => {
  const data: Gaussian = { m: 0.3, s: 0.5 }
  it('and back returns to where it began, the closer the more steps, in order 1', () => {
    const on = vpProcess()
    const errors = [20, 40, 80].map((steps) => {
      const grid = [...uniformTimes(on, steps).slice(0, -1)]
      const denoise = exactDenoiser(affineAlgebra, data, [1])
      const walk = { algebra: affineAlgebra, denoise, normal: () => [] }
      const up = walked(ddimInversion(), hopsOf(on, grid.toReversed()), { ...walk, start: [0.9] })
      const down = walked(makeSampler({ id: 'ddim', eta: 0 }), hopsOf(on, grid), {
        ...walk,
        start: up.at(-1)?.next ?? [],
      })
      return Math.abs((down.at(-1)?.next[0] ?? NaN) - 0.9)
    })
    expect(errors[2]).toBeLessThan(0.06)
    expect(Math.log2((errors[0] ?? 0) / (errors[2] ?? 1)) / 2).toBeGreaterThan(0.8)
  })

  it('begins on the data themselves, and refuses to go down', () => {
    const on = vpProcess()
    const denoise = exactDenoiser(affineAlgebra, data, [1])
    const [step] = walked(ddimInversion(), hopsOf(on, [0, 0.01]), {
      algebra: affineAlgebra,
      denoise,
      normal: () => [],
      start: [0.9],
    })
    expect(step?.x0Hat).toEqual([0.9])
    expect(() =>
      walked(ddimInversion(), hopsOf(on, [0.5, 0.4]), {
        algebra: affineAlgebra,
        denoise,
        normal: () => [],
        start: [0.9],
      }),
    ).toThrow(new RangeError('Inversion leads to a higher noise level, not from t = 0.5 to t = 0.4.'))
  })
})

describe('adaptive RK45', () => {
  const data: Gaussian = { m: 0.3, s: 0.5 }
  const solve = async (on: Process, start: number, end: number, tolerance: number) => {
    let nfe = 0
    const exact = exactDenoiser(arrayAlgebra, data, Float32Array.of(1, 1))
    const [from, to] = [levelAt(on, start), levelAt(on, end)]
    const xt = Float32Array.of(0.7 * from.noise, -1.2 * from.noise)
    const denoise = (x: Float32Array, at: Level) => {
      nfe++
      return exact(x, at)
    }
    const { next } = await rk45({ absolute: tolerance, relative: tolerance })({
      algebra: arrayAlgebra,
      process: on,
      xt,
      from,
      to,
      denoise,
      normal: () => xt,
    })
    return { from, to, xt, next, nfe }
  }

  it.each(processes.filter(({ id }) => id !== 'discrete'))('solves the flow of $id to its tolerance', async (on) => {
    const { from, to, xt, next } = await solve(on, 0.95 * on.tMax, 0.1 * on.tMax, 1e-5)
    const scale = Math.sqrt(marginalVariance(data, to) / marginalVariance(data, from))
    const exact = [...xt].map((x) => to.signal * data.m + scale * (x - from.signal * data.m))
    expect(largestError(next, exact)).toBeLessThan(3e-4) // of the end; the tolerance is that of a step
  })

  it('takes fewer looks for a looser tolerance, and reaches the data', async () => {
    const [loose, tight] = await Promise.all([1e-2, 1e-5].map((tolerance) => solve(vpProcess(), 1, 0, tolerance)))
    expect(loose?.nfe).toBeLessThan(tight?.nfe ?? 0)
    expect(loose?.next.every(Number.isFinite)).toBe(true)
  })

  it('goes up as well as down, and returns to where it began', async () => {
    for (const on of [vpProcess(), edmProcess(), flowProcess()]) {
      const exact = exactDenoiser(arrayAlgebra, data, Float32Array.of(1, 1))
      const [low, high] = [levelAt(on, 0.1 * on.tMax), levelAt(on, 0.9 * on.tMax)]
      const xt = Float32Array.of(0.4, -0.2)
      const given = { algebra: arrayAlgebra, process: on, denoise: exact, normal: () => xt }
      const up = await rk45()({ ...given, xt, from: low, to: high })
      expect(largestError(up.next, xt)).toBeGreaterThan(0.1)
      expect(largestError((await rk45()({ ...given, xt: up.next, from: high, to: low })).next, xt)).toBeLessThan(3e-4)
      expect((await rk45()({ ...given, xt, from: low, to: low })).next).toEqual(xt)
    }
  })

  it('waits for an error norm that takes its time, as that of tensors does, and takes the same steps', async () => {
    const on = flowProcess()
    const exact = exactDenoiser(arrayAlgebra, data, Float32Array.of(1, 1))
    const input = {
      process: on,
      xt: Float32Array.of(0.7, -1.2),
      from: levelAt(on, 0.9),
      to: levelAt(on, 0.2),
      denoise: exact,
      normal: () => Float32Array.of(),
    }
    const slow = {
      ...arrayAlgebra,
      errorNorm: (...of: Parameters<typeof arrayAlgebra.errorNorm>) => Promise.resolve(arrayAlgebra.errorNorm(...of)),
    }
    const [ours, theirs] = [
      await rk45()({ ...input, algebra: arrayAlgebra }),
      await rk45()({ ...input, algebra: slow }),
    ]
    expect(theirs.next).toEqual(ours.next)
  })

  it('says so where the flow is not finite, or not to be solved', async () => {
    const on = vpProcess()
    const input = {
      algebra: arrayAlgebra,
      process: on,
      xt: Float32Array.of(1),
      from: levelAt(on, 1),
      to: levelAt(on, 0.5),
      normal: () => Float32Array.of(),
    }
    const said = (value: number) => ({ x0Hat: Float32Array.of(value), epsHat: Float32Array.of(value) })
    await expect(rk45()({ ...input, denoise: () => said(NaN) })).rejects.toThrow(
      new RangeError('The flow must be finite, and is not near t = 1.'),
    )
    let sign = 1
    await expect(rk45()({ ...input, denoise: () => said((sign *= -1) * 1e6) })).rejects.toThrow(
      'The flow must be solvable to the tolerance in 10000 steps',
    )
  })

  it.each([0, -1, NaN, 2])('refuses a tolerance of %d', (absolute) => {
    expect(() => rk45({ absolute, relative: 1e-5 })).toThrow('absolute must be a number in')
  })
})

it.each<[SamplerSpec, string]>([
  [{ id: 'euler-ancestral', eta: 1.5 }, 'eta must be a number in [0, 1], not 1.5.'],
  [{ id: 'heun', churn: 0.5 }, `churn must be a number in [0, ${Math.SQRT2 - 1}], not 0.5.`],
  [{ id: 'heun', churn: 0.1, tMin: 3, tMax: 2 }, 'tMin must be a number in [0, 2], not 3.'],
  [{ id: 'heun', churn: 0.1, noise: NaN }, 'noise must be a number in [0, 2], not NaN.'],
  [{ id: 'dpm-solver++', order: 4 }, 'order must be an integer in [1, 3], not 4.'],
  [{ id: 'sde-dpm-solver++', order: 3 }, 'order must be an integer in [1, 2], not 3.'],
  [{ id: 'lms', order: 0 }, 'order must be an integer in [1, 4], not 0.'],
  [{ id: 'predictor-corrector', snr: 0, count: 1 }, 'snr must be a number in (0, 0.5], not 0.'],
  [{ id: 'predictor-corrector', snr: 0.1, count: 0 }, 'count must be an integer in [1, 100], not 0.'],
  [{ id: 'langevin', step: -1 }, 'step must be a number in (0, 2], not -1.'],
  [{ id: 'annealed-langevin', step: 0.1, count: 1.5 }, 'count must be an integer in [1, 1000], not 1.5.'],
])('bad parameters are refused in a sentence: %j', (spec, sentence) => {
  expect(() => makeSampler(spec)).toThrow(new RangeError(sentence))
})

it('churn raises σ by its factor, and adds what the raised level lacks', () => {
  const on = edmProcess()
  const [from, to] = [levelAt(on, 10), levelAt(on, 5)]
  const seen: Level[] = []
  makeSampler({ id: 'heun', churn: 0.2, noise: 1 })({
    algebra: affineAlgebra,
    process: on,
    xt: [0, 10],
    from,
    to,
    normal: () => [0, 0, 1],
    denoise: (x, at) => {
      if (seen.push(at) === 1) expectClose(varianceOf(x), 144, 1e-9)
      return { x0Hat: [0], epsHat: x }
    },
  })
  expectClose(seen[0]?.noise ?? NaN, levelOfSigma(on, 12).noise, 1e-9)
})

it('churn is where it is asked for, and the last step is no exception', () => {
  const on = edmProcess()
  const drawn = (sigma: number, end: number, churn: Churn) => {
    let draws = 0
    makeSampler({ id: 'heun', ...churn })({
      algebra: affineAlgebra,
      process: on,
      xt: [0, 1],
      from: levelAt(on, sigma),
      to: levelAt(on, end),
      normal: () => {
        draws++
        return [0, 0, 1]
      },
      denoise: (x) => ({ x0Hat: [0], epsHat: x }),
    })
    return draws
  }
  expect([drawn(10, 5, { churn: 0.2, tMin: 10, tMax: 10 }), drawn(0.002, 0, { churn: 0.2 })]).toEqual([1, 1])
  expect([
    drawn(9.9, 5, { churn: 0.2, tMin: 10 }),
    drawn(10.1, 5, { churn: 0.2, tMax: 10 }),
    drawn(10, 5, { churn: 0 }),
  ]).toEqual([0, 0, 0])
})

describe('what is no past is not looked at', () => {
  const on = vpProcess()
  const [above, from, to] = [0.9, 0.6, 0.5].map((t) => levelAt(on, t)) as [Level, Level, Level]
  const past = (at: Level): Past<Affine> => ({ at, xt: [1], x0Hat: [3], epsHat: [-2] })
  const stepped = (spec: SamplerSpec, history: readonly Past<Affine>[]) =>
    makeSampler(spec)({
      algebra: affineAlgebra,
      xt: [0.7],
      from,
      to,
      history,
      denoise: (x) => ({ x0Hat: x, epsHat: x }),
      normal: () => [0],
    }).next

  it.each<SamplerSpec>([
    { id: 'dpm-solver++', order: 3 },
    { id: 'sde-dpm-solver++', order: 2 },
    { id: 'lms', order: 4 },
    { id: 'pndm' },
    { id: 'unipc' },
  ])('%j', (spec) => {
    const lower = stepped(spec, [])
    for (const at of [from, to, levelAt(flowProcess(), 1)])
      expect(stepped(spec, [past(at), past(above)])).toEqual(lower)
    expect(stepped(spec, [past(above)])).not.toEqual(lower)
  })
})

it('no network is asked between the last level and the data, where none was trained', () => {
  const on = discreteProcess(cosineSchedule())
  for (const spec of specs) {
    walked(makeSampler(spec), hopsOf(on, wholeTimes(karrasTimes(on, 9))), {
      algebra: arrayAlgebra,
      process: on,
      start: random(1),
      normal: random,
      denoise: (x, at) => {
        expect(at.t).toBeGreaterThanOrEqual(on.tMin)
        return { x0Hat: x, epsHat: x }
      },
    })
  }
})
