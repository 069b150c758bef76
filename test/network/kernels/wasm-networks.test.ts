import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileProgram } from '../../../setup/program-wasm'
import type { Checkpoint } from '../../../src/network/checkpoint/checkpoint'
import { openForeign } from '../../../src/network/checkpoint/foreign'
import { filesSource } from '../../../src/network/checkpoint/source'
import { createWasmProgram } from '../../../src/network/kernels/wasm/program'
import { lower } from '../../../src/network/program/lower'
import { relativeError } from '../../../src/network/self-test'
import type { Condition } from '../../../src/network/unet/conditioning'
import { blobs, dropped, filesOf } from '../checkpoint-files'
import { projectionsOf, toNCHW, toNHWC } from './program-inputs'

/** What training/golden_unet.py writes: two pictures a network, [2, channels, H, W] flattened, and PyTorch's outputs. */
interface GoldenNetwork {
  readonly name: string
  readonly timesteps: readonly number[]
  readonly classes: readonly (number | readonly number[])[] | null
  readonly x: readonly number[]
  readonly output: readonly number[]
}

const golden = new URL('../../golden/unet/golden.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(golden, 'utf8')) as { readonly cases: readonly GoldenNetwork[] }
const module = await WebAssembly.compile(readFileSync(await compileProgram('plain')))

/** The network's output by the module, [B, out_channels, H, W]. @param x [B, in_channels, H, W] */
async function computed(
  checkpoint: Pick<Checkpoint, 'config' | 'weights'>,
  x: Float32Array,
  timesteps: readonly number[],
  classes: readonly Condition[],
): Promise<Float32Array> {
  const { config, weights } = checkpoint
  const program = lower(config)
  const running = createWasmProgram(program, weights, module)
  const pixels = config.sample_size * config.sample_width
  const nhwc = toNHWC(x, config.in_channels, pixels)
  const centred = config.center_input_sample ? nhwc.map((value) => 2 * value - 1) : nhwc
  const out = new Float32Array(timesteps.length * pixels * config.out_channels)
  running.run(centred, timesteps.length, await projectionsOf(checkpoint, program, timesteps, classes), out)
  running.dispose()
  const y = toNCHW(out, config.out_channels, pixels)
  if (config.time_embedding_type !== 'fourier') return y
  return y.map((value, i) => value / (timesteps[Math.floor((i * timesteps.length) / y.length)] as number))
}

test.each(cases)('$name agrees with PyTorch', async ({ name, x, timesteps, classes, output }) => {
  const checkpoint = await openForeign(filesSource(blobs(dropped(name))))
  const requests = (classes ?? []).map((label) => (typeof label === 'number' ? label : Float32Array.from(label)))
  const y = await computed(checkpoint, Float32Array.from(x), timesteps, requests)
  expect(relativeError(y, Float32Array.from(output))).toBeLessThanOrEqual(1e-4)
})

const shelf = new URL('../../../public/models/', import.meta.url)
const networks = readdirSync(shelf).filter((id) => !id.endsWith('classifier'))

describe.runIf(networks.length > 0)('the networks of the shelf', () => {
  test.each(networks)('%s computes what its probe has', async (id) => {
    const checkpoint = await openForeign(filesSource(blobs(filesOf(new URL(`${id}/`, shelf)))))
    expect(checkpoint.probe.cases.length).toBeGreaterThan(0)
    for (const { x, t, class: label, output } of checkpoint.probe.cases) {
      expect(relativeError(await computed(checkpoint, x, [t], [label]), output)).toBeLessThanOrEqual(1e-4)
    }
  })
})
