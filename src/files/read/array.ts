import { arrayFault, type ArrayFault } from './fault'
import { halfOf } from './half'
import type { Literal } from './literal'
import { npyHeaderOf } from './npy-header'

/** An array of numbers, in C order whatever the order of the file. */
export interface NumberArray {
  readonly kind: 'numbers'
  readonly shape: readonly number[]
  /** As numpy names it, without the order of bytes: "f4", "i8", "b1". */
  readonly type: string
  /** float32 of float16 and float32; else float64, in which an int64 beyond 2⁵³ is rounded. */
  readonly values: Float32Array | Float64Array
}

/** A single text, or the first of several. */
interface TextArray {
  readonly kind: 'text'
  readonly text: string
}

type ReadValue = (view: DataView, at: number, little: boolean) => number

/** How each type of number is read. Source: numpy.lib.format, and IEEE 754 for float16. */
const READS: Readonly<Record<string, readonly [bytes: number, read: ReadValue]>> = {
  f2: [2, (view, at, little) => halfOf(view.getUint16(at, little))],
  f4: [4, (view, at, little) => view.getFloat32(at, little)],
  f8: [8, (view, at, little) => view.getFloat64(at, little)],
  i1: [1, (view, at) => view.getInt8(at)],
  i2: [2, (view, at, little) => view.getInt16(at, little)],
  i4: [4, (view, at, little) => view.getInt32(at, little)],
  i8: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  u1: [1, (view, at) => view.getUint8(at)],
  u2: [2, (view, at, little) => view.getUint16(at, little)],
  u4: [4, (view, at, little) => view.getUint32(at, little)],
  u8: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
  b1: [1, (view, at) => (view.getUint8(at) ? 1 : 0)],
}

/** More axes than a walk has: frame, sample, channel, row, column. */
const MOST_AXES = 5

interface ValueType {
  readonly little: boolean
  readonly kind: string
  readonly size: string
}

function typeOf(descr: Literal | undefined): ValueType | undefined {
  const [, order, kind = '', size = ''] =
    typeof descr === 'string' ? (/^([<>|=]?)([a-zA-Z?])(\d{0,9})$/.exec(descr) ?? []) : []
  return kind === '' ? undefined : { little: order !== '>', kind, size }
}

/** For each value in C order, its place in a file that has the first axis fastest. */
function fortranPlaces(shape: readonly number[]): (i: number) => number {
  const strides = shape.map((_, axis) => shape.slice(0, axis).reduce((product, n) => product * n, 1))
  return (i) => {
    let [rest, place] = [i, 0]
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const n = shape[axis] ?? 1
      place += (rest % n) * (strides[axis] ?? 0)
      rest = Math.floor(rest / n)
    }
    return place
  }
}

function textOf(view: DataView, start: number, { kind, size, little }: ValueType): string {
  const each = kind === 'U' ? 4 : 1
  const points: string[] = []
  for (let i = 0; i < Number(size); i++) {
    const point = kind === 'U' ? view.getUint32(start + each * i, little) : view.getUint8(start + i)
    if (point > 0 && point <= 0x10ffff) points.push(String.fromCodePoint(point))
  }
  return points.join('')
}

/** Bytes of a value; undefined of what is neither a number nor a text. */
function bytesOf({ kind, size }: ValueType): number | undefined {
  if (kind === 'U') return 4 * Number(size)
  return kind === 'S' ? Number(size) : READS[kind === '?' ? 'b1' : kind + size]?.[0]
}

/** A type that is refused, in its own words: Python objects are no data, but a program. */
function refused(descr: Literal | undefined, name: string): ArrayFault {
  const words = typeof descr === 'string' ? descr : JSON.stringify(descr ?? '')
  const isObject = /(^|["'<>|=])O\d*($|["'])/.test(words)
  return arrayFault(isObject ? 'arrays-object' : 'arrays-type', name, { found: words.slice(0, 40) })
}

/**
 * Opens a .npy file (numpy.lib.format, versions 1 to 3) of numbers or text, of up to five axes, in either order of axes and bytes.
 * Nothing is allocated before the file is known to hold as many bytes as its shape says.
 *
 * @param name the name of the file, for faults
 */
export function openArray(bytes: Uint8Array, name: string): NumberArray | TextArray | ArrayFault {
  const header = npyHeaderOf(bytes)
  if (!header) return arrayFault('arrays-broken', name)
  const { shape, start, fortran } = header
  const type = typeOf(header.descr)
  const each = type && bytesOf(type)
  if (!type || each === undefined) return refused(header.descr, name)
  if (shape.length > MOST_AXES) return arrayFault('arrays-rank', name, { found: shape.join(' × '), most: MOST_AXES })
  const count = shape.reduce((product, n) => product * n, 1)
  if (!(start + each * count <= bytes.length)) return arrayFault('arrays-broken', name)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type.kind === 'U' || type.kind === 'S') return { kind: 'text', text: count > 0 ? textOf(view, start, type) : '' }
  const numeric = type.kind === '?' ? 'b1' : type.kind + type.size
  const [, read] = READS[numeric] ?? []
  if (!read) return refused(header.descr, name)
  const values = numeric === 'f2' || numeric === 'f4' ? new Float32Array(count) : new Float64Array(count)
  const place = fortran && shape.length > 1 ? fortranPlaces(shape) : (i: number) => i
  for (let i = 0; i < count; i++) values[i] = read(view, start + each * place(i), type.little)
  return { kind: 'numbers', shape, type: numeric, values }
}
