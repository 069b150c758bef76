import { describe, type Description, type Detail } from '../description'
import { CheckpointError } from '../errors'
import { isObject } from './fields'
import { JsonError, readUniqueJson } from './json'
import { isLfsPointer, isPickle, isZipArchive } from '../../files/first-bytes'

/** A tensor's type and shape, and its place in the file's data. */
export interface Entry {
  readonly dtype: keyof typeof bytesOf
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

/** The bytes of one number of each type that can be read. */
const bytesOf = { F16: 2, BF16: 2, F32: 4 } as const
/** The longest header that is read, in bytes; networks of thousands of tensors need a tenth of it. */
export const maxHeader = 1 << 20
const maxTensors = 10_000

interface Header {
  readonly entries: Map<string, Entry>
  /** The file's metadata: untrusted. */
  readonly metadata: unknown
  readonly dataStart: number
}

/** Bytes → header entries by name. Layout: uint64 header length, JSON header, data. */
export function parseHeader(file: string, bytes: Uint8Array): Header {
  checkKind(file, bytes)
  if (bytes.length < 8) throw new CheckpointError('truncated', { file, found: bytes.length, expected: 8 })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32
  if (length > maxHeader)
    throw new CheckpointError('header', {
      file,
      field: ['header-length'],
      found: ['bytes', length],
      expected: ['at-most', maxHeader],
    })
  if (8 + length > bytes.length)
    throw new CheckpointError('truncated', { file, found: bytes.length, expected: 8 + length })
  return { ...parseEntries(file, bytes.subarray(8, 8 + length)), dataStart: 8 + length }
}

/** What a pickle's third byte can be: the operations with which PyTorch's pickles begin. */
const PICKLED = [0x8a, 0x95, 0x63, 0x7d]

/** Refuses files of other formats, which their first bytes show; as a header length, those bytes would mean gigabytes. */
function checkKind(file: string, bytes: Uint8Array): void {
  if (isZipArchive(bytes)) throw new CheckpointError('zip', { file })
  if (isPickle(bytes) && PICKLED.includes(bytes[2] ?? 0)) throw new CheckpointError('pickle', { file })
  if (isLfsPointer(bytes)) throw new CheckpointError('lfs-pointer', { file })
}

function parseEntries(file: string, headerBytes: Uint8Array): Omit<Header, 'dataStart'> {
  const fail = (field: string | Description, actual: Detail, expected: Detail) =>
    new CheckpointError('header', { file, field, found: actual, expected })
  let header: unknown
  try {
    header = readUniqueJson(new TextDecoder('utf-8', { fatal: true }).decode(headerBytes))
  } catch (error) {
    throw fail(['header'], error instanceof JsonError ? error.description : ['not-text'], ['json-names-once'])
  }
  if (!isObject(header)) throw fail(['header'], describe(header), ['object'])
  const names = Object.keys(header)
  if (names.length > maxTensors) throw fail(['header'], names.length, ['at-most-tensors', maxTensors])
  const entries = new Map<string, Entry>()
  for (const name of names) {
    if (name !== '__metadata__')
      entries.set(
        name,
        parseEntry(header[name], (key, actual, expected) => fail(`${short(name)} ${key}`.trimEnd(), actual, expected)),
      )
  }
  return { entries, metadata: Object.hasOwn(header, '__metadata__') ? header.__metadata__ : undefined }
}

function parseEntry(value: unknown, fail: (key: string, actual: Detail, expected: Detail) => CheckpointError): Entry {
  if (!isObject(value)) throw fail('', describe(value), ['object'])
  const { dtype, shape, data_offsets: offsets } = value
  if (dtype !== 'F16' && dtype !== 'BF16' && dtype !== 'F32')
    throw fail('dtype', describe(dtype), ['one-of', '"F16"', '"BF16"', '"F32"'])
  if (!isCounts(shape, 1) || shape.length > 4) throw fail('shape', describe(shape), ['positive-integers', 4])
  if (!isCounts(offsets, 0) || offsets.length !== 2) throw fail('data_offsets', describe(offsets), ['two-integers'])
  const [begin, end] = offsets as [number, number]
  const size = shape.reduce((product, n) => product * n, bytesOf[dtype])
  if (end - begin !== size) throw fail('data_offsets', ['bytes', end - begin], ['bytes-of-shape', size])
  return { dtype, shape, begin, end }
}

function isCounts(value: unknown, low: number): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && (n as number) >= low)
}

/** Checks that the tensors, in file order, fill the data exactly. */
export function checkOffsets(file: string, entries: ReadonlyMap<string, Entry>, dataBytes: number): void {
  let at = 0
  for (const [name, { begin, end }] of [...entries].sort(([, a], [, b]) => a.begin - b.begin)) {
    if (begin !== at)
      throw new CheckpointError('header', {
        file,
        field: `${short(name)} data_offsets`,
        found: ['starts-at', begin],
        expected: ['end-of-last-tensor', at],
      })
    at = end
  }
  if (at > dataBytes) throw new CheckpointError('truncated', { file, found: dataBytes, expected: at })
  if (at < dataBytes)
    throw new CheckpointError('header', {
      file,
      field: ['data-length'],
      found: ['bytes', dataBytes],
      expected: ['bytes', at],
    })
}

/** Shortens a name for a message. */
export function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name
}
