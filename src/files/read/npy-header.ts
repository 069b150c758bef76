import { type Literal, NotLiteral, statementsOf } from './literal'

/** What a .npy file says of its array before the values. */
interface NpyHeader {
  /** The type of its values as numpy writes it: "<f4", or a list of the fields of a record. */
  readonly descr: Literal | undefined
  /** Whether the first axis runs fastest. */
  readonly fortran: boolean
  /** Lengths of the axes, integers ≥ 0; none of a single value. */
  readonly shape: readonly number[]
  /** The byte at which the values begin. */
  readonly start: number
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59] // \x93NUMPY
const isShape = (shape: readonly number[]) => shape.every((n) => Number.isSafeInteger(n) && n >= 0)

function dictionaryOf(text: string): Readonly<Record<string, Literal>> | undefined {
  try {
    const value = statementsOf(text)[0]?.value
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, Literal>>)
      : undefined
  } catch (error) {
    if (error instanceof NotLiteral) return undefined
    throw error
  }
}

/** The header of a .npy file (numpy.lib.format, versions 1 to 3); undefined if there is none that can be read. */
export function npyHeaderOf(bytes: Uint8Array): NpyHeader | undefined {
  const wide = (bytes[6] ?? 0) > 1
  const begin = wide ? 12 : 10
  if (bytes.length < begin || MAGIC.some((byte, i) => bytes[i] !== byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = wide ? view.getUint32(8, true) : view.getUint16(8, true)
  if (begin + length > bytes.length) return undefined
  const header = dictionaryOf(new TextDecoder().decode(bytes.subarray(begin, begin + length)))
  const shape = Array.isArray(header?.shape) ? (header.shape as readonly Literal[]).map(Number) : undefined
  if (!header || !shape || !isShape(shape)) return undefined
  return { descr: header.descr, fortran: header.fortran_order === 'True', shape, start: begin + length }
}
