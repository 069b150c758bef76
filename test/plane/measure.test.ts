import { describe, expect, test } from 'vitest'
import { dataSetOracle, levelAt, normalArray, permutationTest, type AnySamplerId } from '../../src/diffusion'
import { AnswerFailed } from '../../src/engine/page/plane/client'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import type { PointSet } from '../../src/engine/protocol/plane'
import { asked as askedBy, type PlaneGuidance, unguided } from '../../src/plane/changes'
import {
  judged,
  shareOfClass,
  shiftBetween,
  spreadOf,
  sweepScales,
  type GuidedTruth,
} from '../../src/plane/measure/guidance-truth'
import {
  fourthOrder,
  measureErrors,
  observedOrder,
  probesAt,
  rootMeanSquare,
  type StepError,
} from '../../src/plane/measure/likelihood-errors'
import { stepsFor, usualRun, wholeRun } from '../../src/plane/measure/measured-run'
import {
  BUDGETS,
  heatsOf,
  type Measured,
  nearest,
  raceCsv,
  ROUNDS,
  type RaceProgress,
  runRace,
  summary,
  withRun,
} from '../../src/plane/measure/race'
import { guidanceSubject, likelihoodSubject, raceSubject, sameSubject } from '../../src/plane/measure/subject'
import { drawnFrom, floorOf, truthOf, truthPoints } from '../../src/plane/measure/truth'
import { askDensities } from '../../src/plane/measure/use-densities'
import { SAMPLERS } from '../../src/runs/sampler-settings'
import { defaults, type PlaneSettings } from '../../src/plane/settings'
import { initialLearning } from '../../src/plane/store'
import { expectClose } from '../diffusion/closeness'
import { arrayEngine } from './array-engine'

/** Two blobs, one a class, 2 apart. */
const N = 60
const points: PointSet = {
  xy: normalArray({ seed: 8, purpose: 'start', step: 0, sample: 0 }, 2 * N).map(
    (z, k) => 0.4 * z + (k % 2 === 0 ? (k < N ? -1 : 1) : 0),
  ),
  labels: Uint8Array.from({ length: N }, (_, i) => Number(i >= N / 2)),
}
const few = 150 // particles: tests over arrays are slow with more
const engine = arrayEngine(points)
const thinned: typeof engine = {
  sample: (spec, start, signal) => engine.sample({ ...spec, particles: few }, start.subarray(0, 2 * few), signal),
}
const never = new AbortController().signal

describe('a run that is measured', () => {
  test('begins at pure noise and ends on the data, with as many steps as its evaluations pay for', async () => {
    for (const sampler of SAMPLERS.filter((id) => id !== 'rk45' && id !== 'langevin')) {
      for (const budget of [1, 2, 6, 16]) {
        const steps = stepsFor(usualRun(defaults, sampler, 1), budget)
        if (steps < 1) continue
        const { spec, start } = wholeRun(usualRun(defaults, sampler, steps), 4, 1)
        expect(spec.levels.at(-1)?.noise).toBe(0)
        expect(start).toHaveLength(8)
        const { nfe } = await engine.sample(spec, start)
        expect(nfe, `${sampler} at ${budget}`).toBeLessThanOrEqual(budget)
        expect(nfe, `${sampler} at ${budget}`).toBeGreaterThan(budget / 3)
      }
    }
  })

  test('asks nobody for a variance that only networks have', () => {
    expect(wholeRun(usualRun({ ...defaults, variance: 'learned' }, 'ddpm', 10), 4, 1).spec.sampler).toEqual({
      id: 'ddpm',
      variance: 'beta-tilde',
    })
  })
})

