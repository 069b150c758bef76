import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cosineSchedule, normalArray } from '../../src/diffusion'
import type { Frame, RunSpec } from '../../src/engine/protocol/pictures'
import { batchesOf } from '../../src/engine/worker/pictures/batches'
import type { Loaded } from '../../src/engine/worker/pictures/load'
import { closeRun, openRun, stepRun } from '../../src/engine/worker/pictures/run'
import { type BackendName, buildUNet, counters, memory } from '../../src/network'
import { withSampler } from '../../src/runs/sampler-settings'
import { defaults, type Settings } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'
import { difference } from './formula'
import { checkpoint, open } from './open-backend'

const PIXELS = 28 * 28
const SAMPLES = 2
const specFor = (patch: Partial<Settings>): RunSpec => ({
  ...specOf({ ...defaults, ...withSampler('ddim'), steps: 4, clip: 'off', label: 3, negative: 7, ...patch }),
  samples: SAMPLES,
})
const start = normalArray({ seed: 7, purpose: 'start', step: 0, sample: 0 }, SAMPLES * PIXELS)

describe.each(['wasm', 'webgpu'] satisfies BackendName[])('guidance by a network on %s', (name) => {
  let loaded: Loaded
  /** How many pictures the network was shown at each call. */
  let batchSizes: number[] = []
  beforeAll(async () => {
    const backend = await open(name)
    const tiny = await checkpoint('/test/golden/tiny')
    const unet = buildUNet(tiny)
    const heads: typeof unet.heads = (x, ...rest) => {
      batchSizes.push(x.shape[0])
      return unet.heads(x, ...rest)
    }
    loaded = { backend, checkpoint: tiny, unet: { ...unet, heads }, schedule: cosineSchedule(1000) }
  })
  afterAll(() => {
    loaded.unet.dispose()
    loaded.backend.dispose()
  })

  /** The frames of a run, and the dispatches of each step. */
  async function walk(
    patch: Partial<Settings>,
    steps = specFor(patch).levels.length - 1,
  ): Promise<{ frames: Frame[]; dispatches: number[] }> {
    batchSizes = []
    const run = openRun(loaded, specFor(patch), { index: 0, xt: start, history: [], nfe: 0 })
    const [frames, dispatches]: [Frame[], number[]] = [[], []]
    while (run.place.index < steps) {
      const before = counters().dispatches
      frames.push(await stepRun(run, loaded))
      dispatches.push(counters().dispatches - before)
    }
    closeRun(run)
    return { frames, dispatches }
  }
  const firstFrame = async (patch: Partial<Settings>) => (await walk(patch, 1)).frames[0]

  test.runIf(name === 'wasm')(
    'asks for both answers at once: one call a step with twice the pictures, which counts as two evaluations',
    async () => {
      const before = memory().tensors
      const { frames } = await walk({ guidance: 3 })
      expect(batchSizes).toEqual([4, 4, 4, 4])
      expect(frames.map(({ nfe }) => nfe)).toEqual([2, 4, 6, 8])
      expect(memory().tensors).toBe(before)
    },
  )

  test.runIf(name === 'wasm').each<[string, Partial<Settings>]>([
    ['scale 1', { guidance: 1 }],
    ['scale 0', { guidance: 0 }],
    ['an interval in which no step lies', { guidance: 3, guideMin: 1e-3, guideMax: 2e-3 }],
  ])('asks for one answer where the other is needless: %s', async (_, patch) => {
    const { frames } = await walk(patch)
    expect(batchSizes).toEqual([2, 2, 2, 2])
    expect(frames.at(-1)?.nfe).toBe(4)
  })

  test.runIf(name === 'wasm')(
    'at scale 0 the wanted answer is asked for where something is rescaled to it',
    async () => {
      await walk({ guidance: 0, rescaleX0: 0.5 })
      expect(batchSizes).toEqual([4, 4, 4, 4])
    },
  )

  test.each(name === 'wasm' ? [-1, 3] : [3])(
    'by scale %d is the mixture of the two answers that the network gives alone',
    async (guidance) => {
      const [aimed, other] = [await firstFrame({ guidance: 1 }), await firstFrame({ guidance: 1, label: 7 })]
      const guided = await firstFrame({ guidance })
      const mixed = aimed?.epsHat?.map((eps, i) => eps * guidance + (1 - guidance) * (other?.epsHat?.[i] ?? NaN))
      expect(difference(guided?.epsHat, mixed)).toBeLessThanOrEqual(1e-5)
      expect(difference(aimed?.epsHat, other?.epsHat)).toBeGreaterThan(1e-3)
    },
  )

  test.runIf(name === 'wasm').each<[string, Partial<Settings>]>([
    ['unguided', {}],
    ['guided', { guidance: 3 }],
    ['guided in an interval', { guidance: 3, guideMin: 0.5, guideMax: 5 }],
    ['guided at no scale', { guidance: 0 }],
  ])('a run, %s, shows the network as many pictures at once as programs are compiled for', async (_, patch) => {
    await walk(patch)
    expect([...new Set(batchSizes)].toSorted((a, b) => a - b)).toEqual(batchesOf(specFor(patch)))
  })

  test.runIf(name === 'webgpu')('costs few dispatches more than no guidance', async () => {
    const [plain, guided] = [await walk({ guidance: 1 }, 1), await walk({ guidance: 3 }, 1)]
    expect((guided.dispatches[0] ?? NaN) - (plain.dispatches[0] ?? NaN)).toBeLessThanOrEqual(12)
  })
})
