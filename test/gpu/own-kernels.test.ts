import { dispose } from '@tensorflow/tfjs-core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { load } from '../../src/engine/worker/pictures/load'
import { closeRun, openRun, stepRun } from '../../src/engine/worker/pictures/run'
import {
  type Backend,
  buildUNet,
  type Checkpoint,
  counters,
  footprint,
  type Kernels,
  memory,
  readPacked,
  relativeError,
  tidy,
  type UNet,
  upload,
  warmUp,
} from '../../src/network'
import '../../src/walk/model/make-schedules'
import { defaults } from '../../src/walk/model/settings'
import { specOf } from '../../src/walk/run/spec'
import { checkpoint, open } from './open-backend'

// What becomes of a network when our own kernels on WebGPU cannot be had, and what they promise when they can.

let backend: Backend | undefined
afterEach(() => {
  vi.restoreAllMocks()
  backend?.dispose()
  backend = undefined
})

/** The network's answers to so many different pictures. */
async function answers(unet: UNet, count: number): Promise<Float32Array> {
  const { in_channels: channels, sample_size: side } = unet.config
  const size = channels * side * side
  const x = Float32Array.from({ length: count * size }, (_, i) => Math.sin(12.9898 * i))
  const classes = Array.from({ length: count }, (_, i) => i % 3)
  const y = tidy(() => unet.predict(upload(x, [count, channels, side, side]), 500, classes))
  const [values = new Float32Array()] = await readPacked([y])
  y.dispose()
  return values
}

/** Loads the tiny network as the page does, on WebGPU. */
const loaded = async (kernels: Kernels = 'own', heldCheckpoint?: Checkpoint) => {
  const result = await load({
    source: { kind: 'shelf', url: new URL('/test/golden/tiny/', location.href).href },
    checkpoint: heldCheckpoint ?? (await checkpoint('/test/golden/tiny')),
    want: 'webgpu',
    kernels,
    signal: new AbortController().signal,
    onPhase: () => undefined,
    onLost: () => undefined,
  })
  backend = result.loaded.backend
  return result
}

test('a network runs on our kernels, and by the link’s wish on TensorFlow.js’s, with the same answers to 1e-3', async () => {
  const ownResult = await loaded('own')
  expect(ownResult.ready).toMatchObject({ kernels: 'own', refused: [] })
  const ours = await answers(ownResult.loaded.unet, 2)
  const stock = await loaded('stock', ownResult.loaded.checkpoint)
  expect(stock.ready).toMatchObject({ kernels: 'stock', refused: [] })
  expect(relativeError(ours, await answers(stock.loaded.unet, 2))).toBeLessThanOrEqual(1e-3)
})

describe('TensorFlow.js’s kernels take over, and why is kept,', () => {
  const isOurs = (code: string) => code.startsWith('struct Uniforms')

  test('where a shader of ours does not compile', async () => {
    const { createShaderModule } = GPUDevice.prototype // oxlint-disable-line typescript/unbound-method -- called with its device
    vi.spyOn(GPUDevice.prototype, 'createShaderModule').mockImplementation(function (this: GPUDevice, descriptor) {
      const code = isOurs(descriptor.code) ? `${descriptor.code} this driver does not like` : descriptor.code
      return createShaderModule.call(this, { ...descriptor, code })
    })
    const { ready } = await loaded()
    expect(ready).toMatchObject({ backend: 'webgpu', kernels: 'stock' })
    expect(ready.refused).toMatchObject([{ backend: 'webgpu', code: 'own-backend' }])
    expect(ready.selfTestError).toBeLessThanOrEqual(1e-3)
  })

  test('where a shader of ours computes wrong numbers', async () => {
    const { createShaderModule } = GPUDevice.prototype // oxlint-disable-line typescript/unbound-method -- called with its device
    vi.spyOn(GPUDevice.prototype, 'createShaderModule').mockImplementation(function (this: GPUDevice, descriptor) {
      const code = isOurs(descriptor.code) ? descriptor.code.replaceAll('exp(', 'cos(') : descriptor.code
      return createShaderModule.call(this, { ...descriptor, code })
    })
    const { ready } = await loaded()
    expect(ready).toMatchObject({ backend: 'webgpu', kernels: 'stock' })
    expect(ready.refused).toMatchObject([{ backend: 'webgpu', code: 'own-self-test' }])
  })
})