describe('the race', () => {
  const samplers: AnySamplerId[] = ['euler', 'dpm-solver++']

  test('has each sampler at each number of steps once, cheapest first', () => {
    const heats = heatsOf(['ddim', 'rk4'], defaults)
    expect(new Set(heats.map(({ sampler, steps }) => `${sampler} ${steps}`)).size).toBe(heats.length)
    expect(heats.filter(({ sampler }) => sampler === 'ddim').map(({ steps }) => steps)).toEqual([...BUDGETS])
    expect(heatsOf(['annealed-langevin'], defaults, [4])).toEqual([]) // five evaluations a level
    expect(heatsOf(['heun'], defaults, [1, 2, 3]).map(({ steps }) => steps)).toEqual([1, 2]) // its last step takes one
    const student = { ...defaults, answerer: 'student' } as const
    for (const sampler of ['ddim', 'heun', 'annealed-langevin'] as const)
      expect(heatsOf([sampler], student, [1, 2, 4]).map(({ steps }) => steps)).toEqual([1, 2, 4])
  })

  test('finds that more evaluations come nearer to the data, and a second order nearer with as few', async () => {
    const truth = truthOf(points.xy)
    const told: RaceProgress[] = []
    const at = (results: readonly Measured[], sampler: AnySamplerId, nfe: number) => {
      const one = results.find((each) => each.sampler === sampler && each.nfe === nfe)
      return one ? summary(one, 'sliced') : { mean: NaN, error: NaN }
    }
    await runRace(
      { engine: thinned, settings: defaults, samplers, truth, seed: 1 },
      (progress) => {
        told.push(progress)
      },
      never,
    )
    const { results, done, total } = told.at(-1) ?? { results: [], done: 0, total: 1 }
    expect(done).toBe(total)
    expect(total).toBe(ROUNDS * 2 * BUDGETS.length)
    expect(results.every(({ runs }) => runs.length === ROUNDS)).toBe(true)
    expect(at(results, 'euler', 4).mean).toBeGreaterThan(2 * at(results, 'euler', 50).mean)
    expect(at(results, 'dpm-solver++', 12).mean + at(results, 'dpm-solver++', 12).error).toBeLessThan(
      at(results, 'euler', 12).mean,
    )
    const floor = await floorOf(points.xy, truth, few)
    expect(at(results, 'dpm-solver++', 50).mean).toBeLessThan(2 * floor.sliced.mean)
    expect(nearest(results, 'sliced', 16)).toBe('dpm-solver++')
  }, 60_000)

  test('keeps what was measured when it is stopped', async () => {
    const controller = new AbortController()
    let last: RaceProgress | undefined
    const race = runRace(
      { engine: thinned, settings: defaults, samplers, truth: truthOf(points.xy), seed: 1 },
      (progress) => {
        last = progress
        if (progress.done === 5) controller.abort()
      },
      controller.signal,
    )
    await expect(race).rejects.toThrow()
    expect(last?.done).toBe(5)
    expect(last?.results).toHaveLength(5)
  })

  test('writes every heat as a row', () => {
    const results = withRun(
      withRun([], { sampler: 'ddim', steps: 4 }, 4, { sliced: 1, energy: 2 }),
      { sampler: 'ddim', steps: 4 },
      4,
      { sliced: 3, energy: 4 },
    )
    expect(raceCsv(results).split('\n').slice(1)).toEqual(['ddim,4,4,2,2,1,3,1', ''])
    expect(raceCsv(withRun([], { sampler: 'ddim', steps: 4 }, 4, { sliced: 1, energy: 2 }))).toContain(
      'ddim,4,4,1,1,,2,\n',
    )
    expect(nearest(results, 'sliced', 3)).toBeUndefined()
  })
})

describe('figures', () => {
  const network = { ...defaults, answerer: 'network' } as const
  const state = { points, settings: network, learning: { ...initialLearning, step: 500 } }
  const level = levelAt(planeProcess({ id: 'discrete', schedule: 'cosine' }), 300)
  const question = {
    answerer: 'network',
    process: { id: 'discrete', schedule: 'cosine' },
    ...askedBy(unguided),
  } as const
  const subjects = {
    race: raceSubject,
    guidance: (of: typeof state) => guidanceSubject(of, 1),
    likelihood: (of: typeof state) => likelihoodSubject(of, question, level, 16),
  }
  const withSettings = (patch: Partial<PlaneSettings>) =>
    ({ ...state, settings: { ...network, ...patch } }) as typeof state

  test.each(Object.keys(subjects) as (keyof typeof subjects)[])(
    'of the %s are old once the points are others, or the network has learned on; not before',
    (kind) => {
      const of = subjects[kind]
      expect(sameSubject(of(state), of({ ...state }))).toBe(true)
      expect(sameSubject(of(state), of(withSettings({ arrows: 'score', t: 40, frame: 3 })))).toBe(true)
      expect(sameSubject(of(state), of({ ...state, points: { ...points } }))).toBe(false)
      expect(sameSubject(of(state), of({ ...state, learning: { ...state.learning, step: 520 } }))).toBe(false)
    },
  )

  test('of guidance are of the room’s own run: another sampler, step, parameter, grid, process or schedule makes them old, another w does not', () => {
    const same = (patch: Partial<PlaneSettings>) =>
      sameSubject(subjects.guidance(state), subjects.guidance(withSettings(patch)))
    for (const patch of [
      { sampler: 'ddpm' },
      { steps: 7 },
      { eta: 0.5 },
      { grid: 'leading' },
      { process: 'edm' },
      { schedule: 'linear' },
      { seed: 9 },
    ] as const)
      expect(same(patch)).toBe(false)
    expect(same({ guidance: { ...unguided, kind: 'classifier' } })).toBe(false)
    expect(same({ guidance: { ...unguided, label: 0, scale: 5 } })).toBe(true)
  })

  test('of a race are of its own samplers: the room’s sampler and steps are no part of them, its schedule and guidance are', () => {
    const same = (patch: Partial<PlaneSettings>) => sameSubject(raceSubject(state), raceSubject(withSettings(patch)))
    for (const patch of [{ sampler: 'heun' }, { steps: 7 }, { process: 'edm' }, { eta: 0.5 }] as const)
      expect(same(patch)).toBe(true)
    for (const patch of [
      { schedule: 'linear' },
      { guidance: { ...unguided, label: 1 } },
      { variance: 'beta' },
      { answerer: 'exact' },
    ] as const)
      expect(same(patch)).toBe(false)
  })

  test('of a likelihood are of its level by what that says, and of who is asked', () => {
    const { likelihood } = subjects
    expect(sameSubject(likelihood(state), likelihoodSubject(state, { ...question }, { ...level }, 16))).toBe(true)
    expect(sameSubject(likelihood(state), likelihoodSubject(state, question, { ...level, noise: 0.1 }, 16))).toBe(false)
    expect(
      sameSubject(likelihood(state), likelihoodSubject(state, { ...question, answerer: 'exact' }, level, 16)),
    ).toBe(false)
  })
})

