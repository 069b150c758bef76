import { problem, type Problem } from '../problem'
import { halfOf } from '../../../files/read/half'
import type { Literal } from '../../../files/read/literal'
import { npyHeaderOf } from '../../../files/read/npy-header'

/** An array of a file: its values as text, by their index in C order. */
export interface StoredArray {
  readonly shape: readonly number[]
  /** The fields of its records, each like an array of its own; a single one with the name "" if the values are no records. */
  readonly fields: readonly (readonly [name: string, at: (i: number) => string])[]
}

type Read = (view: DataView, at: number, little: boolean) => string

const reads: Readonly<Record<string, readonly [bytes: number, read: Read]>> = {
  f2: [2, (view, at, little) => String(halfOf(view.getUint16(at, little)))],
  f4: [4, (view, at, little) => String(view.getFloat32(at, little))],
  f8: [8, (view, at, little) => String(view.getFloat64(at, little))],
  i1: [1, (view, at) => String(view.getInt8(at))],
  i2: [2, (view, at, little) => String(view.getInt16(at, little))],
  i4: [4, (view, at, little) => String(view.getInt32(at, little))],
  i8: [8, (view, at, little) => String(view.getBigInt64(at, little))],
  u1: [1, (view, at) => String(view.getUint8(at))],
  u2: [2, (view, at, little) => String(view.getUint16(at, little))],
  u4: [4, (view, at, little) => String(view.getUint32(at, little))],
  u8: [8, (view, at, little) => String(view.getBigUint64(at, little))],
  b1: [1, (view, at) => String(view.getUint8(at))],
}

interface Type {
  readonly bytes: number
  readonly read: (view: DataView, at: number) => string
}

/** The type that numpy names "<f8" or "<U5"; undefined unless it is a number or a text. */
function typeOf(name: Literal | undefined): Type | undefined {
  const [, order, kind = '', size = ''] =
    typeof name === 'string' ? (/^([<>|=]?)([a-zA-Z?])(\d*)$/.exec(name) ?? []) : []
  const little = order !== '>'
  const count = Number(size)
  if (kind === 'U' || kind === 'S') {
    const each = kind === 'U' ? 4 : 1
    const code = (view: DataView, at: number) => (kind === 'U' ? view.getUint32(at, little) : view.getUint8(at))
    return {
      bytes: each * count,
      read: (view, at) =>
        Array.from({ length: count }, (_, i) => code(view, at + each * i))
          .filter((point) => point > 0 && point <= 0x10ffff)
          .map((point) => String.fromCodePoint(point))
          .join(''),
    }
  }
  const numeric = reads[kind === '?' ? 'b1' : kind + size]
  return numeric && { bytes: numeric[0], read: (view, at) => numeric[1](view, at, little) }
}

/** The fields of a type with the offset of each, in bytes; a single one with the name "" if the type is no record. */
function fieldsOf(
  descr: Literal | undefined,
): readonly (readonly [name: string, type: Type, offset: number])[] | undefined {
  if (!Array.isArray(descr)) {
    const type = typeOf(descr)
    return type && [['', type, 0]]
  }
  let offset = 0
  const fields: (readonly [string, Type, number])[] = []
  for (const entry of descr as readonly Literal[]) {
    const [name, type] = Array.isArray(entry)
      ? [(entry as readonly Literal[])[0], typeOf((entry as readonly Literal[])[1])]
      : []
    if (typeof name !== 'string' || !type) return undefined
    fields.push([name, type, offset])
    offset += type.bytes
  }
  return fields
}

/**
 * Opens a .npy file (numpy.lib.format, versions 1 to 3): numbers or texts, in C or Fortran order, or a list of records.
 *
 * @param name the name of the file, for problems
 */
export function openNpy(bytes: Uint8Array, name: string): StoredArray | Problem {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = npyHeaderOf(bytes)
  if (!header) return problem('unreadable', { found: name })
  const { shape, start } = header
  const fields = fieldsOf(header.descr)
  if (!fields) return problem('array-type', { found: name })
  const size = fields.reduce((sum, [, type]) => sum + type.bytes, 0)
  const count = shape.reduce((product, n) => product * n, 1)
  if (!(start + size * count <= bytes.length)) return problem('unreadable', { found: name })
  const [rows = 1, columns = 1] = shape
  const fortran = header.fortran && shape.length === 2
  const place = (i: number) => (fortran ? Math.floor(i / columns) + (i % columns) * rows : i)
  return {
    shape,
    fields: fields.map(
      ([field, type, offset]) => [field, (i: number) => type.read(view, start + size * place(i) + offset)] as const,
    ),
  }
}
