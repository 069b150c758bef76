import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { candidates } from '../../../src/network/backends/open'
import { parseConfig } from '../../../src/network/checkpoint/config'
import { parseSafetensors } from '../../../src/network/checkpoint/safetensors'
import { relativeError } from '../../../src/network/self-test'
import { expectedTensors } from '../../../src/network/config/expected'
import { toHWIO } from '../../../src/network/unet/parameters'
import { sinusoids, timeEmbedding } from '../../../src/network/unet/time-embedding'
import { read } from '../checkpoint-files'

test('OIHW becomes HWIO', () => {
  // 2 outputs, 3 inputs, kernel of 2: element (o, i, k) is 100·o + 10·i + k
  const oihw = Float32Array.from([0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121])
  expect(Array.from(toHWIO(oihw, 2, 3, 2))).toEqual([0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121])
})

describe('sinusoids', () => {
  const config = { block_out_channels: [4], flip_sin_to_cos: false, freq_shift: 0 } as const

  test('are sines, then cosines, at frequencies 1 and 1/100', () => {
    const values = Array.from(sinusoids(7, config))
    ;[Math.sin(7), Math.sin(0.07), Math.cos(7), Math.cos(0.07)].forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 6)
    })
  })

  test('can be flipped, and shifted so that the last frequency is 1/10,000', () => {
    const values = Array.from(sinusoids(7, { ...config, flip_sin_to_cos: true, freq_shift: 1 }))
    ;[Math.cos(7), Math.cos(0.0007), Math.sin(7), Math.sin(0.0007)].forEach((value, i) => {
      expect(values[i]).toBeCloseTo(value, 6)
    })
  })
})

describe('the largest relative error', () => {
  const one = Float32Array.from([1, -2])
  test.each([
    [[1, -2], 0],
    [[1.5, -2], 0.25],
    [[NaN, -2], NaN],
    [[Infinity, -2], Infinity],
    [[1], NaN],
  ])('%j', (y, error) => {
    expect(relativeError(Float32Array.from(y), one)).toBe(error)
  })
})

test('an emulated GPU is used only when it is asked for', () => {
  expect(candidates('auto').map(({ name, allowSoftware }) => `${name} ${allowSoftware}`)).toEqual([
    'webgpu false',
    'webgl false',
    'wasm false',
  ])
  expect(candidates('webgpu').map(({ name, allowSoftware }) => `${name} ${allowSoftware}`)).toEqual([
    'webgpu true',
    'webgl false',
    'wasm false',
  ])
  expect(candidates('wasm')[0]).toEqual({ name: 'wasm', allowSoftware: true })
})

describe('the shipped digits model', () => {
  const folder = new URL('../../../public/models/digits/', import.meta.url)
  const fixture = new URL('../../golden/digits.json', import.meta.url)
  const there = existsSync(new URL('card.json', folder)) && existsSync(fixture)

  test.runIf(there)(
    "has exactly the tensors of its config, read in tens of milliseconds; its time embedding is PyTorch's",
    () => {
      const config = parseConfig('config', read(folder, 'unet/config.json'))
      const bytes = read(folder, 'unet/diffusion_pytorch_model.safetensors')
      const parse = () => parseSafetensors('weights', bytes, expectedTensors(config))
      const times = Array.from({ length: 3 }, () => {
        const start = performance.now()
        parse()
        return performance.now() - start
      })
      expect(Math.min(...times)).toBeLessThan(500)
      const weights = parse()
      const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as {
        cases: { t: number; activations: { time_embedding: { data: number[] } } }[]
      }
      for (const { t, activations } of cases) {
        expect(
          relativeError(timeEmbedding(config, weights)(t), Float32Array.from(activations.time_embedding.data)),
        ).toBeLessThan(1e-5)
      }
    },
  )
})
