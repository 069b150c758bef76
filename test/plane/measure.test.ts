import { describe, expect, test } from 'vitest'
import { levelAt, type AnySamplerId } from '../../src/diffusion'
import { planeProcess } from '../../src/engine/protocol/plane-process'
import { conditionOf as askedBy, unguided } from '../../src/plane/changes'
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
import { floorOf, truthOf } from '../../src/plane/measure/truth'
import { SAMPLERS } from '../../src/runs/sampler-settings'
import { defaults, type PlaneSettings } from '../../src/plane/settings'
import { initialLearning } from '../../src/plane/store'
import { engine, few, never, points, thinned } from './measured'

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
    const reports: RaceProgress[] = []
    const at = (results: readonly Measured[], sampler: AnySamplerId, nfe: number) => {
      const one = results.find((each) => each.sampler === sampler && each.nfe === nfe)
      return one ? summary(one, 'sliced') : { mean: NaN, error: NaN }
    }
    await runRace(
      { engine: thinned, settings: defaults, samplers, truth, seed: 1 },
      (progress) => {
        reports.push(progress)
      },
      never,
    )
    const { results, done: doneRuns, total } = reports.at(-1) ?? { results: [], done: 0, total: 1 }
    expect(doneRuns).toBe(total)
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
