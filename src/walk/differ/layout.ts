import type { PictureShape } from '../../ui/paint'

/** How the states of a trajectory lie in an array: what its axes are, all beside the first, which counts the frames. */
export interface Layout {
  /** n */
  readonly frames: number
  readonly samples: number
  /** Whether a pixel's colours stand together, [H, W, C], as matplotlib has them. */
  readonly channelsLast: boolean
}

const same = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((n, i) => n === b[i])

/**
 * What the axes of an array are, if its states can be pictures of a shape: [n, samples, C, H, W] or with C last, without the axis
 * of samples, without that of a single channel, or with each picture as one row.
 *
 * @returns undefined where it cannot be a trajectory
 */
export function layoutOf(shape: readonly number[], { channels, size }: PictureShape): Layout | undefined {
  const [frames = 0, ...rest] = shape
  const pictures: readonly (readonly [axes: readonly number[], channelsLast: boolean])[] = [
    [[channels, size, size], false],
    [[size, size, channels], channels > 1],
    ...(channels === 1 ? ([[[size, size], false]] as const) : []),
    [[channels * size * size], false],
  ]
  if (frames < 2) return undefined
  for (const [axes, channelsLast] of pictures) {
    if (same(rest, axes)) return { frames, samples: 1, channelsLast }
    const [samples = 0, ...others] = rest
    if (samples > 0 && same(others, axes)) return { frames, samples, channelsLast }
  }
  return undefined
}

/** The state of a frame, [samples·C·H·W], of values in the layout. */
export function stateAt(
  values: Float32Array | Float64Array,
  { samples, channelsLast }: Layout,
  { channels, size }: PictureShape,
  frame: number,
): Float32Array {
  const plane = size * size
  const each = channels * plane
  const state = new Float32Array(samples * each)
  const first = frame * samples * each
  for (let i = 0; i < state.length; i++) {
    const [start, inside] = [i - (i % each), i % each]
    const place = channelsLast ? start + (inside % plane) * channels + Math.floor(inside / plane) : i
    state[i] = values[first + place] ?? NaN
  }
  return state
}
