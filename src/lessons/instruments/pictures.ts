import { meanPicture } from '../../diffusion'
import { modelOf, valuesOf } from '../../walk/model/models'
import { toBytes } from '../../walk/model/pixels'
import type { Settings } from '../../walk/model/settings'
import type { PictureShape } from '../../ui/paint'
import { NothingToMeasure } from './nothing-to-measure'

// Pictures of walks, as questions look at them and show them. Values are in [−1, 1], −1 black and 1 white.

/** A walk on the screen or beside it. */
interface Walked {
  readonly settings: Settings
  readonly frames: readonly { readonly xt: Float32Array }[]
}

/** The picture in which a walk ends, [C·H·W]. @throws NothingToMeasure where there is none */
export function endOf({ settings, frames }: Walked, sample = 0): Float32Array {
  const values = valuesOf(modelOf(settings))
  const end = frames.at(-1)?.xt.subarray(sample * values, (sample + 1) * values)
  if (end?.length !== values) throw new NothingToMeasure()
  return end
}

/** All pictures in which a walk ends. */
export const endsOf = (walked: Walked): readonly Float32Array[] =>
  Array.from({ length: walked.settings.samples }, (_, sample) => endOf(walked, sample))

/** The mean of the pictures in which a walk ends. */
export const meanEnd = (walked: Walked): Float32Array => meanPicture(endsOf(walked))

/** A picture as a question shows it: bytes from black to white. */
export function toShownPicture(
  values: Float32Array,
  settings: Settings,
): { readonly bytes: Uint8ClampedArray; readonly shape: PictureShape } {
  const { channels, size } = modelOf(settings)
  return { bytes: toBytes(values, 1), shape: { channels, size } }
}

/** The share of values that are neither nearly black nor nearly white: |x| < 0.8. Sharp digits have them at their edges alone. */
export const greyShare = (values: Float32Array): number =>
  values.reduce((grey, value) => grey + Number(Math.abs(value) < 0.8), 0) / values.length

/** A square picture out of focus: each pixel the mean of the five by five about it, within the picture. */
export function outOfFocus(values: Float32Array, size: number): Float32Array {
  return values.map((_, i) => {
    const [x, y] = [i % size, Math.floor(i / size)]
    let [sum, count] = [0, 0]
    for (let v = Math.max(0, y - 2); v <= Math.min(size - 1, y + 2); v++) {
      for (let u = Math.max(0, x - 2); u <= Math.min(size - 1, x + 2); u++) {
        sum += values[v * size + u] ?? 0
        count++
      }
    }
    return sum / count
  })
}

/** The mean distance from black in a frame of four pixels, where no digit of the data has ink to speak of; in shares of black to white. */
export function specks(values: Float32Array, size: number): number {
  const isEdge = (place: number) => place < 4 || place >= size - 4
  const edge = values.filter((_, i) => isEdge(i % size) || isEdge(Math.floor(i / size)))
  return edge.reduce((sum, value) => sum + (value + 1) / 2, 0) / edge.length
}

/** Ink of a digit, white on black: how much of the picture it covers, and how far its strokes lean to the right (pixels a pixel up). */
export function inkOf(values: Float32Array, size: number): { readonly share: number; readonly slant: number } {
  const ink = values.map((value) => Math.max(0, (value + 1) / 2))
  const total = ink.reduce((sum, each) => sum + each, 0)
  const moment = (of: (x: number, y: number) => number) =>
    ink.reduce((sum, each, i) => sum + each * of(i % size, Math.floor(i / size)), 0) / total
  const [x, y] = [moment((u) => u), moment((_, v) => v)]
  const along = moment((u, v) => (u - x) * (v - y))
  return { share: total / values.length, slant: -along / moment((_, v) => (v - y) ** 2) }
}
