import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { normalArray } from '../../src/diffusion'
import type { Frame, RunSpec } from '../../src/engine/protocol/pictures'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { beginLook, endLook, lookOn } from '../../src/engine/worker/pictures/look'
import { closeRun, openAhead, openRun, readState, startRunStep, stepRun } from '../../src/engine/worker/pictures/run'
import { type BackendName, memory } from '../../src/network'
import { withSampler } from '../../src/runs/sampler-settings'
import { defaults } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'
import { formulaNetwork, SIDE } from './formula'
import { open } from './open-backend'

// A run on a GPU whose next step is always under way, and what comes in between. Its sampler remembers two steps, and draws noise.

const SAMPLES = 2
const spec: RunSpec = {
  ...specOf({ ...defaults, ...withSampler('dpm-solver++'), order: 3, steps: 6, seed: 5, guidance: 2 }),
  samples: SAMPLES,
}
const start = { index: 0, xt: normalArray({ seed: 5, purpose: 'start', step: 0, sample: 0 }, SAMPLES * SIDE * SIDE) }

let loaded: Loaded
/** The frames as they are one by one, each read by the classifier or not. */
let plain: Frame[]
let judged: Frame[]
let tensors: number
beforeEach(() => {
  tensors = memory().tensors
})

async function oneByOne(isJudged: boolean): Promise<Frame[]> {
  const run = openRun(loaded, spec, { ...start, history: [], nfe: 0 })
  const frames: Frame[] = []
  while (run.place.index < spec.levels.length - 1) frames.push({ ...(await stepRun(run, loaded, isJudged)), ms: 0 })
  closeRun(run)
  return frames
}

function openWalk() {
  const run = openAhead(loaded, spec, { ...start, history: [], nfe: 0 })
  const step = async (isJudged = false): Promise<Frame> => {
    const { state, values } = await run.next((from) => startRunStep(from, loaded, isJudged))
    return { index: state.place.index, ...values, ms: 0, nfe: state.nfe }
  }
  return { ...run, step }
}

describe.each(['webgpu', 'webgl'] satisfies BackendName[])('on %s', (name) => {
  beforeAll(async () => {
    loaded = { backend: await open(name), ...formulaNetwork() }
    ;[plain, judged] = [await oneByOne(false), await oneByOne(true)]
  })
  afterAll(() => {
    loaded.backend.dispose()
  })

  test('a run that is closed in the middle leaves no tensor, wherever it is', async () => {
    for (let stepCount = 0; stepCount < spec.levels.length; stepCount++) {
      const run = openWalk()
      for (let i = 0; i < stepCount; i++) await run.step()
      await run.close()
      expect(memory().tensors, `${stepCount} steps`).toBe(tensors)
    }
  })

  test('a look at a step, and a state that the classifier reads, find the run where its last frame is, and leave it there', async () => {
    const run = openWalk()
    const frames = [await run.step(), await run.step()]
    const heldTensors = memory().tensors
    const [first, second] = plain
    if (!first || !second || !loaded.judge || !spec.levels[2]) throw new Error('a run of six steps')
    const look = beginLook(loaded, {
      spec,
      at: { index: 1, xt: first.xt, history: [], nfe: 0 },
      before: [start.xt],
      sample: 0,
    })
    let step
    while (!step) step = await lookOn(look, loaded)
    endLook(look)
    expect(step.next).toEqual(second.xt.slice(0, SIDE * SIDE))
    const reading = await readState(loaded, loaded.judge, { xt: second.xt, samples: SAMPLES, at: spec.levels[2] })
    expect(reading.probabilities).toEqual(judged[1]?.reading)
    await run.settled()
    expect(memory().tensors).toBeLessThanOrEqual(heldTensors)
    while (frames.length < plain.length) frames.push(await run.step())
    await run.close()
    expect(frames).toEqual(plain)
    expect(memory().tensors).toBe(tensors)
  })

  test('the classifier reads from the next frame on, and no longer, though that frame had been started otherwise', async () => {
    const run = openWalk()
    const frames = [await run.step(), await run.step()]
    await run.forget()
    frames.push(await run.step(true), await run.step(true))
    await run.forget()
    frames.push(await run.step())
    expect(frames).toEqual([plain[0], plain[1], judged[2], judged[3], plain[4]])
    await run.close()
    expect(memory().tensors).toBe(tensors)
  })
})
