import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrayAlgebra,
  cosineSchedule,
  denoised,
  discreteProcess,
  edmProcess,
  flowProcess,
  karrasTimes,
  levelAt,
  logSnrTimes,
  makeSampler,
  samplerInfo,
  timeGrid,
  uniformTimes,
  vpProcess,
  zeroTerminalSnr,
  type Prediction,
  type Process,
  type SamplerSpec,
} from '../../src/diffusion'
import { largestError, partError } from './closeness'
import { type Gaussian } from './gaussian'
import { exactWalk, hopsOf, walked, type Hop } from './runs'
import { processes, random, specs } from './solver-cases'

/** A run over arrays with a network that says nonsense, clipped; counts what is asked. */
function nonsense(spec: SamplerSpec, process: Process, path: readonly Hop[], prediction: Prediction = 'epsilon') {
  const calls = { network: 0, noise: 0 }
  const noise = path[0]?.from.noise ?? 1
  const steps = walked(makeSampler(spec), path, {
    algebra: arrayAlgebra,
    process,
    start: random(1000).map((z) => z * noise),
    denoise: (x, at, step) => {
      calls.network++
      return denoised(arrayAlgebra, x, at, random(2000 + step), { prediction, clip: true })
    },
    normal: (step, draw) => {
      calls.noise++
      return random(step, draw)
    },
  })
  return { steps, calls }
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
    const isLastStepUsual = ['lms', 'pndm'].includes(spec.id) // their last step is like any other
    if (!isLastStepUsual && spec.id !== 'annealed-langevin')
      expect(largestError(run.steps.at(-1)?.next ?? [], run.steps.at(-1)?.x0Hat ?? [])).toBeLessThan(1e-6)
  })

  it('costs no more than its description says, and draws only if it says so', () => {
    const { nfe, stochastic, memory } = samplerInfo(spec)
    const { calls: counts } = nonsense(spec, process, path)
    const start = spec.id !== 'pndm' ? 0 : spec.start ? 9 : 1 // more looks at the first steps
    expect(counts.network).toBeLessThanOrEqual(9 * nfe + Math.max(start, 1))
    expect(counts.network).toBeGreaterThanOrEqual(8 * nfe + 1)
    expect(counts.noise > 0).toBe(stochastic)
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
