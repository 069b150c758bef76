import { readdirSync, readFileSync } from 'node:fs'
import { CheckpointError, type CheckpointErrorCode } from '../../src/network/errors'
import { neededFiles } from '../../src/network/checkpoint/card'
import { filesSource, type Source } from '../../src/network/checkpoint/source'

export const tiny = new URL('../golden/tiny/', import.meta.url)
export const attention = new URL('../golden/tiny-attention/', import.meta.url)
const networks = new URL('../golden/unet/', import.meta.url)

export function read(folder: URL, file: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(file, folder)))
}

/** All files of a checkpoint by path, card.json too. */
export function filesOf(folder: URL): Map<string, Uint8Array<ArrayBuffer>> {
  return new Map(['card.json', ...Object.values(neededFiles)].map((file) => [file, read(folder, file)]))
}

type Files = Map<string, Uint8Array<ArrayBuffer>>

/** All files of a golden network, as if they had been dropped with their folder. */
export function dropped(name: string): Files {
  const folder = new URL(`${name}/`, networks)
  return new Map(readdirSync(folder).map((file) => [`${name}/${file}`, read(folder, file)]))
}

export const blobs = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) =>
  new Map([...files].map(([path, bytes]) => [path, new Blob([bytes])]))

/** A folder of these files that knows whether its weights were asked for. */
export function watched(files: ReadonlyMap<string, Blob>): {
  readonly source: Source
  readonly askedForWeights: () => boolean
} {
  let isAsked = false
  const inner = filesSource(files)
  const get: Source['get'] = (path, options) => {
    isAsked ||= path.includes('safetensors')
    return inner.get(path, options)
  }
  return { source: { ...inner, get }, askedForWeights: () => isAsked }
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
