import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cosineSchedule, normalArray, samplerInfo } from '../../src/diffusion'
import { advance } from '../../src/engine/worker/pictures/lanes'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { closeRun, openRun, stepRun } from '../../src/engine/worker/pictures/run'
import type { LaneOutcome, LaneStep } from '../../src/engine/protocol/lanes'
import type { Frame, RunSpec, Standing } from '../../src/engine/protocol/pictures'
import { buildUNet, counters, memory } from '../../src/network'
import '../../src/walk/model/make-schedules'
import { specOf } from '../../src/walk/run/spec'
import { SAMPLERS, withSampler } from '../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { emptyRun, withEngineFrame } from '../../src/walk/run/walk-run'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const STEPS = 4
const settingsOf = (patch: Partial<Settings>): Settings => ({ ...defaults, steps: STEPS, seed: 7, ...patch })
const startOf = ({ levels }: RunSpec) =>
  normalArray({ seed: 7, purpose: 'start', step: 0, sample: 0 }, 784).map((z) => z * (levels[0]?.noise ?? NaN))

let loaded: Loaded
beforeAll(async () => {
  const backend = await open('wasm')
  const tiny = await checkpoint('/test/golden/tiny')
  loaded = { backend, checkpoint: tiny, unet: buildUNet(tiny), schedule: cosineSchedule(1000) }
})
afterAll(() => {
  loaded.unet.dispose()
  loaded.backend.dispose()
})

const faultOf = (error: unknown) => ({ code: 'network', details: { message: String(error) } })
const frameIn = (outcome: LaneOutcome | undefined): Frame => {
  if (!outcome || !('frame' in outcome)) throw new Error(JSON.stringify(outcome))
  return outcome.frame
}

/** All lanes' frames, with a message for each step; as the page keeps them, so that each step goes on from what is kept. */
async function together(all: readonly Settings[]) {
  let runs = all.map((settings) => {
    const run = emptyRun(settings)
    return withEngineFrame(run, { index: 0, xt: new Float32Array(startOf(run.spec)), ms: 0, nfe: 0 })
  })
  const calls: number[] = []
  for (let index = 0; index < STEPS; index++) {
    const steps: LaneStep[] = runs.map(({ spec, frames, past }) => {
      const last = frames.at(-1)
      if (!last) throw new Error('a run has a start')
      return {
        spec,
        at: {
          index: last.index,
          xt: last.xt,
          nfe: last.nfe,
          history: past,
        } satisfies Standing,
      }
    })
    const advanced = await advance(loaded, steps, faultOf)
    calls.push(advanced.calls)
    runs = runs.map((run, i) => withEngineFrame(run, frameIn(advanced.lanes[i])))
  }
  return { runs, calls }
}

async function alone(settings: Settings): Promise<Frame[]> {
  const spec = specOf(settings)
  const run = openRun(loaded, spec, { index: 0, xt: new Float32Array(startOf(spec)), history: [], nfe: 0 })
  const frames: Frame[] = []
  while (run.place.index < STEPS) frames.push(await stepRun(run, loaded))
  closeRun(run)
  return frames
}

describe.each(SAMPLERS)('%s in a race', (sampler) => {
  test('walks as it walks alone, with the same evaluations, and leaves no tensor', async () => {
    const settings = settingsOf(withSampler(sampler))
    const before = memory().tensors
    const { runs } = await together([settings, settingsOf({ sampler: 'ddpm', label: 5 }), settingsOf({ guidance: 3 })])
    expect(memory().tensors).toBe(before)
    const expected = await alone(settings)
    expect(runs[0]?.frames.slice(1).map(({ nfe }) => nfe)).toEqual(expected.map(({ nfe }) => nfe))
    for (const [i, { xt }] of expected.entries())
      expect(difference(runs[0]?.frames[i + 1]?.xt, xt)).toBeLessThanOrEqual(1e-5)
  })
})

test('lanes share the calls of the network: as many as the lane that asks most', async () => {
  const { calls } = await together([
    settingsOf({ sampler: 'ddim' }),
    settingsOf({ sampler: 'ddpm' }),
    settingsOf({ ...withSampler('dpm-solver++') }),
    settingsOf({ guidance: 3 }), // two answers, in the same call
  ])
  expect(calls).toEqual([1, 1, 1, 1])
  const heun = await together([settingsOf({ sampler: 'ddim' }), settingsOf({ ...withSampler('heun') })])
  expect(heun.calls.slice(0, -1)).toEqual(
    Array.from({ length: STEPS - 1 }, () => samplerInfo(specOf(settingsOf({ ...withSampler('heun') })).sampler).nfe),
  )
})

test('all lanes are read back by one transfer', async () => {
  const before = counters().readbacks
  await together([settingsOf({}), settingsOf({ sampler: 'ddpm' }), settingsOf({ guidance: 3 })])
  expect(counters().readbacks - before).toBe(STEPS)
})

test('a lane that cannot take its step says why, and the others take theirs', async () => {
  const led = settingsOf({ guide: 'classifier', guidance: 2 }) // there is no classifier here
  const settings = settingsOf({})
  const spec = specOf(settings)
  const at: Standing = { index: 0, xt: new Float32Array(startOf(spec)), history: [], nfe: 0 }
  const before = memory().tensors
  const { lanes } = await advance(
    loaded,
    [
      { spec: specOf(led), at },
      { spec, at },
    ],
    () => ({ code: 'classifier-missing', details: {} }),
  )
  expect(lanes[0]).toEqual({ fault: { code: 'classifier-missing', details: {} } })
  expect(difference(frameIn(lanes[1]).xt, (await alone(settings))[0]?.xt)).toBeLessThanOrEqual(1e-5)
  expect(memory().tensors).toBe(before)
})

test('more pictures than fit into one call are divided among several', async () => {
  const settings = settingsOf({ samples: 9 })
  const spec = specOf(settings)
  const at: Standing = { index: 0, xt: new Float32Array(9 * 784), history: [], nfe: 0 }
  const { calls, lanes } = await advance(
    loaded,
    [
      { spec, at },
      { spec, at },
    ],
    faultOf,
  )
  expect(calls).toBe(2)
  expect(frameIn(lanes[0]).xt).toEqual(frameIn(lanes[1]).xt)
})
