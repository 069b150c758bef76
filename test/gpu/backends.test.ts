import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  BackendUnavailable,
  buildUNet,
  counters,
  memory,
  openBackend,
  selfTest,
  warmUp,
  type Backend,
} from '../../src/network'
import { checkpoint, doubled, open } from './open-backend'

let opened: Backend | undefined
afterEach(() => {
  vi.restoreAllMocks()
  opened?.dispose()
  opened = undefined
})

describe.each(['webgpu', 'webgl', 'wasm'] as const)('%s', (name) => {
  test('opens, says what it runs on, computes, and opens again', async () => {
    for (let round = 0; round < 2; round++) {
      opened = await open(name)
      expect(opened).toMatchObject({ name, software: name !== 'wasm' })
      expect(opened.device).toMatch(name === 'wasm' ? /WebAssembly/ : /swiftshader/i)
      expect(await doubled(Float32Array.from([1, 2, 3, 4]))).toEqual([2, 4, 6, 8])
      opened.dispose()
      opened = undefined
    }
  })

  test('runs in a module worker', async () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    const answer = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        resolve(data)
      }
      worker.onerror = ({ message }) => {
        reject(new Error(message))
      }
      worker.postMessage(name)
    })
    worker.terminate()
    expect(answer).toEqual([2, 4, 6, 8])
  })
})

test('the U-Net runs on WebGL, too', async () => {
  const loaded = await checkpoint('/test/golden/tiny')
  opened = await open('webgl')
  const unet = buildUNet(loaded)
  expect((await selfTest(unet, loaded.probe)).ok).toBe(true)
  unet.dispose()
  expect(memory().tensors).toBe(0)
})

describe('a back end that cannot be had says why', () => {
  const refusal = async (name: 'webgpu' | 'webgl') =>
    openBackend(name, { allowSoftware: false, onLost: () => undefined }).then(
      () => 'opened',
      (error: unknown) => (error instanceof BackendUnavailable ? error.code : error),
    )

  test('an emulated GPU, unless it is asked for', async () => {
    expect(await refusal('webgpu')).toBe('software-adapter')
    expect(await refusal('webgl')).toMatch(/^(no|software)-webgl$/)
  })

  test('no navigator.gpu', async () => {
    vi.spyOn(navigator, 'gpu', 'get').mockReturnValue(undefined as unknown as GPU)
    expect(await refusal('webgpu')).toBe('no-webgpu')
  })

  test('no adapter', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null)
    expect(await refusal('webgpu')).toBe('no-adapter')
  })

  test('an adapter that throws', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockRejectedValue(new Error('driver'))
    expect(await refusal('webgpu')).toBe('no-adapter')
  })

  test('a device that is refused', async () => {
    vi.spyOn(GPUAdapter.prototype, 'requestDevice').mockRejectedValue(new Error('driver'))
    await expect(open('webgpu')).rejects.toMatchObject({
      code: 'no-device',
      message: 'The GPU refused to be opened for WebGPU (driver).',
    })
  })
})

describe('a lost device', () => {
  async function openedDevice(onLost: (reason: string) => void) {
    const request = vi.spyOn(GPUAdapter.prototype, 'requestDevice')
    opened = await open('webgpu', onLost)
    return (await request.mock.results[0]?.value) as GPUDevice
  }

  test('is reported once, and everything works again after opening anew', async () => {
    const loaded = await checkpoint('/test/golden/tiny')
    const onLost = vi.fn()
    const device = await openedDevice(onLost)
    const before = buildUNet(loaded)
    const [compiled, late] = [
      vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync'),
      vi.spyOn(GPUDevice.prototype, 'createComputePipeline'),
    ]
    await warmUp(before, 1)
    const programs = compiled.mock.calls.length
    expect(programs).toBeGreaterThan(5)
    device.destroy()
    await vi.waitFor(() => {
      expect(onLost).toHaveBeenCalledOnce()
    })

    opened = await open('webgpu')
    before.dispose() // tensors of the lost device: harmless
    const unet = buildUNet(loaded)
    compiled.mockClear()
    await warmUp(unet, 1)
    expect(compiled).toHaveBeenCalledTimes(programs) // those of this number of pictures, and each once
    const { dispatches } = counters()
    expect((await selfTest(unet, loaded.probe)).ok).toBe(true)
    expect(counters().dispatches).toBeGreaterThan(dispatches)
    // Those with which the self-test joins the heads and reads them back, and none of the network's.
    expect(late.mock.calls.map(([{ label }]) => label)).toEqual(['ConcatProgram', 'TransposeProgram'])
    unet.dispose()
    expect(memory().tensors).toBe(0)
    expect(onLost).toHaveBeenCalledOnce()
  })

  test('is not reported when we dispose it ourselves', async () => {
    const onLost = vi.fn()
    const device = await openedDevice(onLost)
    opened?.dispose()
    opened = undefined
    await device.lost
    expect(onLost).not.toHaveBeenCalled()
  })
})

test('shaders are compiled in parallel, with progress, before the first step', async () => {
  const loaded = await checkpoint('/test/golden/tiny')
  opened = await open('webgpu')
  const unet = buildUNet(loaded)
  const compile = vi.spyOn(GPUDevice.prototype, 'createComputePipeline')
  const progress: [number, number][] = []
  await warmUp(unet, 1, (doneCount, total) => progress.push([doneCount, total]))
  expect(progress.length).toBeGreaterThan(5)
  expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1])
  expect(compile.mock.calls.length).toBe(0)
  expect((await selfTest(unet, loaded.probe)).ok).toBe(true)
  unet.dispose()
  expect(memory().tensors).toBe(0)
})
