import { describe, expect, test } from 'vitest'
import '../../../src/walk/model/make-schedules'
import { runDefaults } from '../../../src/runs/run-defaults'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import { withEngineFrame } from '../../../src/walk/run/walk-run'
import { allowed, baseOf, frameAt, type Lane, lanesDue, recordedShare, shareAt } from '../../../src/walk/race/lanes'
import { gaussianStep } from './gaussian'

const base = baseOf({ ...defaults, clip: 'off' })
const of = (...patches: readonly Partial<Settings>[]) =>
  allowed(
    patches.map((patch, id) => ({ id, settings: { ...base, ...patch } })),
    { mode: 'evaluations', budget: 9 },
    {},
  )
const heun = { ...runDefaults('heun', 'edm'), grid: 'karras' } as const
const euler = { ...runDefaults('euler', 'edm'), grid: 'karras' } as const

function stepped(lane: Lane): Lane {
  const last = lane.run.frames.at(-1)
  if (!last) throw new Error('a run has a start')
  return {
    ...lane,
    run: withEngineFrame(lane.run, gaussianStep({ spec: lane.run.spec, at: { ...last, history: lane.run.past } })),
  }
}

test('a lane begins with the walk’s settings from pure noise, in one picture or four', () => {
  const lane = baseOf({ ...defaults, direction: 'forward', from: 400, samples: 9, study: 'race', judge: true })
  expect(lane).toMatchObject({
    direction: 'reverse',
    from: 'noise',
    samples: 4,
    study: null,
    judge: false,
    seed: defaults.seed,
  })
  expect(baseOf(defaults).samples).toBe(1)
  const branches = [{ id: 0, name: 'a', isShown: true, settings: defaults, past: [], frame: 0 }]
  expect(baseOf({ ...defaults, branches } as unknown as Settings)).toMatchObject({ past: [], branches: [], branch: 0 })
})

test('all lanes begin with the same noise, scaled by their first level', () => {
  const [a, b] = of(euler, { ...runDefaults('ddim') })
  const [x, y] = [a, b].map((lane) => lane?.run.frames[0]?.xt ?? new Float32Array())
  const [s, t] = [a, b].map((lane) => lane?.run.levels[0]?.noise ?? NaN)
  expect(x?.map((value) => value / (s ?? NaN))[5]).toBeCloseTo((y?.[5] ?? NaN) / (t ?? NaN), 5)
})

describe('under one playhead', () => {
  test('those step that have spent the least share of their cost, so that shares stay together', () => {
    let lanes = of(euler, heun)
    for (let i = 0; i < 40 && recordedShare(lanes) < 1; i++) {
      const due = lanesDue(lanes)
      lanes = lanes.map((lane) => (due.includes(lane) ? stepped(lane) : lane))
      const shares = lanes.map(({ run }) => shareAt(run, run.frames.length - 1))
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(2 / 9 + 1e-9) // a step of Heun
    }
    expect(lanes.map(({ run }) => run.frames.length - 1)).toEqual([9, 5])
    expect(lanes.map(({ run }) => run.frames.at(-1)?.nfe)).toEqual([9, 9])
  })

  test('each shows the last frame that it could pay with that share', () => {
    const [lane] = of(heun)
    let now = lane
    while (now && now.run.frames.length <= 5) now = stepped(now)
    if (!now) throw new Error('a lane is made')
    expect([0, 1 / 9, 2 / 9, 0.5, 8 / 9, 1].map((share) => frameAt(now.run, share))).toEqual([0, 0, 1, 2, 4, 5])
  })

  test('a lane that failed, or is refused, holds nobody up', () => {
    const [a, b, c] = of(euler, heun, { ...runDefaults('rk45') }) as [Lane, Lane, Lane]
    expect(c.refused).toBe(true)
    const failed = { ...b, fault: { code: 'network', details: {} } }
    expect(lanesDue([a, failed, c])).toEqual([a])
    expect(recordedShare([stepped(a), failed, c])).toBeCloseTo(1 / 9)
  })
})

test('what was walked stays where a lane walks the same, and goes where it walks something else', () => {
  const [a, b] = of(euler, heun).map(stepped) as [Lane, Lane]
  const same = allowed([a, { ...b, settings: { ...b.settings, guidance: 2 } }], { mode: 'evaluations', budget: 9 }, {})
  expect(same.map(({ run }) => run.frames.length)).toEqual([2, 1])
  expect(allowed([a, b], { mode: 'evaluations', budget: 10 }, {}).map(({ run }) => run.frames.length)).toEqual([1, 2]) // Heun takes 9 either way
})
