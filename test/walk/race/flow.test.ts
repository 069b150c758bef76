import { describe, expect, test } from 'vitest'
import { type Level, logSnr, noiseToSignal } from '../../../src/diffusion'
import '../../../src/walk/model/make-schedules'
import { runDefaults } from '../../../src/runs/run-defaults'
import { defaults, type Settings } from '../../../src/walk/model/settings'
import type { WalkRun } from '../../../src/walk/run/walk-run'
import { withEngineFrame } from '../../../src/walk/run/walk-run'
import {
  distanceAt,
  type Flow,
  FLOW_STEPS,
  flowAfter,
  flowIsDone,
  flowKey,
  flowLevels,
  flowOf,
  flowStep,
  flowSteps,
  followsFlow,
  isFollowed,
} from '../../../src/walk/race/flow'
import { allowed, baseOf } from '../../../src/walk/race/lanes'
import { DEVIATION, gaussianStep } from './gaussian'

const base = baseOf({ ...defaults, clip: 'off' })
const runOf = (patch: Partial<Settings>): WalkRun => {
  const [lane] = allowed([{ id: 1, settings: { ...base, ...patch } }], { mode: 'own', budget: 1 }, {})
  if (!lane) throw new Error('a lane is made of settings')
  return lane.run
}
function walked(run: WalkRun): WalkRun {
  let now = run
  while (now.frames.length < now.levels.length) {
    const last = now.frames.at(-1)
    if (!last) throw new Error('a run has a start')
    now = withEngineFrame(now, gaussianStep({ spec: now.spec, at: { ...last, history: now.past } }))
  }
  return now
}
function followed(runs: readonly WalkRun[]): Flow {
  let flow = flowOf(runs)
  if (!flow) throw new Error('runs have a flow')
  while (!flowIsDone(flow)) flow = flowAfter(flow, gaussianStep(flowStep(flow)))
  return flow
}
const edm = (sampler: Settings['sampler'], steps: number) =>
  runOf({ ...runDefaults(sampler, 'edm'), grid: 'karras', steps })

describe('the exact flow', () => {
  const lanes = [edm('euler', 12), edm('heun', 7), runOf({ ...runDefaults('ddim'), steps: 10, skip: 1 })]

  test('visits the levels of its lanes, and a thousand between them, each once and in falling noise', () => {
    const [euler, heun] = lanes.slice(0, 2) as [WalkRun, WalkRun]
    const levels = flowLevels([euler, heun])
    const at = levels.map(logSnr)
    expect(at.every((value, i) => i === 0 || value > (at[i - 1] ?? NaN))).toBe(true)
    for (const { levels: ownLevels } of [euler, heun])
      for (const level of ownLevels)
        expect(
          Math.min(...at.map((value) => (value === logSnr(level) ? 0 : Math.abs(value - logSnr(level))))),
        ).toBeLessThan(1e-4)
    expect(Math.abs(levels.length - 1 - FLOW_STEPS)).toBeLessThan(30)
  })

  test('of the network’s own process is its thousand steps', () => {
    const run = runOf({ ...runDefaults('ddim'), steps: 50 })
    expect(flowLevels([run])).toHaveLength(FLOW_STEPS + 1)
    expect(flowLevels([run]).at(-1)?.noise).toBe(0)
  })

  test('of Gaussian data is y(σ̂) = y₀·√((s² + σ̂²)/(s² + σ̂₀²))', () => {
    const [euler] = lanes as [WalkRun]
    const flow = followed([euler])
    const [start] = euler.levels
    const y0 = euler.frames[0]?.xt[0] ?? NaN
    const exact = (at: Level) => {
      const spread = (level: Level) => Math.sqrt(DEVIATION ** 2 + noiseToSignal(level) ** 2)
      return start ? (y0 * spread(at)) / spread(start) : NaN
    }
    for (const [index, at] of euler.levels.entries()) {
      if (index === 0) continue
      const states = [...flow.states.values()]
      expect(Math.min(...states.map((state) => Math.abs((state[0] ?? NaN) - exact(at))))).toBeLessThan(
        1e-3 * Math.max(1, Math.abs(exact(at))),
      )
    }
  })
})

describe('the distance of a lane', () => {
  test('falls with its steps, faster for a higher order, at the same evaluations', () => {
    const endOf = (run: WalkRun) => {
      const finishedRun = walked(run)
      return distanceAt(finishedRun, finishedRun.levels.length - 1, followed([run])) ?? NaN
    }
    const euler = [edm('euler', 21), edm('euler', 81)].map(endOf) as [number, number]
    const heun = [edm('heun', 11), edm('heun', 41)].map(endOf) as [number, number]
    expect(heun[1]).toBeLessThan(euler[1])
    expect(euler[0] / euler[1]).toBeGreaterThan(3)
    expect(heun[0] / heun[1]).toBeGreaterThan(8)
  })

  test('is none at the common start, and none of a flow that was not followed', () => {
    const run = walked(edm('euler', 5))
    expect(distanceAt(run, 0, followed([run]))).toBeUndefined()
    expect(distanceAt(run, 3, undefined)).toBeUndefined()
  })

  test('is none of a lane that draws fresh noise, though another’s flow begins where it does', () => {
    const [ddpm, ddim] = [runDefaults('ddpm'), runDefaults('ddim')].map((run) => walked(runOf({ ...run, steps: 10 })))
    if (!ddpm || !ddim) throw new Error('two lanes race')
    const flow = followed([ddim])
    expect(flowKey(ddpm)).toBe(flowKey(ddim))
    expect(distanceAt(ddim, 10, flow)).toBeGreaterThan(0)
    expect(distanceAt(ddpm, 10, flow)).toBeUndefined()
  })

  test('is of x/α: one flow serves lanes of two processes that begin at the same log-SNR, and the same steps leave it equally far', () => {
    const run = { ...runDefaults('euler', 'edm'), grid: 'log-snr', steps: 9 } as const
    const runs = [runOf(run), runOf({ ...run, process: 'discrete' })].map(walked)
    expect(new Set(runs.map(flowKey)).size).toBe(1)
    const flow = followed(runs)
    const [there, here] = runs.map((each) => distanceAt(each, 8, flow) ?? NaN)
    expect(there).toBeGreaterThan(0)
    expect(Math.abs(Math.log((here ?? NaN) / (there ?? NaN)))).toBeLessThan(0.3)
  })
})

test('lanes share a flow where they begin alike and are asked for the same; fresh noise has none', () => {
  const [euler, heun, led] = [edm('euler', 5), edm('heun', 9), runOf({ ...runDefaults('euler', 'edm'), guidance: 3 })]
  expect(flowKey(euler)).toBe(flowKey(heun))
  expect(flowKey(led)).not.toBe(flowKey(euler))
  expect(followsFlow(euler)).toBe(true)
  for (const patch of [runDefaults('ddpm'), { ...runDefaults('ddim'), eta: 0.5 }, runDefaults('langevin')])
    expect(followsFlow(runOf(patch))).toBe(false)
})

test('a flow that was followed for other levels is followed again', () => {
  const run = edm('euler', 5)
  const flow = followed([run])
  expect(isFollowed([run], flow)).toBe(true)
  expect(isFollowed([run, edm('euler', 6)], flow)).toBe(false)
  expect(isFollowed([run], { ...flow, index: flowSteps(flow) - 1 })).toBe(false)
})
