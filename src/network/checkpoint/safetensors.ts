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
 * without gap or overlap, exactly the expected names and shapes, finite values. It allocates memory only for
 * tensors whose bytes the file has. F32 tensors may share the file's memory.
 *
 * @param expected the name and shape of every tensor, from the config
 * @throws CheckpointError
 */
export function parseSafetensors(
  file: string,
  bytes: Uint8Array,
  expected: ReadonlyMap<string, readonly number[]>,
): Map<string, Weight> {
  const { entries: stored, dataStart } = parseHeader(file, bytes)
  checkOffsets(file, stored, bytes.length - dataStart)
  const dataOf = ({ begin, end }: Entry) => bytes.subarray(dataStart + begin, dataStart + end)
  const entries = withCurrentNames(file, stored, dataOf)
  checkNames(file, entries, expected)
  const weights = new Map<string, Weight>()
  for (const [name, entry] of entries) {
    const data = valuesOf(dataOf(entry), entry.dtype)
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

/** Whether the values begin at an offset at which their kind of array cannot. */
function isMisaligned({ byteOffset }: Uint8Array, dtype: Entry['dtype']): boolean {
  return byteOffset % (dtype === 'F32' ? 4 : 2) !== 0
}

const oldNames: Readonly<Record<string, string>> = { query: 'to_q', key: 'to_k', value: 'to_v', proj_attn: 'to_out.0' }
/** The prefixes that wrappers for training or compiling put before the names of tensors. */
const wrappers = /^(?:module\.|_orig_mod\.)+/
/** Aliases that diffusers itself writes, alone or beside the name that they stand for. */
const aliases: ReadonlyMap<string, string> = new Map([['time_proj.W', 'time_proj.weight']])

export const isAlias = (name: string): boolean => aliases.has(name)

/** The present name of a tensor. Early diffusers named the parts of an attention differently, and the present one still reads those names. */
export function currentName(name: string): string {
  const bare = name.replace(wrappers, '')
  return (
    aliases.get(bare) ??
    bare.replace(
      /(\.attentions\.\d+\.)(query|key|value|proj_attn)(?=\.(?:weight|bias)$)/,
      (_, path: string, part: string) => `${path}${oldNames[part] ?? part}`,
    )
  )
}

/** Gives tensors their present names. Two tensors of one name are an error, unless one is an alias with the same bytes. */
function withCurrentNames(
  file: string,
  stored: ReadonlyMap<string, Entry>,
  dataOf: (entry: Entry) => Uint8Array,
): Map<string, Entry> {
  const names = new Map<string, string>()
  const current = new Map<string, Entry>()
  for (const [name, entry] of stored) {
    const now = currentName(name)
    const [before, other] = [names.get(now), current.get(now)]
    if (before !== undefined && other) {
      const isAliasPair = (aliases.has(name) || aliases.has(before)) && equal(dataOf(other), dataOf(entry))
      if (!isAliasPair)
        throw new CheckpointError('tensor-unexpected', {
          file,
          field: short(now === name ? before : name),
        })
    }
    names.set(now, name)
    current.set(now, entry)
  }
  return current
}

const equal = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, i) => byte === b[i])

function checkNames(
  file: string,
  entries: ReadonlyMap<string, Entry>,
  expected: ReadonlyMap<string, readonly number[]>,
): void {
  for (const name of entries.keys()) {
    if (!expected.has(name)) throw new CheckpointError('tensor-unexpected', { file, field: short(name) })
  }
  for (const [name, shape] of expected) {
    const entry = entries.get(name)
    if (!entry) throw new CheckpointError('tensor-missing', { file, field: name, expected: `[${shape.join(', ')}]` })
    if (entry.shape.join() !== shape.join()) {
      throw new CheckpointError('tensor-shape', {
        file,
        field: name,
        found: `[${entry.shape.join(', ')}]`,
        expected: `[${shape.join(', ')}]`,
      })
    }
  }
}

function checkFinite(file: string, name: string, data: Float32Array): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number
    if (value - value !== 0)
      throw new CheckpointError('tensor-value', { file, field: `${name}[${i}]`, found: String(value) }) // ±∞ or NaN
  }
}
