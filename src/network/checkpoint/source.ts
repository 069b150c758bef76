import { CheckpointError } from '../errors'
import { nameOfRoot, rootOf } from './root'

/** A folder from which the files of a checkpoint come, wherever it is. */
export interface Source {
  /** The folder's name, for people. */
  readonly name: string
  /**
   * A file's bytes.
   *
   * @param path relative to the folder, with / between its parts
   * @returns undefined if there is no such file
   * @throws CheckpointError, or the signal's AbortError
   */
  get(path: string, options: GetOptions): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** Whether there is such a file; its bytes are not read. */
  has(path: string, signal?: AbortSignal): Promise<boolean>
  /** The folder around this one, if this is a pipeline's unet/ or scheduler/. */
  readonly above?: Source | undefined
  /** The name of an archive among the files, if they can be listed: it may contain the network of a folder without a config. */
  readonly archive?: string | undefined
}

export interface GetOptions {
  /** The most bytes that are accepted; longer files are refused, if possible before they are read. */
  readonly atMost: number
  readonly signal?: AbortSignal | undefined
  /** @param total 0 if it is unknown */
  readonly onBytes?: ((received: number, total: number) => void) | undefined
}

/**
 * A source of files that the visitor dropped or chose.
 *
 * @param files by relative path; folders around the network are removed from the paths
 * @throws CheckpointError `many`
 */
export function filesSource(files: ReadonlyMap<string, Blob>): Source {
  const paths = [...files.keys()]
  const top = rootOf(paths)
  const fileAt = (path: string) => files.get(top + path)
  return {
    name: nameOfRoot(top),
    archive: paths.find((path) => /\.(zip|tar|gz|tgz|7z)$/i.test(path)),
    has: (path) => Promise.resolve(fileAt(path) !== undefined),
    async get(path, { atMost, signal, onBytes }) {
      signal?.throwIfAborted()
      const blob = fileAt(path)
      if (!blob) return undefined
      if (blob.size > atMost)
        throw new CheckpointError('oversized', {
          file: path,
          expected: atMost,
        })
      const bytes = await blob.arrayBuffer().catch((cause: unknown) => {
        throw new CheckpointError(
          'unreadable',
          { file: path, ...(cause instanceof Error && { found: cause.message }) },
          { cause },
        )
      })
      signal?.throwIfAborted()
      onBytes?.(blob.size, blob.size)
      return new Uint8Array(bytes)
    },
  }
}
