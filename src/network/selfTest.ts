import { tidy } from '@tensorflow/tfjs-core'
import type { Probe } from './checkpoint/probe'
import { readPacked, toNCHW, upload } from './transfer'
import type { UNet } from './unet/unet'

/** Above this the back end is not to be trusted: GPUs that compute wrong are off by far more, rounding by far less. */
const tolerance = 1e-3

/**
 * Runs the stored inputs and compares with PyTorch's outputs.
 *
 * @returns the largest relative error max|y − y*| / max|y*| of all cases (NaN where anything is not finite), and whether
 *   it is small enough
 */
export async function selfTest(unet: UNet, probe: Probe): Promise<{ readonly ok: boolean; readonly worst: number }> {
  const { in_channels, out_channels, sample_size } = unet.config
  const { cases } = probe
  const inputs = join(cases.map((c) => c.x))
  const output = tidy(() => {
    const x = upload(inputs, [cases.length, in_channels, sample_size, sample_size])
    return toNCHW(unet.predict(x, cases.map((c) => c.t), cases.map((c) => c.class)))
  })
  const [found] = await readPacked([output]).finally(() => {
    output.dispose()
  })
  const size = out_channels * sample_size ** 2
  const errors = cases.map((c, i) => relativeError((found as Float32Array).subarray(i * size, (i + 1) * size), c.output))
  const worst = Math.max(...errors)
  return { ok: worst <= tolerance, worst }
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

function join(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
