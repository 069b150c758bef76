import { sum, tidy, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core'
import { readPacked } from '../transfer'
import type { Weights } from './weights'

/** What some steps came to. */
export interface Gathered {
  /** Of each step, [B] or [1]. */
  readonly losses: readonly Float32Array[]
  /** Whether all weights are numbers still. */
  readonly finite: boolean
}

/** Reads the losses of several steps, and whether the weights that they led to are finite, by one transfer. @param losses disposed */
export async function gather(losses: readonly Tensor1D[], { theta, average, second }: Weights): Promise<Gathered> {
  const sums = tidy(() => [theta, average, second].map((vector) => sum<Tensor>(vector))) // NaN and ∞ outlive any sum
  try {
    const read = await readPacked([...losses, ...sums])
    return { losses: read.slice(0, losses.length), finite: read.slice(losses.length).every(([value]) => Number.isFinite(value)) }
  } finally {
    for (const tensor of [...losses, ...sums]) tensor.dispose()
  }
}
