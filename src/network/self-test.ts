import { tidy, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Probe, ProbeCase } from './checkpoint/probe'
import { readPacked, toNCHW, upload } from './transfer'
import type { UNet } from './unet/unet'

/** A larger error means that the back end computes wrong numbers: rounding gives a far smaller one, a faulty GPU a far larger one. */
export const tolerance = 1e-3

/**
 * Computes the network's outputs for the stored inputs and compares them with PyTorch's.
 *
 * Without stored inputs nothing is tested, and the error is 0.
 *
 * @returns the largest relative error max|y − y*| / max|y*| of all cases (NaN where anything is not finite), and whether
 *   it is small enough
 */
export async function selfTest(
  unet: UNet,
  { cases }: Probe,
): Promise<{ readonly ok: boolean; readonly worst: number }> {
  const outputs = cases.map((stored) => outputOf(unet, stored))
  const values = await readPacked(outputs).finally(() => {
    for (const output of outputs) output.dispose()
  })
  const worst = Math.max(0, ...cases.map(({ output }, i) => relativeError(values[i] ?? new Float32Array(), output)))
  return { ok: worst <= tolerance, worst }
}

function outputOf(unet: UNet, { x, t, class: label }: ProbeCase): Tensor4D {
  const { in_channels, sample_size, sample_width } = unet.config
  return tidy(() => toNCHW(unet.predict(upload(x, [1, in_channels, sample_size, sample_width]), t, [label])))
}

/** max|y − y*| / max|y*|; NaN where y is not finite. */
export function relativeError(y: Float32Array, expected: Float32Array): number {
  let difference = y.length === expected.length ? 0 : NaN
  let largest = 0
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs((y[i] as number) - (expected[i] as number))) // keeps NaN
    largest = Math.max(largest, Math.abs(expected[i] as number))
  }
  return difference / largest
}
