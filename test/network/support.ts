import { readFileSync } from 'node:fs'
import { CheckpointError, type CheckpointErrorCode } from '../../src/network/errors'
import { neededFiles } from '../../src/network/checkpoint/card'

export const tiny = new URL('../golden/tiny/', import.meta.url)
export const attention = new URL('../golden/tiny-attention/', import.meta.url)

export function read(folder: URL, file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(file, folder)))
}

/** All files of a checkpoint by path, card.json too. */
export function filesOf(folder: URL): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map(['card.json', ...Object.values(neededFiles)].map((file) => [file, read(folder, file)]))
}

export function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value))
}

/** The object in a JSON file with some fields replaced (undefined removes). */
export function changed(bytes: Uint8Array, fields: Record<string, unknown>): Uint8Array<ArrayBuffer> {
  const value = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
  return json({ ...value, ...fields })
}

/** The error that a call throws, which must be a CheckpointError. */
export function errorOf(call: () => unknown): CheckpointError {
  try {
    call()
  } catch (error) {
    if (error instanceof CheckpointError) return error
    throw error
  }
  throw new Error('accepted')
}

export function codeOf(call: () => unknown): CheckpointErrorCode {
  return errorOf(call).code
}