describe('what particles are held against', () => {
  test('is all points, or those of the class that is asked for', () => {
    expect(truthPoints(points, unguided)).toHaveLength(2 * N)
    expect(truthPoints(points, { label: 1, scale: 3 })).toEqual(points.xy.slice(N))
    expect(truthPoints(points, { label: 1, scale: 0 })).toHaveLength(2 * N)
  })

  test('has a floor that draws of it reach: a permutation test cannot tell them', async () => {
    const drawn = drawnFrom(points.xy, few, 3, 0)
    expect(
      permutationTest(drawn, points.xy, 2, { seed: 1, purpose: 'points', step: 0, sample: 9 }).pValue,
    ).toBeGreaterThan(0.02)
    const truth = truthOf(points.xy)
    const floor = await floorOf(points.xy, truth, few)
    expect(truth.distances(drawn).energy).toBeLessThan(4 * floor.energy.mean)
    expect(truth.distances(points.xy.map((value) => value + 1)).energy).toBeGreaterThan(10 * floor.energy.mean)
  })
})

describe('guided particles', () => {
  const settings = { ...defaults, steps: 24, sampler: 'dpm-solver++', grid: 'log-snr' } as const
  async function sweep(kind: PlaneGuidance['kind'], scales: readonly number[]): Promise<readonly GuidedTruth[]> {
    let found: readonly GuidedTruth[] = []
    await sweepScales(
      { engine: thinned, settings: { ...settings, guidance: { ...unguided, kind } }, points, label: 1, seed: 4 },
      scales,
      (now) => {
        found = now
      },
      never,
    )
    return found
  }

  test('are the class itself at w = 1, everything at w = 0, and neither beyond: were they of p(x)·p(y|x)ʷ, w > 1 would change nothing', async () => {
    const [everyone, itself, strong, stronger] = await sweep('classifier-free', [0, 1, 3, 8])
    const conditional = truthPoints(points, { label: 1, scale: 1 })
    const floor = (await floorOf(conditional, truthOf(conditional), few)).energy.mean
    expect(everyone?.rightClass).toBeGreaterThan(0.3)
    expect(everyone?.rightClass).toBeLessThan(0.7)
    expect(itself?.rightClass).toBeGreaterThan(0.98)
    expect(itself?.energy).toBeLessThan(4 * floor)
    expect(strong?.energy).toBeGreaterThan(10 * floor)
    expect(stronger?.energy).toBeGreaterThan(strong?.energy ?? NaN)
    expect(stronger?.spread).toBeLessThan(0.8)
    expect(itself?.spread).toBeGreaterThan(0.85)
    expect(stronger?.shift).toBeGreaterThan(3 * (itself?.shift ?? NaN))
  }, 60_000)

  test('are the same by a classifier and without one, where both are exact', async () => {
    const [[free], [classified]] = [await sweep('classifier-free', [3]), await sweep('classifier', [3])]
    expectClose(classified?.energy ?? NaN, free?.energy ?? NaN, 1e-3)
    expectClose(classified?.spread ?? NaN, free?.spread ?? NaN, 1e-3)
  }, 60_000)

  test('of a class of one point have no spread beside its own, which is none', () => {
    const two = { xy: Float32Array.of(0, 0, 1, 0, 5, 5), labels: Uint8Array.of(0, 0, 1) }
    expect(judged(1, Float32Array.of(5, 5, 4, 5), two, 1)).toMatchObject({ spread: NaN, shift: 0.5 })
    expect(judged(1, Float32Array.of(5, 5, 5, 5), two, 1).spread).toBeNaN()
    expectClose(judged(1, Float32Array.of(0, 0, 1, 0), two, 0).spread, 1)
  })

  test('are described by what can be counted', () => {
    expectClose(spreadOf(Float32Array.of(0, 0, 2, 0)), Math.SQRT1_2)
    expectClose(shiftBetween(Float32Array.of(0, 0, 2, 0), Float32Array.of(4, 4)), 5)
    const three = { xy: Float32Array.of(0, 0, 1, 0, 5, 5), labels: Uint8Array.of(0, 0, 1) }
    expectClose(shareOfClass(Float32Array.of(0.1, 0, 4, 5, 5, 4, 5, 5), three, 1), 0.75)
  })
})

