import { expect, test } from 'vitest'
import { cosineSchedule, normalArray } from '../../src/diffusion'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { closeRun, openRun, stepRun } from '../../src/engine/worker/pictures/run'
import { buildUNet, memory } from '../../src/network'
import { withSampler } from '../../src/runs/sampler-settings'
import { defaults } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'
import { checkpoint, open } from './open-backend'

const PIXELS = 28 * 28
const spec = { ...specOf({ ...defaults, ...withSampler('ddpm'), steps: 5 }), samples: 1 }
const xt = normalArray({ seed: 7, purpose: 'start', step: 0, sample: 0 }, PIXELS)

test('on WebGPU, memory has its full size once a run has ended: the last step, without fresh noise, is read back in a size of its own', async () => {
  const backend = await open('webgpu')
  const tiny = await checkpoint('/test/golden/tiny')
  const loaded: Loaded = { backend, checkpoint: tiny, unet: buildUNet(tiny), schedule: cosineSchedule(1000) }
  const bytes: number[][] = []
  for (let round = 0; round < 3; round++) {
    const run = openRun(loaded, spec, { index: 0, xt, history: [], nfe: 0 })
    const after: number[] = []
    while (run.place.index < spec.levels.length - 1) {
      await stepRun(run, loaded)
      after.push(memory().bytesOnGpu)
    }
    closeRun(run)
    bytes.push(after)
  }
  console.log(bytes)
  const full = bytes[0]?.at(-1)
  expect(bytes[1]?.at(-1)).toBe(full)
  for (const heldBytes of bytes[2] ?? []) expect(heldBytes).toBe(full)
  loaded.unet.dispose()
  backend.dispose()
})
