import {
  concat,
  reshape,
  slice,
  split,
  tensor2d,
  tensor4d,
  tidy,
  transpose,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core'
import { count } from './counters'

/**
 * A batch of pictures as a tensor.
 *
 * @param data [B, C, H, W], as PyTorch and the frames have it
 * @returns [B, H, W, C], as the network takes it; the caller disposes
 */
export function upload(
  data: Float32Array,
  [batch, channels, height, width]: readonly [number, number, number, number],
): Tensor4D {
  if (channels === 1) return tensor4d(data, [batch, height, width, 1])
  return tidy(() => transpose(tensor4d(data, [batch, channels, height, width]), [0, 2, 3, 1]))
}

/** [B, H, W, C] → [B, C, H, W], the layout of the frames. With one channel, nothing is moved. */
export function toNCHW(x: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = x.shape
  return channels === 1 ? reshape(x, [batch, 1, height, width]) : transpose(x, [0, 3, 1, 2])
}

/** One picture of a batch, [B, H, W, C] → [1, C, H, W], in the layout of the frames. */
export function pictureOf(x: Tensor4D, sample: number): Tensor4D {
  return tidy(() => toNCHW(slice(x, [sample, 0, 0, 0], [1, -1, -1, -1])))
}

/**
 * Reads the values of several tensors by one transfer. It copies them before it returns: they may be disposed while their values are
 * awaited.
 *
 * @param laidOut a tensor as it is to be read, where that is not how it lies there
 * @returns one array for each tensor, in the layout of the tensor; the arrays share no memory with the GPU, and own their buffers
 */
export async function readPacked(
  tensors: readonly Tensor[],
  laidOut: (tensor: Tensor) => Tensor = (tensor) => tensor,
): Promise<Float32Array[]> {
  if (tensors.length === 0) return []
  const packed = tidy(() => concat(tensors.map((tensor) => reshape(laidOut(tensor), [tensor.size]))))
  count.readbacks++
  try {
    const values = (await packed.data()) as Float32Array
    let at = 0
    return tensors.map(({ size }) => values.slice(at, (at += size)))
  } finally {
    packed.dispose()
  }
}

/** [B, H, W, C] → so many tensors, [B, H, W, C/parts] each. */
export function splitChannels(x: Tensor4D, parts: number): Tensor4D[] {
  return parts === 1 ? [x] : split(x, parts, 3)
}

/** The same pictures so many times side by side, [B, H, W, C] → [times·B, H, W, C]. */
export function repeat(x: Tensor4D, times: number): Tensor4D {
  return times === 1 ? x : concat<Tensor4D>(Array.from({ length: times }, () => x))
}

/** The heads of a network for pictures that were repeated: those of each time, [B, H, W, C] each. */
export function splitTimes(heads: readonly Tensor4D[], batch: number): (readonly Tensor4D[])[] {
  const times = (heads[0]?.shape[0] ?? 0) / batch
  if (times === 1) return [heads]
  return Array.from({ length: times }, (_, time) =>
    heads.map((head) => slice(head, [time * batch, 0, 0, 0], [batch, -1, -1, -1])),
  )
}

/** Pictures side by side, [Bᵢ, H, W, C] → [Σ Bᵢ, H, W, C]; always a new tensor. */
export const sideBySide = (all: readonly Tensor4D[]): Tensor4D => concat<Tensor4D>([...all])

/** The opposite: so many pictures after another, [Σ Bᵢ, H, W, C] → [Bᵢ, H, W, C]. */
export const picturesOf = (x: Tensor4D, counts: readonly number[]): Tensor4D[] => split(x, [...counts])

/** Points of the plane, [Q·2], as a tensor [Q, 2]; the caller disposes. */
export function uploadPoints(xy: Float32Array): Tensor2D {
  return tensor2d(xy, [xy.length / 2, 2])
}

/** Columns `first` … `first + count − 1` of [Q, C]. */
export function columns(x: Tensor2D, first: number, count: number): Tensor2D {
  return slice(x, [0, first], [-1, count])
}