describe('the likelihood at a place', () => {
  const asked = {
    question: { answerer: 'network', process: { id: 'flow', schedule: 'cosine' }, ...askedBy(unguided) },
    at: { t: 0.5, signal: 0.5, noise: 0.5 },
    x: 0,
    y: 0,
    steps: 16,
    learned: '',
  } as const
  const evaluate = () =>
    Promise.resolve({ score: new Float32Array(2), x0Hat: new Float32Array(2), logDensity: Float32Array.of(-2), ms: 0 })

  test('is told both ways, or why it cannot be had', async () => {
    const likelihood = () => Promise.resolve(Float32Array.of(-3))
    expect(await askDensities({ evaluate, likelihood }, asked, never)).toEqual({ exact: -2, flow: -3 })
    const wide = await askDensities({ evaluate, likelihood }, { ...asked, at: { t: 3, signal: 1, noise: 3 } }, never)
    expect(wide).toEqual({ exact: Math.fround(Math.log(10) - 2), flow: Math.fround(Math.log(10) - 3) }) // of what is drawn, divided by √10
    const fault = { code: 'plane-no-network', details: {} }
    expect(
      await askDensities({ evaluate, likelihood: () => Promise.reject(new AnswerFailed(fault)) }, asked, never),
    ).toEqual({ fault })
  })
})

describe('the error of the flow’s likelihood', () => {
  test('is measured where the data’s noisy points are, at more and more steps', async () => {
    const question = {
      answerer: 'exact',
      process: { id: 'discrete', schedule: 'cosine' },
      ...askedBy(unguided),
    } as const
    const at = levelAt(planeProcess(question.process), 300)
    const probes = probesAt(points.xy, at, 1, 20)
    const oracle = dataSetOracle(points.xy, 2)
    const exact = Float32Array.from({ length: 20 }, (_, i) => oracle.logDensity(probes.subarray(2 * i, 2 * i + 2), at))
    expect(Math.min(...exact)).toBeGreaterThan(-8)
    const told: (readonly StepError[])[] = []
    const fake = {
      evaluate: () =>
        Promise.resolve({ score: new Float32Array(), x0Hat: new Float32Array(), logDensity: exact, ms: 0 }),
      likelihood: ({ steps }: { steps: number }) => Promise.resolve(exact.map((value) => value + steps ** -4)),
    }
    await measureErrors(
      { engine: fake, question, at, points: probes },
      (found) => {
        told.push(found)
      },
      never,
    )
    expect(told.at(-1)?.[1]?.error).toBeCloseTo(6 ** -4, 5)
    expect(told.map((found) => found.length)).toEqual(told.map((_, i) => i + 1))
  })

  test('has an order, beside a line of order 4', () => {
    const found = [4, 8, 16].map((steps) => ({ steps, error: steps ** -4 }))
    expectClose(observedOrder([...found, { steps: 32, error: 16 ** -4 }]), 4)
    expect(observedOrder(found.slice(0, 2))).toBeNaN()
    expect(fourthOrder(found).map(({ steps }) => steps)).toEqual([4, 16])
    expectClose(rootMeanSquare(Float32Array.of(1, 2), Float32Array.of(1, 4)), Math.SQRT2)
    expect(rootMeanSquare(Float32Array.of(1, NaN), Float32Array.of(1, 4))).toBeNaN()
  })
})
