import { keep, type Tensor4D } from '@tensorflow/tfjs-core'
import { readPacked, toNCHW, tidy, upload, type UNet } from '../../src/network'
import { relativeError } from '../../src/network/self-test'

/** What training/tiny.py and training/golden.py write: PyTorch's outputs, and inner activations of some cases. */
export interface Golden {
  readonly generator: string
  readonly cases: readonly GoldenCase[]
}

export interface GoldenCase {
  readonly t: number
  readonly class: number
  readonly x: readonly number[]
  readonly output: readonly number[]
  /** The leading channels of what a module computes. */
  readonly activations: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>
  >
}

export async function golden(path: string): Promise<Golden> {
  const response = await fetch(path)
  return (await response.json()) as Golden
}

/** The largest relative errors of a case: of the output, and of each stored activation, by name. */
export async function errorsOf(unet: UNet, expected: GoldenCase): Promise<Map<string, number>> {
  const { in_channels, sample_size } = unet.config
  const activations = new Map<string, Tensor4D>()
  tidy(() => {
    const x = upload(Float32Array.from(expected.x), [1, in_channels, sample_size, sample_size])
    const watch = (name: string, activation: Tensor4D) => {
      if (name in expected.activations) activations.set(name, keep(toNCHW(activation)))
    }
    activations.set('output', keep(toNCHW(unet.predict(x, expected.t, [expected.class], watch))))
  })
  const values = await readPacked([...activations.values()])
  activations.forEach((tensor) => {
    tensor.dispose()
  })
  const reference = (name: string) =>
    Float32Array.from(name === 'output' ? expected.output : (expected.activations[name]?.data ?? []))
  return new Map(
    [...activations.keys()].map((name, i) => [
      name,
      relativeError((values[i] ?? new Float32Array()).subarray(0, reference(name).length), reference(name)),
    ]),
  )
}
