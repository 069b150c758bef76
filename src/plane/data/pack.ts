import type { PointSet } from '../../engine/protocol/plane'
import { asPackedNumbers, type Bytes, fromPackedNumbers } from './exact-numbers'
import { intoFrame, isFrame, outOfFrame, type PointsFrame } from './frame'

/** The visitor's own points, and the frame that maps their coordinates into the view. */
export interface OwnPoints {
  readonly points: PointSet
  readonly frame: PointsFrame
  /** [N·2], the coordinates as given, with every digit; undefined if only their places in the view are known. */
  readonly original?: Float64Array | undefined
}

const ROUNDED = 1
const EXACT = 2
const HEAD = 29 // bytes before rounded points: the version, three float64, one float32
const EXACT_HEAD = 27 // bytes before exact points: the version, three float64, their number as uint16
const STEPS = 32767 // the largest int16

/** The most points that a link carries. */
export const MOST_PACKED = 1000
/** The most characters of exact points; if they need more, the coordinates are rounded. */
const LONGEST = 12_000

const toBase64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

function fromBase64url(text: string): Bytes | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
  } catch {
    return undefined // the length is not one that base64 can have
  }
}

function writeFrame(view: DataView, { x, y, scale }: PointsFrame): void {
  for (const [i, value] of [x, y, scale].entries()) view.setFloat64(1 + 8 * i, value, true)
}

function readFrame(view: DataView): PointsFrame | undefined {
  const [x = NaN, y = NaN, scale = NaN] = [1, 9, 17].map((at) => view.getFloat64(at, true))
  return isFrame({ x, y, scale }) ? { x, y, scale } : undefined
}

/** Packs labels into ⌈N/8⌉ bytes, lowest bit first. */
function packedLabels(labels: Uint8Array): Bytes {
  const bytes = new Uint8Array(Math.ceil(labels.length / 8))
  labels.forEach((label, i) => {
    bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (label << (i & 7))
  })
  return bytes
}

const unpackedLabels = (bytes: Uint8Array, n: number): Uint8Array =>
  Uint8Array.from({ length: n }, (_, i) => ((bytes[i >> 3] ?? 0) >> (i & 7)) & 1)

function packExact(original: Float64Array, labels: Uint8Array, frame: PointsFrame): string {
  const numbers = asPackedNumbers(original)
  const bits = packedLabels(labels)
  const bytes = new Uint8Array(EXACT_HEAD + bits.length + numbers.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, EXACT)
  writeFrame(view, frame)
  view.setUint16(25, labels.length, true)
  bytes.set(bits, EXACT_HEAD)
  bytes.set(numbers, EXACT_HEAD + bits.length)
  return toBase64url(bytes)
}

function packRounded({ xy, labels }: PointSet, frame: PointsFrame): string {
  const n = labels.length
  const reach = xy.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6)
  const bytes = new Uint8Array(HEAD + 4 * n + Math.ceil(n / 8))
  const view = new DataView(bytes.buffer)
  view.setUint8(0, ROUNDED)
  writeFrame(view, frame)
  view.setFloat32(25, reach, true)
  xy.forEach((value, i) => {
    view.setInt16(HEAD + 2 * i, Math.round((value / reach) * STEPS), true)
  })
  bytes.set(packedLabels(labels), HEAD + 4 * n)
  return toBase64url(bytes)
}

/**
 * Packs points as text for a link: base64url, little-endian. Rounded to 1/32767 of the farthest coordinate, at 5.5 characters a
 * point:
 *
 *     1, frame x, y, scale f64, reach f32, N × (x, y) i16 in 1/32767 of reach, ⌈N/8⌉ bytes of labels, lowest bit first
 *
 * or, if every digit is known and fits into 12,000 characters:
 *
 *     2, frame x, y, scale f64, N u16, ⌈N/8⌉ bytes of labels, numbers as in exact-numbers.ts
 *
 * @throws RangeError if there are no points, or more than `MOST_PACKED`.
 */
export function pack({ points, frame, original }: OwnPoints): string {
  const n = points.labels.length
  if (n < 1 || n > MOST_PACKED) throw new RangeError(`1 to ${MOST_PACKED} points can be packed, not ${n}.`)
  const exact = original && packExact(original, points.labels, frame)
  return exact !== undefined && exact.length <= LONGEST ? exact : packRounded(points, frame)
}

function unpackExact(bytes: Bytes, view: DataView, frame: PointsFrame): OwnPoints | undefined {
  const n = bytes.length >= EXACT_HEAD ? view.getUint16(25, true) : 0
  if (n < 1 || n > MOST_PACKED) return undefined
  const at = EXACT_HEAD + Math.ceil(n / 8)
  const original = fromPackedNumbers(bytes.subarray(at), 2 * n)
  const xy = original && intoFrame(original, frame)
  return xy?.every((value) => Math.abs(value) <= 100)
    ? { points: { xy, labels: unpackedLabels(bytes.subarray(EXACT_HEAD, at), n) }, frame, original }
    : undefined
}

function unpackRounded(bytes: Bytes, view: DataView, frame: PointsFrame): OwnPoints | undefined {
  const n = Math.floor(((bytes.length - HEAD) * 8) / 33)
  if (n < 1 || n > MOST_PACKED || bytes.length !== HEAD + 4 * n + Math.ceil(n / 8)) return undefined
  const reach = view.getFloat32(25, true)
  if (!(reach > 0 && reach <= 100)) return undefined
  const xy = Float32Array.from({ length: 2 * n }, (_, i) => (view.getInt16(HEAD + 2 * i, true) / STEPS) * reach)
  return outOfFrame(xy, frame).every(Number.isFinite)
    ? { points: { xy, labels: unpackedLabels(bytes.subarray(HEAD + 4 * n), n) }, frame }
    : undefined
}

/** Unpacks the points that `pack` packed; undefined for anything else. */
export function unpack(packed: string): OwnPoints | undefined {
  const bytes = packed.length <= LONGEST ? fromBase64url(packed) : undefined
  if (!bytes || bytes.length < EXACT_HEAD) return undefined
  const view = new DataView(bytes.buffer)
  const frame = readFrame(view)
  if (!frame) return undefined
  return bytes[0] === EXACT
    ? unpackExact(bytes, view, frame)
    : bytes[0] === ROUNDED
      ? unpackRounded(bytes, view, frame)
      : undefined
}
