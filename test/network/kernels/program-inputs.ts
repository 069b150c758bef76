import { KernelBackend, registerBackend, setBackend, type DataId } from '@tensorflow/tfjs-core'
import type { Checkpoint } from '../../../src/network/checkpoint/checkpoint'
import type { Program } from '../../../src/network/program/operations'
import { conditioningOf, type Condition } from '../../../src/network/unet/conditioning'
import { weight } from '../../../src/network/checkpoint/weight'

/** Stores tensors and computes nothing. */
class Store extends KernelBackend {
  private readonly stored = new Map<DataId, Float32Array>()

  override write(values: Float32Array): DataId {
    const id = {}
    this.stored.set(id, values)
    return id
  }

  override read(id: DataId): Promise<Float32Array> {
    return Promise.resolve(this.stored.get(id) ?? new Float32Array())
  }

  override disposeData(id: DataId): boolean {
    return this.stored.delete(id)
  }

  override floatPrecision(): 32 {
    return 32
  }
}

registerBackend('store', () => new Store())

/** The rows of projections that a program is given, [B, Σ]. */
export async function projectionsOf(
  { config, weights }: Pick<Checkpoint, 'config' | 'weights'>,
  { projections }: Program,
  timesteps: readonly number[],
  classes: readonly (Condition | null)[],
): Promise<Float32Array> {
  await setBackend('store')
  const conditions = conditioningOf(config, weights)(timesteps, classes)
  const embedded = await conditions.data<'float32'>()
  conditions.dispose()
  const rows = timesteps.map((_, b) => {
    const e = embedded.subarray(b * config.time_embedding_dim, (b + 1) * config.time_embedding_dim)
    return projections.names.flatMap((name) => linear(weights, name, e))
  })
  return Float32Array.from(rows.flat())
}

function linear(weights: Checkpoint['weights'], name: string, x: Float32Array): number[] {
  const { data } = weight(weights, `${name}.weight`)
  return Array.from(weight(weights, `${name}.bias`).data, (bias, row) =>
    x.reduce((sum, value, i) => sum + value * (data[row * x.length + i] as number), bias),
  )
}

/** [B, C, H, W] → [B, H, W, C], pictures of so many pixels. */
export function toNHWC(x: Float32Array, channels: number, pixels: number): Float32Array {
  const out = new Float32Array(x.length)
  x.forEach((value, i) => {
    const [picture, channel, pixel] = [Math.floor(i / channels / pixels), Math.floor(i / pixels) % channels, i % pixels]
    out[(picture * pixels + pixel) * channels + channel] = value
  })
  return out
}

/** [B, H, W, C] → [B, C, H, W] */
export const toNCHW = (x: Float32Array, channels: number, pixels: number): Float32Array => toNHWC(x, pixels, channels)
