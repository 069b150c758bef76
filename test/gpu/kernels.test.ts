import { tensor1d, tensor2d, tensor4d } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { counters, memory, readPacked, tidy, type Backend, type BackendName, type Tensor } from '../../src/network'
import { combine, composedCombine, type Terms } from '../../src/network/kernels/combine'
import { composedGroupNorm, groupNorm } from '../../src/network/kernels/group-norm'
import { composedScaleByExp, scaleByExp } from '../../src/network/kernels/scale-by-exp'
import { relativeError } from '../../src/network/self-test'
import { tensorAlgebra } from '../../src/network/tensor-algebra'
import { open } from './open-backend'

/** Numbers without a pattern that a wrong index could share. */
const wave = (length: number, scale = 1, shift = 0) =>
  Float32Array.from({ length }, (_, i) => shift + scale * Math.sin(1.7 * i + 0.3 * i * i))

function onBackend(name: BackendName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await open(name)
  })
  afterAll(() => {
    backend.dispose()
  })
}

async function both(fused: () => Tensor, composed: () => Tensor) {
  const before = counters().dispatches
  const y = tidy(fused)
  const dispatches = counters().dispatches - before
  const [output, expected] = (await readPacked([y, tidy(composed)])) as [Float32Array, Float32Array]
  return { dispatches, found: output, error: relativeError(output, expected) }
}

describe.each(['webgpu', 'wasm'] as const)('GroupNorm in one kernel on %s equals the composed one', (name) => {
  onBackend(name)

  test.each([
    [[1, 28, 28, 32], 8, true, true],
    [[2, 14, 14, 48], 8, true, true],
    [[3, 7, 7, 96], 8, true, false],
    [[2, 5, 3, 6], 3, false, true],
    [[1, 1, 1, 4], 1, false, false],
    [[2, 4, 4, 7], 7, true, false],
  ] as const)('%j, %d groups, SiLU %s, modulated %s', async (shape, groups, silu, modulated) => {
    const [batch, , , channels] = shape
    const x = tensor4d(
      wave(
        shape.reduce((a: number, b) => a * b, 1),
        3,
        20,
      ),
      [...shape],
    ) // far from 0: digits must not cancel
    const norm = { gamma: tensor1d(wave(channels, 1, 1)), beta: tensor1d(wave(channels)), groups, epsilon: 1e-5, silu }
    const modulation = modulated
      ? { projections: tensor2d(wave(batch * (2 * channels + 5)), [batch, 2 * channels + 5]), offset: 3 }
      : undefined
    const { dispatches, error } = await both(
      () => groupNorm(x, norm, modulation),
      () => composedGroupNorm(x, norm, modulation),
    )
    expect(dispatches).toBe(name === 'webgpu' ? 1 : 0)
    expect(error).toBeLessThanOrEqual(1e-5)
  })

  test('SiLU of large numbers stays finite', async () => {
    const x = tensor4d([-1, 1], [1, 1, 2, 1])
    const norm = { gamma: tensor1d([1000]), beta: tensor1d([0]), groups: 1, epsilon: 0, silu: true }
    const { found: output } = await both(
      () => groupNorm(x, norm),
      () => composedGroupNorm(x, norm),
    )
    expect(output[0]).toBeCloseTo(0)
    expect(output[1]).toBeCloseTo(1000)
  })
})

describe('the algebra on the GPU', () => {
  onBackend('webgpu')

  test('noise that an exponential scales is one dispatch', async () => {
    const [z, v] = [tensor4d(wave(70), [1, 7, 10, 1]), tensor4d(wave(70, 2, 1), [1, 7, 10, 1])]
    const { dispatches, error } = await both(
      () => scaleByExp(z, 0.3, v, -1.7),
      () => composedScaleByExp(z, 0.3, v, -1.7),
    )
    expect(dispatches).toBe(1)
    expect(error).toBeLessThanOrEqual(1e-6)
  })

  test.each([1, 2, 3, 7])('%d terms in one dispatch', async (count) => {
    const terms = Array.from({ length: count }, (_, i) => [
      0.5 - i / 3,
      tensor4d(wave(70, i + 1), [1, 7, 10, 1]),
    ]) as unknown as Terms
    const { dispatches, error } = await both(
      () => combine(...terms),
      () => composedCombine(...terms),
    )
    expect(dispatches).toBe(1)
    expect(error).toBeLessThanOrEqual(1e-6)
  })

  test('more terms than one dispatch can take', async () => {
    const terms = Array.from({ length: 9 }, (_, i) => [i, tensor1d([1, 2])]) as unknown as Terms
    const [sum] = await readPacked([combine(...terms)])
    expect(Array.from(sum ?? [])).toEqual([36, 72])
  })

  test('clamp, exp and multiply', async () => {
    const x = tensor1d([-2, 0, 3])
    const results = await readPacked([
      tensorAlgebra.clamp(x, -1, 1),
      tensorAlgebra.exp(x),
      tensorAlgebra.multiply(x, x),
    ])
    expect(results.map((values) => Array.from(values, (v) => Number(v.toFixed(3))))).toEqual([
      [-1, 0, 1],
      [0.135, 1, 20.086],
      [4, 0, 9],
    ])
  })
})

describe('reading back', () => {
  onBackend('webgpu')

  test('several tensors come back by one read, in their own arrays', async () => {
    const [a, b] = [tensor1d([1, 2, 3]), tensor4d([4, 5], [1, 1, 2, 1])]
    const before = { ...counters(), tensors: memory().tensors }
    const [first, second] = await readPacked([a, b])
    expect([Array.from(first ?? []), Array.from(second ?? [])]).toEqual([
      [1, 2, 3],
      [4, 5],
    ])
    expect(first?.buffer).not.toBe(second?.buffer)
    expect(counters().readbacks - before.readbacks).toBe(1)
    expect(memory().tensors).toBe(before.tensors)
  })
})
