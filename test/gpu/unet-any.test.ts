import { profile } from '@tensorflow/tfjs-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  buildUNet,
  deviceLimits,
  footprint,
  memory,
  openForeign,
  pageLimits,
  readPacked,
  selfTest,
  tidy,
  toNCHW,
  upload,
  urlSource,
  warmUp,
  type Backend,
  type BackendName,
  type Condition,
  type Tensor4D,
  type UNet,
} from '../../src/network'
import { relativeError } from '../../src/network/self-test'
import { open } from './open-backend'

/** What training/golden_unet.py writes: two pictures a network, [2, channels, H, W] flattened, and PyTorch's outputs. */
interface GoldenNetwork {
  readonly name: string
  readonly timesteps: readonly number[]
  readonly classes: readonly (number | readonly number[])[] | null
  readonly x: readonly number[]
  readonly output: readonly number[]
}

const folder = '/test/golden/unet'
const { cases } = (await (await fetch(`${folder}/golden.json`)).json()) as { readonly cases: readonly GoldenNetwork[] }

/** WebGL has no kernels of ours: there, those that differ in what is computed. */
const onEmulatedWebGL = new Set(['mish', 'gelu', 'relu', 'skip', 'f32', 'attention-resnets'])

const opened = (name: string) => openForeign(urlSource(`${folder}/${name}`))

/** What the network makes of the stored pictures. */
function predicted(unet: UNet, { timesteps, classes, x }: GoldenNetwork): Tensor4D {
  const { in_channels, sample_size, sample_width } = unet.config
  const requests: Condition[] = (classes ?? []).map((label) =>
    typeof label === 'number' ? label : Float32Array.from(label),
  )
  return tidy(() =>
    toNCHW(
      unet.predict(upload(Float32Array.from(x), [2, in_channels, sample_size, sample_width]), timesteps, requests),
    ),
  )
}

async function errorOf(stored: GoldenNetwork): Promise<number> {
  const unet = buildUNet(await opened(stored.name))
  const result = predicted(unet, stored)
  try {
    const [y = new Float32Array()] = await readPacked([result])
    return relativeError(y, Float32Array.from(stored.output))
  } finally {
    result.dispose()
    unet.dispose()
  }
}

function onBackend(name: BackendName): void {
  let backend: Backend
  beforeAll(async () => {
    backend = await open(name)
  })
  afterAll(() => {
    backend.dispose()
  })
}

// before the others, which would compile some of them
describe('with its shaders compiled ahead', () => {
  onBackend('webgpu')

  test.each(cases.filter(({ name }) => ['skip', 'gelu'].includes(name)))('$name still agrees', async (stored) => {
    const unet = buildUNet(await opened(stored.name))
    await warmUp(unet, 2)
    const result = predicted(unet, stored)
    const [y = new Float32Array()] = await readPacked([result])
    expect(relativeError(y, Float32Array.from(stored.output))).toBeLessThanOrEqual(1e-3)
    result.dispose()
    unet.dispose()
    expect(memory().tensors).toBe(0)
  })
})

describe.each([
  ['webgpu', 1e-3, cases],
  ['webgl', 1e-3, cases.filter(({ name }) => onEmulatedWebGL.has(name))],
  ['wasm', 1e-4, cases],
] as const)('on %s, random networks of every kind agree with PyTorch', (backendName, tolerance, backendCases) => {
  onBackend(backendName)

  test.each(backendCases)('$name', async (stored) => {
    const error = await errorOf(stored)
    console.log(backendName, stored.name, error.toExponential(1))
    expect(error).toBeLessThanOrEqual(tolerance)
    expect(memory().tensors).toBe(0)
  })
})

describe.each(['webgpu', 'webgl', 'wasm'] as const)('the limits of %s', (name) => {
  onBackend(name)

  test("are its own, or this page's where it has more", async () => {
    const { tensor, memory: all } = deviceLimits()
    const limits = name === 'webgpu' ? (await navigator.gpu.requestAdapter())?.limits : undefined
    expect(tensor).toBe(
      limits ? Math.min(pageLimits.tensor, limits.maxBufferSize, limits.maxStorageBufferBindingSize) : tensor,
    )
    expect(tensor).toBeGreaterThan(2 ** 26)
    expect(tensor).toBeLessThanOrEqual(pageLimits.tensor)
    expect(all).toBe(pageLimits.memory)
  })
})

describe('memory', () => {
  onBackend('wasm')

  test.each(cases)('$name needs no more than its config says, nor far less, layer by layer', async (stored) => {
    const unet = buildUNet(await opened(stored.name), { kernels: 'stock' })
    const { weights, activations } = footprint(unet.config, 2)
    const { peakBytes, result } = await profile(() => predicted(unet, stored))
    ;(result as Tensor4D).dispose()
    unet.dispose()
    console.log(stored.name, `${peakBytes - weights} of ${activations} bytes beside ${weights}`)
    expect(peakBytes).toBeLessThanOrEqual(weights + activations)
    expect(peakBytes - weights).toBeGreaterThan(0.4 * activations)
  })

  test('what the back end cannot hold is refused before anything is uploaded', async () => {
    const { config, weights } = await opened('attention')
    const before = memory().tensors
    expect(() => buildUNet({ config: { ...config, sample_size: 512, sample_width: 512 }, weights })).toThrow(
      /^memory .*whole-network/,
    )
    expect(memory().tensors).toBe(before)
  })
})

describe('a network of others', () => {
  onBackend('wasm')

  test.each(['fourier', 'learned-times', 'class-timestep', 'class-identity', 'not-square', 'random-3'])(
    '%s is warmed up with what it can be told',
    async (name) => {
      const { config, weights, probe } = await opened(name)
      const unet = buildUNet({ config, weights })
      await warmUp(unet, 1)
      expect(await selfTest(unet, probe)).toEqual({ ok: true, worst: 0 }) // nothing is stored to test it with
      unet.dispose()
    },
  )

  test.each<[string, number, Condition[], string]>([
    ['fourier', 0, [0], 'a logarithm of 0'],
    ['learned-times', 20, [0], 'a timestep beyond the table'],
    ['class-table', 3, [5], 'a class beyond the table'],
    ['class-table', 3, [0.5], 'half a class'],
    ['class-identity', 3, [7], 'a class by number, where it is a vector'],
    ['class-identity', 3, [new Float32Array(3)], 'a vector of another length'],
    ['class-timestep', 3, [NaN], 'no number'],
  ])('%s is not told %s %j: %s', async (name, t, conditions) => {
    const unet = buildUNet(await opened(name))
    const x = upload(new Float32Array(64), [1, 1, 8, 8])
    expect(() => unet.predict(x, t, conditions)).toThrow(RangeError)
    x.dispose()
    unet.dispose()
  })
})
