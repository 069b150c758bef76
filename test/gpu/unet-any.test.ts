import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildUNet, footprint, memory, openForeign, readPacked, tidy, toNCHW, upload, urlSource, type Backend, type Condition } from '../../src/network'
import { relativeError } from '../../src/network/selfTest'
import { open } from './support'

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

/** An emulated GPU compiles for a second or two for each network: there, those that differ in what is computed, and some at random. */
const onEmulatedGpu = new Set([
  'three-levels', 'not-square', 'attention-heads-of-4', 'attention-resnets', 'resnet-blocks', 'middle-scaled', 'mish', 'gelu', 'relu',
  'fourier', 'centred', 'skip', 'skip-attention', 'random-0', 'random-5',
])

async function outputOf({ name, timesteps, classes, x }: GoldenNetwork): Promise<{ readonly y: Float32Array; readonly held: number; readonly promised: number }> {
  const unet = buildUNet(await openForeign(urlSource(`${folder}/${name}`)))
  const { in_channels, sample_size, sample_width } = unet.config
  const asked: Condition[] = (classes ?? []).map((label) => (typeof label === 'number' ? label : Float32Array.from(label)))
  try {
    const result = tidy(() => toNCHW(unet.predict(upload(Float32Array.from(x), [2, in_channels, sample_size, sample_width]), timesteps, asked)))
    const [y = new Float32Array()] = await readPacked([result])
    result.dispose()
    return { y, held: memory().tensors, promised: footprint(unet.config).parameters }
  } finally {
    unet.dispose()
  }
}

describe.each([
  ['webgpu', 1e-3],
  ['wasm', 1e-4],
] as const)('on %s, random networks of every kind agree with PyTorch', (backendName, tolerance) => {
  let backend: Backend
  beforeAll(async () => {
    backend = await open(backendName)
  })
  afterAll(() => {
    backend.dispose()
  })
  const chosen = backendName === 'wasm' ? cases : cases.filter(({ name }) => onEmulatedGpu.has(name))

  test.each(chosen)('$name', async (stored) => {
    const { y } = await outputOf(stored)
    const error = relativeError(y, Float32Array.from(stored.output))
    console.log(backendName, stored.name, error.toExponential(1))
    expect(error).toBeLessThanOrEqual(tolerance)
    expect(memory().tensors).toBe(0)
  })
})
