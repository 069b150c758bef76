import { type Fields, isObject, parseObject } from '../checkpoint/fields'
import { parseHeader } from '../checkpoint/header'
import { parseSafetensors, type Weight } from '../checkpoint/safetensors'
import { CheckpointError } from '../errors'

/** Key of a safetensors file's metadata under which a network that learned here is described, as JSON. */
const SAVED = 'noisewalk'

/** A network's file after its header has been read, and before its tensors are. */
interface SavedFile {
  /** The description of the network: untrusted. */
  readonly metadata: Fields
  /** Shapes of its tensors, by name. */
  readonly shapes: ReadonlyMap<string, readonly number[]>
  /** Reads the tensors. @throws CheckpointError unless they are the expected ones, and finite */
  tensors(expected: ReadonlyMap<string, readonly number[]>): Map<string, Weight>
}

/** Reads the header of a safetensors file that was saved here. @throws CheckpointError if it was not */
export function openSavedFile(file: string, bytes: Uint8Array): SavedFile {
  const { entries, metadata } = parseHeader(file, bytes)
  const text = isObject(metadata) && Object.hasOwn(metadata, SAVED) ? metadata[SAVED] : undefined
  if (typeof text !== 'string')
    throw new CheckpointError('field', {
      file,
      field: `__metadata__.${SAVED}`,
      found: ['nothing'],
      expected: ['saved-here'],
    })
  return {
    metadata: parseObject(file, new TextEncoder().encode(text)),
    shapes: new Map([...entries].map(([name, { shape }]) => [name, shape])),
    tensors: (expected) => parseSafetensors(file, bytes, expected),
  }
}
