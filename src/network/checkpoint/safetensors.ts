import { CheckpointError, shown } from '../errors'
import { isObject } from './fields'
import { halfToFloat } from './half'

/** A tensor of a checkpoint: shape as PyTorch has it, values as float32. */
export interface Weight {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

interface Entry {
  readonly dtype: keyof typeof bytesOf
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

const bytesOf = { F16: 2, F32: 4 } as const
const maxHeader = 1 << 20
const maxTensors = 10_000

/**
 * Reads a safetensors file under strict rules: a header of at most 1 MB, F16 and F32 only, offsets that fill the data
 * without gap or overlap, exactly the expected names and shapes, finite values. Nothing is allocated before it is
 * known to be backed by bytes of the file.
 *
 * @param expected the name and shape of every tensor, from the config
 * @throws CheckpointError
 */
export function parseSafetensors(file: string, bytes: Uint8Array, expected: ReadonlyMap<string, readonly number[]>): Map<string, Weight> {
  const { entries, dataStart } = parseHeader(file, bytes)
  checkOffsets(file, entries, bytes.length - dataStart)
  checkNames(file, entries, expected)
  const weights = new Map<string, Weight>()
  for (const [name, entry] of entries) {
    const raw = bytes.slice(dataStart + entry.begin, dataStart + entry.end) // aligned
    const data = entry.dtype === 'F16' ? halfToFloat(new Uint16Array(raw.buffer)) : new Float32Array(raw.buffer)
    checkFinite(file, name, data)
    weights.set(name, { shape: entry.shape, data })
  }
  return weights
}

/** Bytes → header entries by name. Layout: uint64 header length, JSON header, data. */
function parseHeader(file: string, bytes: Uint8Array): { entries: Map<string, Entry>; dataStart: number } {
  if (bytes.length < 8) throw new CheckpointError('truncated', { file, found: `${bytes.length} bytes`, expected: 'at least 8' })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32
  if (length > maxHeader) throw new CheckpointError('header', { file, field: 'header length', found: `${length} bytes`, expected: `at most ${maxHeader}` })
  if (8 + length > bytes.length) throw new CheckpointError('truncated', { file, found: `${bytes.length} bytes`, expected: `a header of ${length}` })
  return { entries: parseEntries(file, bytes.subarray(8, 8 + length)), dataStart: 8 + length }
}

function parseEntries(file: string, headerBytes: Uint8Array): Map<string, Entry> {
  const fail = (field: string, found: unknown, expected: string) => new CheckpointError('header', { file, field, found: shown(found), expected })
  let header: unknown
  let source: string
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(headerBytes)
    header = JSON.parse(source)
  } catch {
    throw fail('header', 'bytes that are not JSON', 'JSON')
  }
  if (!isObject(header)) throw fail('header', header, 'an object')
  const names = Object.keys(header)
  if (names.length > maxTensors) throw fail('header', names.length, `at most ${maxTensors} tensors`)
  const entries = new Map<string, Entry>()
  for (const name of names) {
    if (name !== '__metadata__') entries.set(name, parseEntry(header[name], (what, found, wanted) => fail(`${short(name)} ${what}`, found, wanted)))
  }
  if (occurrences(source) !== entries.size) throw fail('header', 'a name that occurs twice', 'each name once')
  return entries
}

/** JSON.parse keeps only the last of equal names, so the text's own count of tensors is compared; -1 where escapes could hide one. */
function occurrences(source: string): number {
  return source.includes('\\u') ? -1 : source.split('"data_offsets"').length - 1
}

function parseEntry(value: unknown, fail: (what: string, found: unknown, expected: string) => CheckpointError): Entry {
  if (!isObject(value)) throw fail('entry', value, 'an object')
  const { dtype, shape, data_offsets: offsets } = value
  if (dtype !== 'F16' && dtype !== 'F32') throw fail('dtype', dtype, '"F16" or "F32"')
  if (!isCounts(shape, 1) || shape.length > 4) throw fail('shape', shape, 'at most 4 positive integers')
  if (!isCounts(offsets, 0) || offsets.length !== 2) throw fail('data_offsets', offsets, 'two integers')
  const [begin, end] = offsets as [number, number]
  const size = shape.reduce((product, n) => product * n, bytesOf[dtype])
  if (end - begin !== size) throw fail('data_offsets', `${end - begin} bytes`, `${size} for its shape`)
  return { dtype, shape, begin, end }
}

function isCounts(value: unknown, low: number): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && (n as number) >= low)
}

/** The tensors, in file order, must tile the data exactly. */
function checkOffsets(file: string, entries: ReadonlyMap<string, Entry>, dataBytes: number): void {
  let at = 0
  for (const [name, { begin, end }] of [...entries].sort(([, a], [, b]) => a.begin - b.begin)) {
    if (begin !== at) throw new CheckpointError('header', { file, field: `${short(name)} data_offsets`, found: `a start at ${begin}`, expected: `${at}, where the tensor before it ends` })
    at = end
  }
  if (at > dataBytes) throw new CheckpointError('truncated', { file, found: `${dataBytes} bytes of data`, expected: `${at}` })
  if (at < dataBytes) throw new CheckpointError('header', { file, field: 'data', found: `${dataBytes} bytes`, expected: `${at}` })
}

function checkNames(file: string, entries: ReadonlyMap<string, Entry>, expected: ReadonlyMap<string, readonly number[]>): void {
  for (const name of entries.keys()) {
    if (!expected.has(name)) throw new CheckpointError('tensor-unexpected', { file, field: short(name) })
  }
  for (const [name, shape] of expected) {
    const entry = entries.get(name)
    if (!entry) throw new CheckpointError('tensor-missing', { file, field: name, expected: `[${shape.join(', ')}]` })
    if (entry.shape.join() !== shape.join()) {
      throw new CheckpointError('tensor-shape', { file, field: name, found: `[${entry.shape.join(', ')}]`, expected: `[${shape.join(', ')}]` })
    }
  }
}

function checkFinite(file: string, name: string, data: Float32Array): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number
    if (value - value !== 0) throw new CheckpointError('tensor-value', { file, field: `${name}[${i}]`, found: String(value) }) // ±∞ or NaN
  }
}

function short(name: string): string {
  return name.length > 80 ? `${name.slice(0, 79)}…` : name
}
