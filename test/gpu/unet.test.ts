import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildUNet,
  memory,
  readPacked,
  selfTest,
  tidy,
  toNCHW,
  upload,
  type Backend,
  type Checkpoint,
  type UNet,
} from '../../src/network'
import { relativeError } from '../../src/network/self-test'
import { errorsOf, golden, type Golden } from './golden-unet'
import { checkpoint, open } from './open-backend'

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

  describe.each([
    ['tiny', '/test/golden/tiny', '/test/golden/tiny/golden.json'],
    ['tiny-attention', '/test/golden/tiny-attention', '/test/golden/tiny-attention/golden.json'],
    ['digits', '/models/digits', '/test/golden/digits.json'],
  ])('%s', (model, folder, fixture) => {
    let unet: UNet
    let stored: Golden
    let loaded: Checkpoint
    beforeAll(async () => {
      loaded = await checkpoint(folder)
      stored = await golden(fixture)
      unet = buildUNet(loaded)
    })
    afterAll(() => {
      unet.dispose()
    })

    test('outputs and inner activations', async () => {
      // An emulated GPU takes seconds for a call of the real model.
      const cases = model === 'digits' && backend.software ? stored.cases.slice(1, 2) : stored.cases
      for (const expected of cases) {
        const errors = await errorsOf(unet, expected)
        console.log(name, model, expected.t, ...[...errors].map(([what, error]) => `${what} ${error.toExponential(1)}`))
        expect(errors.size).toBeGreaterThan(0)
        for (const [what, error] of errors) expect(error, `${what} at t = ${expected.t}`).toBeLessThanOrEqual(tolerance)
      }
    })

    test('a batch is its samples side by side', async () => {
      if (model === 'digits') return
      const [first, second] = stored.cases
      if (!first || !second) throw new Error('Two cases are needed')
      const { in_channels, sample_size } = unet.config
      const both = Float32Array.from([...first.x, ...second.x])
      const output = tidy(() =>
        toNCHW(
          unet.predict(
            upload(both, [2, in_channels, sample_size, sample_size]),
            [first.t, second.t],
            [first.class, second.class],
          ),
        ),
      )
      const [values] = await readPacked([output])
      output.dispose()
      expect(
        relativeError(values ?? new Float32Array(), Float32Array.from([...first.output, ...second.output])),
      ).toBeLessThanOrEqual(tolerance)
    })

    test('the self-test accepts it, and refuses wrong numbers and NaN', async () => {
      const { probe } = loaded
      const [first] = probe.cases
      if (!first) throw new Error('A case is needed')
      expect((await selfTest(unet, probe)).ok).toBe(true)
      if (model === 'digits') return
      const wrong = { ...first, output: first.output.map((y) => y * 1.01) }
      expect((await selfTest(unet, { ...probe, cases: [first, wrong] })).ok).toBe(false)
      const broken = await selfTest(unet, { ...probe, cases: [{ ...first, x: first.x.map(() => NaN) }] })
      expect(broken).toEqual({ ok: false, worst: NaN })
    })

    test('a class that the network does not have', () => {
      const { num_class_embeds, in_channels, sample_size } = unet.config
      if (num_class_embeds === null) return
      const x = upload(new Float32Array(in_channels * sample_size ** 2), [1, in_channels, sample_size, sample_size])
      expect(() => unet.predict(x, 3, [num_class_embeds])).toThrow(RangeError)
      x.dispose()
    })

    test('nothing leaks', () => {
      const before = memory().tensors
      tidy(() => {
        const { in_channels, sample_size } = unet.config
        unet.predict(
          upload(new Float32Array(in_channels * sample_size ** 2), [1, in_channels, sample_size, sample_size]),
          3,
          [0],
        )
      })
      expect(memory().tensors).toBe(before)
    })

    test('steps of one shape need no more memory than the first', async () => {
      if (model === 'digits') return
      const { in_channels, sample_size } = unet.config
      const step = async () => {
        const y = tidy(() =>
          unet.predict(
            upload(new Float32Array(in_channels * sample_size ** 2), [1, in_channels, sample_size, sample_size]),
            3,
            [0],
          ),
        )
        await readPacked([y, y])
        y.dispose()
      }
      for (let i = 0; i < 2; i++) await step()
      const before = memory()
      for (let i = 0; i < 3; i++) await step()
      expect(memory()).toEqual(before)
    })

    test('disposing gives everything back', () => {
      const before = memory().tensors
      buildUNet(loaded).dispose()
      expect(memory().tensors).toBe(before)
    })
  })
})
