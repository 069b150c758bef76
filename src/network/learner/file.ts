import { type Fields, isObject, parseObject } from '../checkpoint/fields'
import { parseHeader } from '../checkpoint/header'
import { parseSafetensors, type Weight } from '../checkpoint/safetensors'
import { CheckpointError } from '../errors'

/** Name of the metadata of a safetensors file under which a network that learned here says what it is, as JSON. */
export const SAVED = 'noisewalk'

/** A network's file, read as far as it can be without knowing what it should hold. */
export interface SavedFile {
  /** What it says of itself: untrusted. */
  readonly says: Fields
  /** Shapes of its tensors, by name. */
  readonly shapes: ReadonlyMap<string, readonly number[]>
  /** Its tensors. @throws CheckpointError unless they are the expected ones, and finite */
  tensors(expected: ReadonlyMap<string, readonly number[]>): Map<string, Weight>
}

/** Opens a safetensors file that was saved here; its header alone is read. @throws CheckpointError if it is none */
export function openSavedFile(file: string, bytes: Uint8Array): SavedFile {
  const { entries, metadata } = parseHeader(file, bytes)
  const text = isObject(metadata) && Object.hasOwn(metadata, SAVED) ? metadata[SAVED] : undefined
  if (typeof text !== 'string')
    throw new CheckpointError('field', {
      file,
      field: `__metadata__.${SAVED}`,
      found: 'nothing',
      expected: 'a network that was saved in this room',
    })
  return {
    says: parseObject(file, new TextEncoder().encode(text)),
    shapes: new Map([...entries].map(([name, { shape }]) => [name, shape])),
    tensors: (expected) => parseSafetensors(file, bytes, expected),
  }
}
