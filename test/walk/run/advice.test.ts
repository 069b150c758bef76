import { describe, expect, test } from 'vitest'
import { type Advice, adviceOn, asksTwice } from '../../../src/walk/run/advice'
import { leastSkip, nothingToGuide, possible } from '../../../src/walk/run/possible'
import { gridsOf, PROCESSES, SAMPLERS, withSampler } from '../../../src/runs/sampler-settings'
import '../../../src/walk/model/make-schedules'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { pathOf } from '../../../src/walk/model/path'

const advice = (patch: Partial<Settings>) => adviceOn({ ...defaults, ...patch })

test('the default walk, and every sampler as it is usually run, need no advice', () => {
  expect(advice({})).toEqual([])
  for (const sampler of SAMPLERS) expect(advice(withSampler(sampler)), sampler).toEqual([])
})

test.each<[Advice, Partial<Settings>, Partial<Settings>]>([
  ['fromPureNoise', { sampler: 'heun' }, { skip: 1 }],
  ['fromPureNoise', { sampler: 'pndm', grid: 'linspace' }, { grid: 'leading' }],
  ['fromPureNoise', { sampler: 'heun' }, { from: 500 }],
  ['noSignal', { sampler: 'reverse-sde', process: 'flow', grid: 'uniform' }, { skip: 1 }],
  ['evenSigma', { process: 'edm', grid: 'uniform' }, { grid: 'karras' }],
  ['fromPureNoise', { sampler: 'heun' }, { schedule: 'linear' }],
  ['few', { ...withSampler('annealed-langevin'), steps: 10 }, { steps: 50 }],
  ['unclipped', { clip: 'off' }, { clip: 'dynamic' }],
])('%s is said of %o, and no more after %o', (name, patch, mended) => {
  expect(advice(patch)).toContain(name)
  expect(advice({ ...patch, ...mended })).not.toContain(name)
})

describe('what controls set is possible', () => {
  test('the reverse SDE begins where there is signal, whatever the process and its grid', () => {
    for (const process of PROCESSES)
      for (const grid of gridsOf(process))
        for (const steps of [2, 5]) {
          const settings: Settings = { ...defaults, sampler: 'reverse-sde', process, grid, steps }
          for (const schedule of ['own', 'zero-terminal-snr'] as const) {
            const under = { ...settings, schedule }
            const [first] = pathOf({ ...under, ...possible(under) }).levels
            expect(first?.signal, `${process} ${grid} ${schedule}`).toBeGreaterThan(0)
          }
        }
  })

  test('others begin at the first level, and no more is skipped than there is', () => {
    expect(leastSkip({ ...defaults, process: 'flow', grid: 'uniform' })).toBe(0)
    expect(possible({ ...defaults, steps: 4, skip: 9 })).toEqual({ grid: 'trailing', skip: 3 })
    expect(possible({ ...defaults, process: 've' })).toEqual({ grid: 'uniform', skip: 0 })
  })
})

test('guidance asks twice unless w is 1, or 0 without rescaling; and leads nowhere between a digit and itself', () => {
  expect(
    [1, 0, 3, -1].map((guidance) => asksTwice({ guide: 'classifier-free', guidance, rescaleOutput: 0, rescaleX0: 0 })),
  ).toEqual([false, false, true, true])
  expect(asksTwice({ guide: 'classifier-free', guidance: 0, rescaleOutput: 0.5, rescaleX0: 0 })).toBe(true)
  expect(asksTwice({ guide: 'classifier', guidance: 3, rescaleOutput: 0, rescaleX0: 0 })).toBe(false)
  const nothingTo = (patch: Partial<Settings>) => nothingToGuide({ ...defaults, ...patch })
  expect([nothingTo({ label: null }), nothingTo({ label: 3, negative: 3 }), nothingTo({ label: 3 })]).toEqual([
    true,
    true,
    false,
  ])
})
