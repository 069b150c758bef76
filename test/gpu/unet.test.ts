import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildUNet, counters, memory, selfTest, warmUp, tidy, upload, type Backend, type UNet, type Checkpoint } from '../../src/network'
import { checkpoint, errorsOf, golden, open, type Golden } from './support'

describe.each([
  ['webgpu', 1e-3],
  ['wasm', 1e-4],
] as const)('the U-Net on %s agrees with PyTorch', (name, tolerance) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open(name)
  })
  afterAll(() => {
    backend.dispose()
  })

  describe.each(['tiny', 'tiny-attention'])('%s', (model) => {
    let unet: UNet
    let stored: Golden
    let loaded: Checkpoint
    beforeAll(async () => {
      loaded = await checkpoint(`/test/golden/${model}`)
      stored = await golden(`/test/golden/${model}/golden.json`)
      unet = buildUNet(loaded)
    })
    afterAll(() => {
      unet.dispose()
    })

    test('outputs and inner activations', async () => {
      for (const expected of stored.cases) {
        const errors = await errorsOf(unet, expected)
        console.log(name, model, expected.t, ...[...errors].map(([what, error]) => `${what} ${error.toExponential(1)}`))
        for (const [what, error] of errors) expect(error, `${what} at t = ${expected.t}`).toBeLessThanOrEqual(tolerance)
      }
    })

    test('warm-up, then the self-test', async () => {
      const start = performance.now()
      await warmUp(unet, 1, (done, total) => { if (done === total) console.log('compiled', total) })
      console.log('warm-up', performance.now() - start)
      const before = counters()
      const result = await selfTest(unet, loaded.probe)
      console.log(name, model, result, 'dispatches', counters().dispatches - before.dispatches, memory())
      expect(result.ok).toBe(true)
    })

    test('nothing leaks', () => {
      const before = memory().tensors
      tidy(() => {
        const { in_channels, sample_size } = unet.config
        unet.predict(upload(new Float32Array(2 * in_channels * sample_size ** 2), [2, in_channels, sample_size, sample_size]), [3, 4], [0, 0])
      })
      expect(memory().tensors).toBe(before)
    })
  })
})
