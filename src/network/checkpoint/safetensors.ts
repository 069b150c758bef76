import { CheckpointError } from '../errors'
import { brainToFloat, halfToFloat } from './half'
import { checkOffsets, parseHeader, short, type Entry } from './header'

/** A tensor of a checkpoint: shape as PyTorch has it, values as float32. */
export interface Weight {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/**
 * Reads a safetensors file under strict rules: a header of at most 1 MB, F16, BF16 and F32 only, offsets that fill the data
 * without gap or overlap, exactly the expected names and shapes, finite values. Nothing is allocated before it is
 * known to be backed by bytes of the file. F32 may share the file's memory.
 *
 * @param expected the name and shape of every tensor, from the config
 * @throws CheckpointError
 */
export function parseSafetensors(file: string, bytes: Uint8Array, expected: ReadonlyMap<string, readonly number[]>): Map<string, Weight> {
  const { entries: stored, dataStart } = parseHeader(file, bytes)
  checkOffsets(file, stored, bytes.length - dataStart)
  const entries = renamed(file, stored)
  checkNames(file, entries, expected)
  const weights = new Map<string, Weight>()
  for (const [name, entry] of entries) {
    const data = valuesOf(bytes.subarray(dataStart + entry.begin, dataStart + entry.end), entry.dtype)
    checkFinite(file, name, data)
    weights.set(name, { shape: entry.shape, data })
  }
  return weights
}

function valuesOf(raw: Uint8Array, dtype: Entry['dtype']): Float32Array {
  const { buffer, byteOffset } = isMisaligned(raw, dtype) ? raw.slice() : raw
  if (dtype === 'F32') return new Float32Array(buffer, byteOffset, raw.length / 4)
  const halves = new Uint16Array(buffer, byteOffset, raw.length / 2)
  return dtype === 'F16' ? halfToFloat(halves) : brainToFloat(halves)
}

/** Whether the values do not begin where their kind of array may. */
function isMisaligned({ byteOffset }: Uint8Array, dtype: Entry['dtype']): boolean {
  return byteOffset % (dtype === 'F32' ? 4 : 2) !== 0
}

const oldNames: Readonly<Record<string, string>> = { query: 'to_q', key: 'to_k', value: 'to_v', proj_attn: 'to_out.0' }

/** A tensor's name today: early diffusers named the parts of an attention otherwise, and still reads those names. */
export function currentName(name: string): string {
  return name.replace(/(\.attentions\.\d+\.)(query|key|value|proj_attn)(?=\.(?:weight|bias)$)/, (_, path: string, part: string) => `${path}${oldNames[part] ?? part}`)
}

function renamed(file: string, entries: ReadonlyMap<string, Entry>): Map<string, Entry> {
  const current = new Map([...entries].map(([name, entry]) => [currentName(name), entry]))
  if (current.size === entries.size) return current
  const twice = [...entries.keys()].find((name) => currentName(name) !== name && entries.has(currentName(name))) ?? ''
  throw new CheckpointError('tensor-unexpected', { file, field: short(twice), expected: 'one name for each tensor' })
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