describe('a network on our kernels', () => {
  const build = async () => {
    backend = await open('webgpu')
    return buildUNet(await checkpoint('/test/golden/tiny'))
  }

  test('may be shown another number of pictures at every call: each answer is as if it were alone', async () => {
    const unet = await build()
    const five = await answers(unet, 5)
    const size = five.length / 5
    for (const count of [1, 3, 2, 4, 1, 5]) {
      const some = await answers(unet, count)
      expect(some).toEqual(five.slice(0, count * size))
    }
    unet.dispose()
    expect(memory().tensors).toBe(0)
  })

  test('keeps answering where memory for more pictures could not be had', async () => {
    const unet = await build()
    const before = await answers(unet, 1)
    const full = vi
      .spyOn(GPUDevice.prototype, 'popErrorScope')
      .mockResolvedValue(new GPUOutOfMemoryError('No memory is left'))
    await expect(warmUp(unet, 64)).rejects.toThrow('No memory is left')
    full.mockRestore()
    expect(await answers(unet, 1)).toEqual(before)
    await warmUp(unet, 2)
    expect((await answers(unet, 2)).slice(0, before.length)).toEqual(before)
    unet.dispose()
  })

  test('holds its weights once and needs no more memory than is checked before, and gives all of it back', async () => {
    backend = await open('webgpu')
    const { config, weights } = await checkpoint('/test/golden/tiny')
    const before = memory().bytesOnGpu
    const unet = buildUNet({ config, weights })
    await unet.prepare(2)
    const needed = footprint(config, 2)
    const heldBytes = memory().bytesOnGpu - before
    expect(heldBytes).toBeGreaterThan(needed.weights)
    expect(heldBytes).toBeLessThanOrEqual(needed.weights + needed.activations)
    unet.dispose()
    expect(memory().bytesOnGpu - before).toBeLessThanOrEqual(needed.weights / 4) // what TensorFlow.js keeps for its next tensors
  })

  test('is one submission a call, with its read-back', async () => {
    const unet = await build()
    await warmUp(unet, 1)
    await answers(unet, 1)
    const submit = vi.spyOn(GPUQueue.prototype, 'submit')
    const before = counters().dispatches
    await answers(unet, 1)
    expect(submit).toHaveBeenCalledOnce()
    expect(counters().dispatches - before).toBeLessThanOrEqual(40)
    unet.dispose()
  })

  test('is most of what a step issues: DDPM with its learned variance has 8 dispatches more', async () => {
    const { loaded: tiny } = await loaded()
    const { in_channels: channels, sample_size: side } = tiny.unet.config
    const spec = { ...specOf({ ...defaults, steps: 4, sampler: 'ddpm' }), samples: 1 }
    const xt = Float32Array.from({ length: channels * side * side }, (_, i) => Math.sin(12.9898 * i))
    const run = openRun(tiny, spec, { index: 0, xt, history: [], nfe: 0 })
    await stepRun(run, tiny)
    const before = counters().dispatches
    await stepRun(run, tiny)
    const after = counters().dispatches
    closeRun(run)
    dispose(tidy(() => tiny.unet.heads(upload(xt, [1, channels, side, side]), 500, [0])))
    const network = counters().dispatches - after
    expect(after - before - network).toBeLessThanOrEqual(8)
  })

  test('is computed again after its device was lost in the middle of a call', async () => {
    const tinyCheckpoint = await checkpoint('/test/golden/tiny')
    const devices: GPUDevice[] = []
    const { requestDevice } = GPUAdapter.prototype // oxlint-disable-line typescript/unbound-method -- called with its adapter
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockImplementation(async function (this: GPUAdapter, descriptor) {
      const device = await requestDevice.call(this, descriptor)
      devices.push(device)
      return device
    })
    const onLost = vi.fn()
    backend = await open('webgpu', onLost)
    const unet = buildUNet(tinyCheckpoint)
    const before = await answers(unet, 1)
    const unfinished = answers(unet, 1).catch(() => 'nothing came')
    devices[0]?.destroy()
    await unfinished
    await vi.waitFor(() => {
      expect(onLost).toHaveBeenCalledOnce()
    })
    backend = await open('webgpu')
    const again = buildUNet(tinyCheckpoint)
    expect(await answers(again, 1)).toEqual(before)
    again.dispose()
  })
})
