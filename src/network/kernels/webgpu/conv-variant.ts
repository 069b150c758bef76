import type { Convolution } from '../../program/operations'
import { tileOf, type Tile } from './tile'

/** How a convolution is divided among threads. A thread computes a strip of neighbouring pixels for four output channels. */
export interface ConvVariant {
  readonly tile: Tile
  /** Pixels of a strip. */
  readonly strip: number
  /** Threads side by side that share a strip: 4·lanes output channels of a workgroup. */
  readonly lanes: number
  /** Input channels that a workgroup holds in its memory at once: a multiple of 4. */
  readonly chunk: number
}

/** Threads of a workgroup. */
export const threadsOf = ({ tile, strip, lanes }: ConvVariant) => ((tile.rows * tile.columns) / strip) * lanes

/**
 * The longest strip for a convolution with so many outputs, by the number of quads of them. A long strip reads each weight and each pixel
 * less often; a short one gives a GPU with thousands of threads more of them. An emulated GPU has few threads, and gains by long strips only.
 */
const strips = [
  { strip: 8, quads: 2 ** 16 },
  { strip: 4, quads: 2 ** 14 },
  { strip: 2, quads: 0 },
] as const

/** Numbers that a workgroup's patch has about: short of what every device has. An emulated GPU compiles code that clears them one by one, so it has fewer. */
const patchNumbers = 512

/** Chooses by shape. @param batch pictures at once @param software whether the GPU is emulated */
export function variantOf(operation: Convolution, batch: number, software: boolean): ConvVariant {
  const { output } = operation
  const tile = tileOf(output)
  const quads = Math.ceil(output.channels / 4)
  const outputs = quads * output.height * output.width * batch
  const strip = software ? 8 : (strips.find((row) => outputs >= row.quads)?.strip ?? 2)
  const patch = patchOf(operation, tile)
  const channels = Math.floor(patchNumbers / (patch.rows * patch.columns) / 4) * 4
  return {
    tile,
    strip: Math.min(strip, tile.columns),
    lanes: quads % 8 === 0 ? 8 : 4,
    chunk: software ? 4 : Math.max(4, Math.min(channels, 16)),
  }
}

/** The pixels of the input, after doubling, that a workgroup's tile reads. */
export function patchOf({ size, stride }: Pick<Convolution, 'size' | 'stride'>, { rows, columns }: Tile): Tile {
  return { rows: (rows - 1) * stride + size, columns: (columns - 1) * stride + size }
}
