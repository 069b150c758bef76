import type { PointSet } from '../../engine/plane/protocol'
import type { PointsFrame } from './frame'

/** Points that are the visitor's, and the frame in which they came. */
export interface OwnPoints {
  readonly points: PointSet
  readonly frame: PointsFrame
}

const VERSION = 1
const HEAD = 29 // bytes: the version, three float64, one float32
const STEPS = 32767 // of a coordinate, on each side of 0

/** The most points that are packed: whoever packs more has more than a link is for. */
export const MOST_PACKED = 1000

const toBase64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    return undefined // of a length that base64 does not have
  }
}

/**
 * Points as text for a link: base64url, little-endian, of
 *
 *     version u8, frame x, y, scale f64, reach f32, N × (x, y) i16 in 1/32767 of reach, ⌈N/8⌉ bytes of labels, lowest bit first
 *
 * 5.5 characters a point. Coordinates are rounded to 1/32767 of the farthest.
 *
 * @throws RangeError if there are none, or more than `MOST_PACKED`.
 */
export function pack({ points: { xy, labels }, frame }: OwnPoints): string {
  const n = labels.length
  if (n < 1 || n > MOST_PACKED) throw new RangeError(`1 to ${MOST_PACKED} points can be packed, not ${n}.`)
  const reach = xy.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  const bytes = new Uint8Array(HEAD + 4 * n + Math.ceil(n / 8))
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  for (const [i, value] of [frame.x, frame.y, frame.scale].entries()) view.setFloat64(1 + 8 * i, value, true)
  view.setFloat32(25, reach, true)
  xy.forEach((value, i) => { view.setInt16(HEAD + 2 * i, Math.round((value / reach) * STEPS), true) })
  labels.forEach((label, i) => {
    const at = HEAD + 4 * n + (i >> 3)
    bytes[at] = (bytes[at] ?? 0) | (label << (i & 7))
  })
  return toBase64url(bytes)
}

/** The points that `pack` packed; undefined of anything else. */
export function unpack(packed: string): OwnPoints | undefined {
  const bytes = packed.length <= 8 * MOST_PACKED ? fromBase64url(packed) : undefined
  if (!bytes) return undefined
  const n = Math.floor(((bytes.length - HEAD) * 8) / 33)
  if (n < 1 || n > MOST_PACKED || bytes.length !== HEAD + 4 * n + Math.ceil(n / 8) || bytes[0] !== VERSION) return undefined
  const view = new DataView(bytes.buffer)
  const [x = NaN, y = NaN, scale = NaN] = [1, 9, 17].map((at) => view.getFloat64(at, true))
  const reach = view.getFloat32(25, true)
  if (!Number.isFinite(x + y) || !(scale > 0 && scale < Infinity && reach > 0 && reach <= 100)) return undefined
  const xy = Float32Array.from({ length: 2 * n }, (_, i) => (view.getInt16(HEAD + 2 * i, true) / STEPS) * reach)
  const labels = Uint8Array.from({ length: n }, (_, i) => ((bytes[HEAD + 4 * n + (i >> 3)] ?? 0) >> (i & 7)) & 1)
  return { points: { xy, labels }, frame: { x, y, scale } }
}
