import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrayAlgebra, cosineSchedule, denoised, level, makeSampler, normalArray, type SamplerSpec, timeGrid } from '../../src/diffusion'
import type { Loaded } from '../../src/engine/load'
import type { Frame, RunSpec } from '../../src/engine/protocol'
import { closeRun, openRun, stepRun } from '../../src/engine/run'
import { buildUNet, counters, memory, readPacked, splitChannels, tidy, upload } from '../../src/network'
import { checkpoint, open } from './support'

const PIXELS = 28 * 28
const samplers: readonly (readonly [string, SamplerSpec])[] = [
  ['DDIM, η = 0', { id: 'ddim', eta: 0 }],
  ['DDIM, η = 0.7', { id: 'ddim', eta: 0.7 }],
  ['DDPM, learned variance', { id: 'ddpm', variance: 'learned' }],
  ['DDPM, variance β', { id: 'ddpm', variance: 'beta' }],
]
const specOf = (sampler: SamplerSpec, clip = true): RunSpec =>
  ({ times: timeGrid('trailing', 1000, 4), sampler, clip, label: 3, seed: 7, samples: 2 })

const start = Float32Array.from([0, 1].flatMap((sample) => [...normalArray({ seed: 7, purpose: 'start', step: 0, sample }, PIXELS)]))

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

/** All frames of a run from one of its frames on. */
async function frames(spec: RunSpec, index = 0, xt: Float32Array = start): Promise<Frame[]> {
  const run = openRun(loaded, spec, index, xt)
  const found: Frame[] = []
  for (let nfe = index; run.index < spec.times.length - 1; nfe++) found.push(await stepRun(run, loaded, nfe))
  closeRun(run)
  return found
}

/** The same step by the same sampler over plain arrays, with what the network says of xt. */
async function stepOverArrays(spec: RunSpec, index: number, xt: Float32Array) {
  const [from, to] = [level(loaded.schedule, spec.times[index] ?? NaN), level(loaded.schedule, spec.times[index + 1] ?? NaN)]
  const parts = tidy(() => splitChannels(loaded.unet.predict(upload(xt, [2, 1, 28, 28]), from.t - 1, [3, 3]), 1))
  const [eps, v] = await readPacked(parts)
  for (const part of parts) part.dispose()
  return makeSampler(spec.sampler)<Float32Array>({
    algebra: arrayAlgebra,
    xt,
    from,
    to,
    denoise: (x, at) => denoised(arrayAlgebra, x, at, eps as Float32Array, { prediction: 'epsilon', clip: spec.clip, v }),
    normal: () => Float32Array.from([0, 1].flatMap((sample) => [...normalArray({ seed: spec.seed, purpose: 'step', step: index, sample }, PIXELS)])),
  })
}

/** The largest difference, against the largest value; NaN where one is absent or not finite. */
function difference(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined && b === undefined) return 0
  if (a?.length !== b?.length) return NaN
  const largest = (b ?? a)?.reduce((most, value) => Math.max(most, Math.abs(value)), 1) ?? NaN
  return (a ?? new Float32Array()).reduce((most, value, i) => Math.max(most, Math.abs(value - (b?.[i] ?? NaN))), 0) / largest
}

describe.each(samplers)('%s', (_, sampler) => {
  test.each([true, false])('over tensors is the same sampler as over arrays; x̂₀ clipped: %s', async (clip) => {
    const spec = specOf(sampler, clip)
    let xt: Float32Array = start
    for (const frame of await frames(spec)) {
      const expected = await stepOverArrays(spec, frame.index - 1, xt)
      for (const [found, reference] of [[frame.xt, expected.next], [frame.x0Hat, expected.x0Hat], [frame.epsHat, expected.epsHat], [frame.added, expected.added]]) {
        expect(difference(found, reference)).toBeLessThanOrEqual(1e-4)
      }
      xt = frame.xt
    }
  })

  test('the same seed gives the same frames, and going on from any of them does', async () => {
    const spec = specOf(sampler)
    const withoutTime = (run: Frame[]) => run.map((frame) => ({ ...frame, ms: 0 }))
    const once = withoutTime(await frames(spec))
    expect(withoutTime(await frames(spec))).toEqual(once)
    for (const index of [1, 3]) expect(withoutTime(await frames(spec, index, once[index - 1]?.xt))).toEqual(once.slice(index))
  })

  test('one read-back a step, one evaluation a step, and no tensor is left', async () => {
    const before = { tensors: memory().tensors, readbacks: counters().readbacks }
    const found = await frames(specOf(sampler))
    expect(found.map(({ index, t, nfe }) => [index, t, nfe])).toEqual([[1, 750, 1], [2, 500, 2], [3, 250, 3], [4, 0, 4]])
    expect(counters().readbacks - before.readbacks).toBe(4)
    expect(memory().tensors).toBe(before.tensors)
  })
})

test('another seed gives other frames, where fresh noise is drawn', async () => {
  const [ddim, ddpm] = [specOf({ id: 'ddim', eta: 0 }), specOf({ id: 'ddpm', variance: 'beta' })]
  const last = async (spec: RunSpec) => (await frames(spec)).at(-1)?.xt
  expect(await last({ ...ddim, seed: 8 })).toEqual(await last(ddim))
  expect(await last({ ...ddpm, seed: 8 })).not.toEqual(await last(ddpm))
})

test('each sample has noise of its own: side by side is as one by one', async () => {
  const spec = specOf({ id: 'ddpm', variance: 'learned' })
  const together = await frames(spec)
  const alone = await frames({ ...spec, samples: 1 }, 0, start.slice(0, PIXELS))
  alone.forEach((frame, i) => { expect(difference(frame.xt, together[i]?.xt.slice(0, PIXELS))).toBeLessThanOrEqual(1e-4) })
})
