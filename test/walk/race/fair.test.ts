import { describe, expect, test } from 'vitest'
import { samplerInfo } from '../../../src/diffusion'
import '../../../src/walk/model/make-schedules'
import { runDefaults } from '../../../src/runs/run-defaults'
import { SAMPLERS, samplerSpec } from '../../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { withEngineFrame } from '../../../src/walk/run/walk-run'
import { evaluationsOf, totalEvaluations } from '../../../src/walk/race/evaluations'
import { evenBudget, plansOf } from '../../../src/walk/race/fair'
import { stepOf } from '../../../src/walk/race/driver'
import { allowed, baseOf } from '../../../src/walk/race/lanes'
import { isOffered, PRESETS, startOf } from '../../../src/walk/race/presets'
import { titlesOf } from '../../../src/walk/race/titles'
import { gaussianStep } from './gaussian'

const base = baseOf({ ...defaults, clip: 'off' })
const edm = (sampler: Settings['sampler']): Settings => ({ ...base, ...runDefaults(sampler, 'edm'), grid: 'karras' })

describe('how often a run asks its network', () => {
  test.each(SAMPLERS.filter((sampler) => sampler !== 'rk45'))('%s: as counted before it is walked', (sampler) => {
    const settings = { ...base, ...runDefaults(sampler), steps: 6 }
    const counted = evaluationsOf(settings)
    const [lane] = allowed([{ id: 1, settings }], { mode: 'own', budget: 1 }, {})
    if (!lane) throw new Error('a lane is made of settings')
    let { run } = lane
    while (run.frames.length < run.levels.length) run = withEngineFrame(run, gaussianStep(stepOf(run)))
    const evaluations = run.frames.map(({ nfe }) => nfe)
    expect(evaluations).toEqual(counted)
  })

  test('Heun asks once at its last step, and PNDM twice at its first', () => {
    expect(evaluationsOf({ ...edm('heun'), steps: 4 })).toEqual([0, 2, 4, 6, 7])
    expect(evaluationsOf({ ...base, ...runDefaults('pndm'), skip: 1, steps: 5 })?.slice(0, 3)).toEqual([0, 2, 3])
  })

  test('guidance asks twice where it compares two answers, and only between its limits', () => {
    const at = (patch: Partial<Settings>) => totalEvaluations({ ...base, steps: 10, ...patch })
    expect(at({})).toBe(10)
    expect(at({ guidance: 3 })).toBe(20)
    expect(at({ guidance: 0 })).toBe(10)
    expect(at({ guide: 'classifier', guidance: 3 })).toBe(10)
    const limited = at({ guidance: 3, guideMin: 0.5, guideMax: 5 }) ?? 0
    expect(limited).toBeGreaterThan(10)
    expect(limited).toBeLessThan(20)
  })

  test('of an adaptive sampler nobody knows before', () => {
    expect(totalEvaluations({ ...base, ...runDefaults('rk45') })).toBeNull()
  })
})

describe('at equal evaluations', () => {
  const lanes = [edm('euler'), edm('heun'), edm('dpm-solver++'), edm('rk4')]

  test('every lane that can spend them to the last does', () => {
    const plans = plansOf(lanes, { mode: 'evaluations', budget: 21 })
    expect(plans.map(({ evaluations }) => evaluations)).toEqual([21, 21, 21, 21])
    expect(plans.map(({ settings }) => settings.steps)).toEqual([21, 11, 21, 6])
  })

  test('one that cannot spends fewer, and the nearest number that all can spend is found', () => {
    const plans = plansOf(lanes, { mode: 'evaluations', budget: 20 })
    expect(plans.map(({ evaluations }) => evaluations)).toEqual([20, 19, 20, 17])
    expect(evenBudget(lanes, 20)).toBe(21)
    expect(evenBudget(lanes, 21)).toBe(21)
  })

  test('an adaptive sampler is refused, and the others race', () => {
    const plans = plansOf([edm('euler'), edm('rk45')], { mode: 'evaluations', budget: 20 })
    expect(plans.map(({ refused }) => refused)).toEqual([false, true])
  })

  test('no allowance is spent beyond, whatever the sampler, unless one step costs more', () => {
    for (const sampler of SAMPLERS)
      for (const budget of [1, 2, 7, 50]) {
        const settings = { ...base, ...runDefaults(sampler) }
        const [plan] = plansOf([settings], { mode: 'evaluations', budget })
        if (!plan || plan.refused) continue
        const { nfe } = samplerInfo(samplerSpec(settings))
        expect(plan.evaluations).toBeGreaterThanOrEqual(1)
        if (plan.settings.steps > 1) expect(plan.evaluations).toBeLessThanOrEqual(budget)
        else expect(plan.evaluations).toBeLessThanOrEqual(Math.max(budget, 2 * nfe))
      }
  })
})

test('at equal steps every lane takes them; with steps of its own each lane keeps its own', () => {
  const lanes = [
    { ...edm('euler'), steps: 7 },
    { ...edm('rk45'), steps: 9 },
  ]
  expect(plansOf(lanes, { mode: 'steps', budget: 12 }).map(({ settings }) => settings.steps)).toEqual([12, 12])
  expect(plansOf(lanes, { mode: 'own', budget: 12 }).map(({ settings }) => settings.steps)).toEqual([7, 9])
})

test('at equal time a network that costs twice as much is asked half as often', () => {
  const lanes = [base, { ...base, model: 'growing' }]
  const steps = (costs: Readonly<Record<string, number>>) =>
    plansOf(lanes, { mode: 'time', budget: 40 }, costs).map(({ evaluations }) => evaluations)
  expect(steps({})).toEqual([40, 40])
  expect(steps({ 'digits-v': 10, growing: 20 })).toEqual([40, 20])
  expect(steps({ 'digits-v': 10, growing: 2.5 })).toEqual([40, 160])
})

describe.each(PRESETS)('the preset “%s”', (preset) => {
  const { lanes, allowance } = startOf(preset, baseOf(defaults))

  test('has two to six lanes with the same noise, and spends equally often', () => {
    expect(isOffered(preset)).toBe(true)
    expect(lanes.length).toBeGreaterThanOrEqual(2)
    expect(lanes.length).toBeLessThanOrEqual(6)
    expect(new Set(lanes.map(({ seed }) => seed))).toEqual(new Set([defaults.seed]))
    const plans = plansOf(lanes, allowance)
    expect(plans.map(({ evaluations }) => evaluations)).toEqual(lanes.map(() => allowance.budget))
  })
})

test('the two ways of guidance race at the same w beside the network alone, and their titles say so', () => {
  const { lanes } = startOf('guidance', baseOf(defaults))
  expect(lanes.map(({ guide, guidance }) => [guide, guidance])).toEqual([
    ['classifier-free', 1],
    ['classifier-free', 2],
    ['classifier', 2],
  ])
  const titles = titlesOf(lanes)
  expect(titles[0]).toContain('asked for “Digit 3”, w = 1')
  expect(titles[1]).toContain('w = 2')
  expect(titles[2]).toContain('by a classifier, w = 2')
})
